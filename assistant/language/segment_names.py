"""Names of segments in text, held against the segment model.

Only a text that plainly names a segment speaks: a capitalised name before `accounts`, `account segment`,
`stakeholders`, `stakeholder segment` or `segment`, or behind `account segment` and `stakeholder segment`. A sentence's
first word is taken for one only in a text that names a segment of the model; a product or a place is not.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.inflection import words

HEAD = r"(?:(?:account|stakeholder)[ \t]+)?segments?|accounts?|stakeholders?"
NAME = r"[A-ZÀ-ÖØ-Þ]\w+"
NAMED = re.compile(rf"(?<![\w’'-])(?P<name>{NAME}(?:[ -]{NAME}){{0,2}})[”\"’'*_]{{0,2}}[ \t]+(?P<head>{HEAD})\b")
BEHIND = re.compile(rf"\b(?P<head>(?:account|stakeholder)[ \t]+segments?):?[ \t]+[“\"'‘*_]{{0,2}}(?P<name>{NAME})")
OPENING = re.compile(r"(?:[.!?:;•\n|]|(?:\n|^)[ \t]*[-*+#>]+[ \t]|\d\.)[\s\"“‘'(*_]*$")
STRATEGIES = words(
    """invest grow growth maintain monitor defend harvest develop protect nurture retain expand win build hold ignore
    divest platinum gold silver bronze strategic core sustain explore attack engage deprioritize deprioritise"""
)
PLAIN = words(
    """account accounts stakeholder stakeholders segment segments the a an all each every our their your his her its my
    this that these those some any no most many few several both large larger small smaller big key new old named such
    more other which what whose when if in for of at one two three four five six seven eight nine ten top best first
    second third last next target hospital hospitals clinic us uk eu emea apac american british european global national
    regional local enterprise mid-market commercial public private industrial medical strategic existing former"""
)


@dataclass(frozen=True)
class WrongName:
    """A segment name that the segment model does not have."""

    start: int
    end: int
    text: str
    near: str | None
    """The name that was probably meant."""


def may_name_segments(text: str) -> bool:
    """Whether a segment may be named at all: without that nobody needs the segment model."""
    return NAMED.search(text) is not None or BEHIND.search(text) is not None


def wrong_names(text: str, names: Sequence[str]) -> Iterator[WrongName]:
    """Segment names in the text that are not among the names."""
    known = {name.lower(): name for name in names}
    found = [
        (_without_plain_words(match["name"], match.start("name")), match["head"], pattern is BEHIND)
        for pattern in (NAMED, BEHIND)
        for match in pattern.finditer(text)
    ]
    names_one = any(name.lower() in known for (name, _), _, _ in found)
    for (name, start), head, behind in sorted(found, key=lambda one: one[0][1]):
        if not name or " " in name or name.lower() in known or name.isupper() or name.endswith("ing"):
            continue
        if any(_stands_at(text, start, whole) for whole in known):
            continue
        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.8)
        plainly = "segment" in head or name.lower() in STRATEGIES
        if near or (plainly and (names_one or behind or not _opens(text, start))):
            yield WrongName(start, start + len(name), name, known[near[0]] if near else None)


def _stands_at(text: str, start: int, name: str) -> bool:
    """Whether a whole name, of several words perhaps, stands there in any case."""
    end = start + len(name)
    return text[start:end].lower() == name and not text[end : end + 1].isalnum()


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, an item or a cell opens there, where a capital says nothing."""
    return OPENING.search(text[max(0, start - 12) : start]) is not None or not text[:start].strip()


def _without_plain_words(name: str, start: int) -> tuple[str, int]:
    """The name without leading words such as `Our`, and where it then starts."""
    words = name.split(" ")
    while words and words[0].lower() in PLAIN:
        start += len(words[0]) + 1
        words = words[1:]
    return " ".join(words), start
