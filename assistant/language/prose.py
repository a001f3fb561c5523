"""What of a text is prose: Markdown without its code, links' targets, tags and addresses.

A text comes apart into blocks (a paragraph, a heading, a list item, a table row). What is not prose is blanked, letter
by letter, so that every position in a block is a position in the source. Blocks are bounded: memory does not grow with
the text, whether it has many lines or one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 16_384
"""Characters of a block at most; a longer paragraph is cut at white space."""
FRONT_MATTER = re.compile(r"﻿?---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
FENCE = re.compile(r"[ \t>]{0,12}(?:[-*+][ \t]+)?(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)", re.MULTILINE)
COMMENT = re.compile(r" {0,3}<!--")
COMMENTED = re.compile(r"<!--[\s\S]*?-->")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,200}\]:")
ITEM = re.compile(r"[ \t]*(?:[-*+•‣▪–]|\d{1,3}[.)]|[a-z][.)])[ \t]+")
INDENTED = re.compile(r"(?: {4}|\t)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\r?\n?$")
SPEAKER = re.compile(r"[ \t]*[A-Z][\w .'-]{0,30}(?: ?\([^)\n]{1,30}\))?: ")
MARKUP = re.compile(r"[`<\]@_]|://|www\.")
LINK = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|www\.)[^\s<>\"')\]]+")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
CODE = re.compile(r"(?P<ticks>`+)(?!`)[\s\S]+?(?<!`)(?P=ticks)(?!`)")
ADDRESSES = (("//", LINK), ("www.", LINK), ("@", MAIL))
NOT_PROSE = (
    ("](", re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")),
    ("][", re.compile(r"\]\[[^\]\n]{0,200}\]")),
    ("[^", re.compile(r"\[\^[^\]\n]{1,200}\]")),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:\s*\S+.*$", re.MULTILINE)),
    ("</s", re.compile(r"<(script|style)\b[^<>]*>[\s\S]{0,4000}?</\1>", re.IGNORECASE)),
    ("<", re.compile(r"</?[A-Za-z][^<>]{0,500}>")),
    *ADDRESSES,
    ("_", re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")),
)
"""What to blank, each with the sign without which it cannot occur."""
LETTER = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Block:
    """A stretch of prose."""

    text: str
    """Same length as in the source; what is not prose is blank."""
    start: int
    """Offset in the source, in characters."""
    kind: str
    """`heading`, `item`, `row`, `note` (at the foot), `turn` (of a conversation) or `paragraph`."""


def blocks(text: str, *, markdown: bool = True) -> Iterator[Block]:
    """The prose of a text, in order."""
    for start, end, kind in _spans(text, markdown):
        for low, high in _pieces(text, start, end):
            piece = text[low:high]
            yield Block(blanked(piece, markdown), low, kind)


def blanked(piece: str, markdown: bool) -> str:
    """The piece with everything blanked that is not prose; lines and length stay."""
    if MARKUP.search(piece) is None:
        return piece
    if markdown:
        piece = _without_code_and_comments(piece)
    for sign, pattern in NOT_PROSE if markdown else ADDRESSES:
        if sign in piece:
            piece = pattern.sub(_blank, piece)
    return piece


def _without_code_and_comments(piece: str) -> str:
    """Comments are looked for up to the last end of one, so that many beginnings without an end cost nothing."""
    piece = CODE.sub(_blank, piece) if "`" in piece else piece
    end = piece.rfind("-->") + 3
    return COMMENTED.sub(_blank, piece[:end]) + piece[end:]


def _blank(match: re.Match[str]) -> str:
    return LETTER.sub(" ", match[0])


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts a long span at white space, at its limit where there is none."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + LONGEST // 2, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = cut + 1 if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _spans(text: str, markdown: bool) -> Iterator[tuple[int, int, str]]:
    """Offsets and kinds of blocks; code and front matter are left out."""
    state = _State()
    for start, end in _lines(text, _after_front_matter(text) if markdown else 0):
        line = text[start : min(end, start + LONGEST)]
        if markdown and start >= state.hidden and not state.fence and COMMENT.match(line):
            state.hidden = _end_of_comment(text, start, end, state)
        kind = "code" if start < state.hidden else _kind(line, state, markdown)
        closes = kind in {"blank", "code", "heading", "item", "note", "row", "turn", "underline"}
        if closes and state.open is not None:
            yield state.open, start, "heading" if kind == "underline" else state.kind
            state.open = None
        if kind in {"heading", "row"}:
            yield start, end, kind
        elif kind not in {"blank", "code", "underline"} and state.open is None:
            state.open, state.kind = start, kind
        state.previous = kind
        state.listed = kind == "item" or (state.listed and kind in {"blank", "paragraph"} and line[:1] in " \t\r\n")
    if state.open is not None:
        yield state.open, len(text), state.kind


class _State:
    """Where the reader of lines stands."""

    def __init__(self) -> None:
        self.open: int | None = None
        self.kind = "paragraph"
        self.fence = ""
        self.hidden = 0
        """Where the comment ends that began on a line of its own."""
        self.closing = True
        """Whether a comment may still end."""
        self.previous = "blank"
        self.listed = False


def _kind(line: str, state: _State, markdown: bool) -> str:
    if markdown and (fence := FENCE.match(line)):
        return _fenced(fence["mark"], fence["info"], state)
    if state.fence:
        return "code"
    if not line.strip():
        return "blank"
    if markdown and (marked := _marked(line, state)):
        return marked
    return "turn" if SPEAKER.match(line) else "paragraph"


def _marked(line: str, state: _State) -> str:
    """The kind of a line that Markdown's signs decide, else an empty text."""
    if HEADING.match(line):
        return "heading"
    if UNDERLINE.match(line):
        return "underline" if state.open is not None and state.kind == "paragraph" else "blank"
    if NOTE.match(line):
        return "note"
    if ITEM.match(line):
        return "item"
    if INDENTED.match(line) and state.previous in {"blank", "code"} and not state.listed:
        return "code"
    return "row" if line.lstrip().startswith("|") else ""


def _fenced(mark: str, info: str, state: _State) -> str:
    if not state.fence:
        state.fence = mark
    elif mark[0] == state.fence[0] and len(mark) >= len(state.fence) and not info.strip():
        state.fence = ""
    return "code"


def _end_of_comment(text: str, start: int, line_end: int, state: _State) -> int:
    """Where a comment over several lines ends, blank ones among them; nowhere when it closes at once or never."""
    end = text.find("-->", start) if state.closing else -1
    state.closing = end >= 0
    return end if end >= line_end else 0


def _after_front_matter(text: str) -> int:
    match = FRONT_MATTER.match(text) if text.startswith(("---", "﻿---")) else None
    return match.end() if match else 0


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end
