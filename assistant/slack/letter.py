"""Letters: what is posted to Slack, split so that each fits, with buttons below the last one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextSectionElement,
)

from assistant.slack.markup import inert, pieces

MOST_BLOCKS = 40
"""Blocks of one message; Slack takes 50, some are left for buttons."""
MOST_CHARACTERS = 9000
"""Characters of one message, so that it is read without unfolding."""
NOTIFICATION = 600


@dataclass(frozen=True)
class Letter:
    """One message."""

    text: str
    """What a notification shows; nothing in it is markup."""
    blocks: tuple[Block, ...]


def paragraph(text: str, *, bold: bool = False, italic: bool = False) -> list[Block]:
    """The text as it is, in as many blocks as it needs."""
    return [RichTextBlock(elements=[_section(piece, bold=bold, italic=italic)]) for piece in pieces(text)]


def bullets(lines: Iterable[str]) -> list[Block]:
    """One point for each line."""
    points = [_section(piece) for line in lines for piece in pieces(line)]
    groups = [points[at : at + 20] for at in range(0, len(points), 20)]
    return [RichTextBlock(elements=[RichTextListElement(style="bullet", elements=group)]) for group in groups]


def verbatim(text: str) -> list[Block]:
    """A text of the person, with its own line breaks."""
    return [
        RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=piece)])])
        for piece in pieces(text)
    ]


def small(text: str) -> list[Block]:
    """A line of lesser weight."""
    return [ContextBlock(elements=[PlainTextObject(text=piece, emoji=False)]) for piece in pieces(text, 1500)]


def heading(text: str) -> list[Block]:
    """A title."""
    return [HeaderBlock(text=PlainTextObject(text=text[:150] or "…", emoji=False))]


def line() -> list[Block]:
    """A line between two parts."""
    return [DividerBlock()]


def letters(blocks: Sequence[Block], below: Sequence[Block], notification: str) -> list[Letter]:
    """The blocks in messages that Slack takes; `below` stands under the last of them."""
    groups: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        length = len(json.dumps(block.to_dict(), ensure_ascii=False))
        if groups[-1] and (len(groups[-1]) >= MOST_BLOCKS or size + length > MOST_CHARACTERS):
            groups.append([])
            size = 0
        groups[-1].append(block)
        size += length
    groups[-1].extend(below)
    text = inert(pieces(notification, NOTIFICATION)[0]) if notification.strip() else "…"
    return [Letter(text, tuple(group)) for group in groups if group]


def _section(text: str, *, bold: bool = False, italic: bool = False) -> RichTextSectionElement:
    style = RichTextElementParts.TextStyle(bold=bold or None, italic=italic or None) if bold or italic else None
    return RichTextSectionElement(elements=[RichTextElementParts.Text(text=text, style=style)])
