"""Names of people are found in a text by their words, and nothing that names somebody passes for impersonal."""

from __future__ import annotations

import pytest

from assistant.domain.segments import Stakeholder
from assistant.drafting.sentences.names import Names, folded, is_impersonal

PEOPLE = ["Ada Quill", "Bo", "Ada Strand", "Ada Quill", "Ömer İnan", "—"]


def _person(name: str) -> Stakeholder:
    return Stakeholder(id=name, account="1", name=name, title="", role="unknown", segment="s")


def test_names_whose_words_stand_in_a_text_are_found_in_their_order() -> None:
    """All words of a name are there, in any order and case; a name without words is always taken for there."""
    names = Names(map(_person, PEOPLE))
    assert names.within("quill, ADA and bo") == ["Ada Quill", "Bo", "—"]
    assert names.within("Strand met Ömer.") == ["—"]
    assert names.within("") == ["—"]


@pytest.mark.parametrize(
    ("name", "text"), [("İnan", "INAN"), ("Ismet", "ısmet"), ("Straße", "STRASSE"), ("Kim", "\u212aim")]
)
def test_spellings_that_a_pattern_takes_for_one_are_one(name: str, text: str) -> None:
    """A name that would be hidden in a text shares a word with it, so that the text is looked at."""
    assert folded(name) & folded(text)


@pytest.mark.parametrize("text", ["Write to ada@example.com.", "Call 555-123-4567.", "As [person-1] said."])
def test_an_address_a_number_and_a_placeholder_are_personal(text: str) -> None:
    """They leave as placeholders even where nobody's name is known."""
    assert not is_impersonal(text)
    assert is_impersonal("Discharge calls within 48 hours cut readmissions by 12 %.")
