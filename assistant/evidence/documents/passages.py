"""Passages: the citable parts of a document, cut where its author cut it.

A passage never crosses a heading or a page; short paragraphs are gathered, list items, quotes and tables are kept
whole, and only what is too long is cut, at the end of a sentence. The same text in the same document keeps its id,
wherever it moves.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.domain.evidence import Document, Passage
from assistant.evidence.documents import blocks
from assistant.evidence.documents.blocks import Block
from assistant.evidence.documents.documents import Text
from assistant.evidence.screening.requests import Surroundings, agreed, requested
from assistant.evidence.screening.screening import screen

ENOUGH = 60
"""Words at which a passage takes no further paragraph."""
MOST = 180
"""Words of a gathered passage."""
LONGEST = 300
"""Words of a paragraph that is still kept whole; what is longer is cut to `MOST`."""
LONGEST_WHOLE = 600
"""Words of a list item, a quote or a table that is still kept whole."""
_LETTERS = 8
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+|(?<=[。！？])")
_LINE_END = re.compile(r"\n+")


@dataclass
class _Gathered:
    """A passage in the making."""

    text: str = ""
    unseen: str = ""
    size: int = 0
    last: str = ""
    """Kind of its last block."""


def passages(text: Text) -> tuple[Passage, ...]:
    """The passages of a document in their order, suspicious ones marked."""
    cut = blocks.markdown if text.markdown else blocks.plain
    found = [(page.number, list(cut(page.text))) for page in text.parts]
    titled = _titled(text.document, [block for _, some in found for block in some])
    parts = [
        (number, _section(headings, titled.title), part)
        for number, some in found
        for headings, group in groupby(some, key=lambda block: block.headings)
        for part in _gather(group)
    ]
    sections = {section for _, section, _ in parts}
    around = Surroundings([part.text for _, _, part in parts], [titled.title, *sorted(sections)])
    repeated: Counter[str] = Counter()
    made: list[Passage] = []
    for number, section, part in parts:
        id = f"{titled.id}#{hashlib.sha256(part.text.encode()).hexdigest()[:10]}"
        repeated[id] += 1
        suffix = f"-{repeated[id]}" if repeated[id] > 1 else ""
        why = screen(f"{titled.title}\n{section}\n{part.text}\n{part.unseen}") or requested(
            f"{part.text}\n{part.unseen}", around, agreed(section, titled.kind)
        )
        made.append(_passage(titled, id + suffix, (section, number, len(made)), part.text, why))
    return tuple(made)


def size(text: str) -> int:
    """Words of a text; where words are not set apart, every `_LETTERS` characters count as one."""
    return max(len(text.split()), len(text) // _LETTERS)


def _passage(document: Document, id: str, where: tuple[str, int | None, int], text: str, marked: str | None) -> Passage:
    section, page, place = where
    return Passage(
        id=id,
        document=document.id,
        title=document.title,
        section=section,
        page=page,
        place=place,
        text=text,
        kind=document.kind,
        date=document.date,
        audience=document.audience,
        roles=document.roles,
        account=document.account,
        marked=marked,
    )


def _titled(document: Document, found: list[Block]) -> Document:
    if document.title.strip():
        return document
    first = next((block.headings[0] for block in found if block.headings), "")
    named = document.id.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("-", " ").replace("_", " ")
    return document.model_copy(update={"title": first or named})


def _section(headings: tuple[str, ...], title: str) -> str:
    own = headings[1:] if headings and headings[0] == title else headings
    return " > ".join(heading for heading in own if heading)


def _gather(found: Iterable[Block]) -> Iterator[_Gathered]:
    """Blocks of one section, gathered to passages; a short rest joins the passage before it."""
    made: list[_Gathered] = []
    current = _Gathered()
    for block, words in (piece for whole in found for piece in _cut(whole)):
        if current.size >= ENOUGH or (current.size >= ENOUGH // 3 and current.size + words > MOST):
            made.append(current)
            current = _Gathered()
        _add(current, block, words)
    if made and current.size < ENOUGH and made[-1].size + current.size <= MOST:
        _add(made[-1], Block((), current.text, current.unseen, current.last), current.size)
    else:
        made.append(current)
    return (part for part in made if part.text)


def _add(part: _Gathered, block: Block, words: int) -> None:
    gap = "" if not part.text or not block.text else "\n" if part.last == block.kind == "item" else "\n\n"
    part.text += gap + block.text
    part.unseen = f"{part.unseen}\n{block.unseen}".strip()
    part.size += words
    part.last = block.kind


def _cut(block: Block) -> Iterator[tuple[Block, int]]:
    """The block, or its pieces when it is too long, each with its words."""
    longest = LONGEST if block.kind == "paragraph" else LONGEST_WHOLE
    words = size(block.text)
    if words <= longest:
        yield block, words
        return
    between = _SENTENCE_END if block.kind == "paragraph" else _LINE_END
    for number, piece in enumerate(_packed(block.text, _bounds(block.text, between))):
        yield Block(block.headings, piece, "" if number else block.unseen, block.kind), size(piece)


def _bounds(text: str, between: re.Pattern[str]) -> list[int]:
    return [match.end() for match in between.finditer(text)] + [len(text)]


def _packed(text: str, ends: list[int]) -> Iterator[str]:
    """Consecutive pieces of at most `MOST` words that end at given places, or anywhere when one alone is longer."""
    start = last = 0
    for end in ends:
        if last > start and _longer(text, start, end, MOST):
            yield text[start:last].strip()
            start = last
        while _longer(text, start, end, LONGEST_WHOLE):
            stop = _forced(text, start)
            yield text[start:stop].strip()
            start = stop
        last = end
    if text[start:].strip():
        yield text[start:].strip()


def _longer(text: str, start: int, end: int, most: int) -> bool:
    return end - start > most * _LETTERS or size(text[start:end]) > most


def _forced(text: str, start: int) -> int:
    """Where to cut a text without sentences: at a space when there is one."""
    window = text[start : start + MOST * _LETTERS]
    space = max(window.rfind(" "), window.rfind("\n"))
    return start + (space + 1 if space > 0 else len(window))
