"""Sentences of a passage, each with its neighbours, as far as line breaks and full stops tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_STOP = re.compile(
    r"[.!?。！？\n](?:(?<=\n)\n*(?=\s*(?:[A-Z\"“‘'>*#|+-]|\d))|(?<!\n)[\"'”’)\]*_]*\s+(?![a-z])|(?<=[。！？]))"
)
"""It begins with one of a few characters, so that everything between them is passed over quickly."""
_HEAD = re.compile(r"^[\s>#|]*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s+)?[\"'“‘(*_]*")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
LONGEST = 400
"""Characters of a sentence that is looked at."""


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands."""

    text: str
    """Without the marks of a list, quotation or heading before it."""
    item: bool
    """Whether it opens an item of a list."""
    asked_around: bool
    """Whether a sentence beside it asks something, too."""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a passage, in order."""
    pieces = [piece for piece in map(str.strip, _pieces(text)) if piece]
    for at, piece in enumerate(pieces):
        around = (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2])
        plain = _HEAD.sub("", piece)[:LONGEST]
        if plain:
            yield Sentence(plain, _ITEM.match(piece) is not None, any("?" in other for other in around))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(text):
        yield text[start : stop.start() + 1]
        start = stop.end()
    yield text[start:]
