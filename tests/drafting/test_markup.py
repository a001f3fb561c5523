"""Links, mentions, images and markup are recognised; ordinary sentences are plain."""

from __future__ import annotations

import pytest

from assistant.drafting.sentences.markup import is_plain, markup

MORE_THAN_WORDS = {
    "See https://example.com/x for more": "link",
    "See www.example.com": "link",
    "Write to a.b@example.com": "link",
    "Read example.com/prices": "link",
    "Click [here](x)": "link",
    "javascript:alert(1)": "link",
    "Look ![logo](x)": "image",
    "Hello <!channel>": "mention",
    "Ask @dana first": "mention",
    "Ask <@U01> first": "mention",
    "A <b>bold</b> claim": "markup",
    "A **bold** claim": "markup",
    "A `code` claim": "markup",
    "# Heading": "markup",
    "=cmd|' /C calc'!A0": "markup",
    "two\nlines": "markup",
    "hidden\u200bwords": "control",
    "turned\u202eround": "control",
}
PLAIN = [
    "Nurses reached 71 % of patients within 48 hours.",
    "It costs less than 5 and more than 3 (see the study).",
    "R&D and A/B tests, e.g. of 3.5 points, at St. Mary's.",
    "a < b and c > d",
    "The price is $5/month.",
]


@pytest.mark.parametrize(("text", "kind"), MORE_THAN_WORDS.items())
def test_what_is_more_than_words_is_named(text: str, kind: str) -> None:
    """Each kind is found and called by its name."""
    assert kind in {found.kind for found in markup(text)}


@pytest.mark.parametrize("text", PLAIN)
def test_sentences_are_plain(text: str) -> None:
    """Ordinary signs of a sentence are no markup."""
    assert is_plain(text)
