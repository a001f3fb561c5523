"""Sentences of a passage, each with its neighbours, as far as line breaks and full stops tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STOP = re.compile(
    r"[.!?。！？\n](?:(?<=\n)\n*(?=\s*(?:[A-Z\"“‘'>*#|+-]|\d))|(?<!\n)[\"'”’)\]*_]*\s+(?![a-z])|(?<=[。！？]))"
)
"""It begins with one of a few characters, so that everything between them is passed over quickly."""
_HEAD = re.compile(r"^[\s>#|]*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s+)?[\"'“‘(*_]*")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
_QUOTED = re.compile(r"^[\s>#|*+-]*[\"“„«]|[\"”»][*_]*$")
LONGEST = 400
"""Characters of a sentence that is looked at."""


class Sentence(NamedTuple):
    """A sentence as it stands."""

    text: str
    """Without the marks of a list, quotation or heading before it."""
    item: bool
    """Whether it opens an item of a list."""
    asked_around: bool
    """Whether a sentence beside it asks something, too."""
    quoted: bool = False
    """Whether a quotation begins or ends with it: somebody said it to somebody else."""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a passage, in order."""
    pieces = [piece for piece in map(str.strip, _pieces(text)) if piece]
    asked = [False, *("?" in piece for piece in pieces), False]
    for piece, before, after in zip(pieces, asked, asked[2:], strict=False):
        head = _HEAD.match(piece)
        plain = piece[head.end() if head else 0 :][:LONGEST]
        if plain:
            yield Sentence(plain, _ITEM.match(piece) is not None, before or after, _QUOTED.search(piece) is not None)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(text):
        yield text[start : stop.start() + 1]
        start = stop.end()
    yield text[start:]
