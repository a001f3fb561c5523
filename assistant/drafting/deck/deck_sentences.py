"""The sentences of a deck, each at its place: Markdown or text as people hand it round.

What is read of a sentence has no emphasis and no footnote marks; its place is that in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.prose import Block, blocks

_END = re.compile(r"(?<=[.!?])[\"'”’)\]*_]*(?:\[\^[^\]\s]+\])*\s+(?=[\"'“‘(\[*_]*[A-Z0-9])|\|")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Corp|No|vs|e\.g|i\.e|approx|[A-Z])\.$")
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
_MARKS = re.compile(r"\[\^[^\]\s]+\]?:?|[*~]{1,3}|^[\s>]*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s)?", re.MULTILINE)
_TAIL = re.compile(r"(?:\[\^[^\]\s]+\]?|[\s|])+$")


@dataclass(frozen=True)
class DeckSentence:
    """A sentence of a text."""

    text: str
    """Its words in single spaces, without emphasis and footnote marks."""
    start: int
    """Offset in the source."""
    end: int
    """Offset after its last character."""
    kind: str = "paragraph"
    """Kind of the block it stands in: `heading`, `item`, `row`, `note`, `turn` or `paragraph`."""


def deck_sentences(text: str, *, markdown: bool) -> Iterator[DeckSentence]:
    """Every sentence of the prose, in order; table cells and headings count as sentences."""
    for block in blocks(text, markdown=markdown):
        for start, end in _spans(block):
            read = " ".join(_THOUSANDS.sub(",", _MARKS.sub("", block.text[start:end])).split())
            if read:
                yield DeckSentence(read, block.start + start, block.start + end, block.kind)


def _spans(block: Block) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(block.text):
        if _ABBREVIATION.search(block.text, start, found.start()):
            continue
        yield _trimmed(block.text, start, found.end())
        start = found.end()
    yield _trimmed(block.text, start, len(block.text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, cell borders, footnote marks and the signs of a heading or list around it."""
    piece = _TAIL.sub("", text[start:end])
    opening = re.match(r"[\s>|]*(?::\s+|#{1,6}\s+|[-*+•]\s+|\d{1,3}[.)]\s+)?", piece)
    return start + (opening.end() if opening else 0), start + len(piece)
