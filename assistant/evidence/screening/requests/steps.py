"""Next steps: what people agreed to do about the deal a document speaks of has the mood of orders, and informs.

The heading alone excuses nothing: a step counts for as much as it names of a deal, of people and of dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from assistant.evidence.screening.requests.vocabulary import vocabulary
from assistant.evidence.support.lexicon import stem

_HEADING = re.compile(
    r"^[\W_]*(?:(?:our|my|their|the|agreed|open|immediate|proposed)\s+)*"
    r"(?:next(?: steps?)?|steps|actions?(?: (?:items?|points?))?|"
    r"to[- ]?dos?(?: list)?|follow[- ]?ups?|(?:what )?(?:(?:was|they|we) )?agreed(?: on)?|commitments|tasks)"
    r"(?: (?:for|with|by|after|from|until|and) [^\n]{1,40})?[\W_]*$",
    re.IGNORECASE | re.MULTILINE,
)
_DATED = re.compile(
    r"\b(?:by|before|until|on|next|this|in|from|for|of|after|at)\s+(?:the\s+)?(?:(?:end|first|last|second|week|middle)\s+(?:\w+\s+)*?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|noon|q[1-4]|eow|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)|\btomorrow\b|\btoday\b"
)
_NAME = re.compile(r"(?<=[\w,&] )([A-Z]\w+)")
_DEFINITE = re.compile(r"^\W*(?:over\s+)?(?:the|their|her|his|our)\b")
_ON = re.compile(r"\b(?:about|me|my)\b")
_ELSEWHERE = re.compile(r"https?:|www\.|\w@\w")


def agreed(section: str, kind: str | None) -> bool:
    """Whether a section of a document of a kind holds what people agreed to do."""
    return kind == "call_note" or lists_steps(section.rsplit(" > ", 1)[-1])


def lists_steps(text: str) -> bool:
    """Whether a line of a text is a heading such as "Next steps"."""
    return _HEADING.search(text) is not None


def step_features(
    text: str, order: tuple[str, str], about: Collection[str], elsewhere: Mapping[str, int]
) -> Iterator[tuple[str, float]]:
    """What makes an order a step of the deal; a form such as a poem, or an address elsewhere, makes it none.

    `order` is the verb and what follows it, `about` stems of what it speaks of, `elsewhere` counts of the document.
    """
    verb, rest = order
    lower = text.lower()
    lists = vocabulary()
    deal = any(word in _deal() for word in about)
    usable = not lists.form.intersection(re.findall(r"\w+", lower)) and _ELSEWHERE.search(lower) is None
    handed = usable and verb in lists.hand
    dated = _DATED.search(lower) is not None
    named = any(elsewhere.get(stem(name.lower()), 0) > 1 for name in _NAME.findall(text))
    yield "step_deal", float(usable and deal)
    yield "step_handed", float(handed and deal)
    yield "step_dated", float(usable and dated and deal)
    yield "step_named", float(usable and named)
    yield "step_definite", float(usable and _DEFINITE.match(rest) is not None)
    yield "step_on", float(_ON.search(lower) is not None)


@cache
def _deal() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary().deal)
