"""Blocks of a document: its paragraphs, list items, quotes and tables in order, each under its headings.

Words are kept as written, so that they can be quoted; only what a reader cannot see is left out of them, and stays
beside them for the screening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.evidence.text.hidden import unseen, visible

_WHOLE = frozenset({"paragraph_open", "blockquote_open", "table_open", "list_item_open", "html_block", "fence"})
_WHOLE |= {"code_block"}
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Block:
    """A piece of a document that is not cut without need."""

    headings: tuple[str, ...]
    """Headings above it, outermost first."""
    text: str
    """What a reader sees, as written; may be empty."""
    unseen: str
    """What a reader does not see of it, for the screening."""
    kind: str
    """`paragraph`, `item` (of a list), or `whole` (quotes, tables, code)."""


def markdown(body: str) -> Iterator[Block]:
    """Blocks of Markdown."""
    lines = body.split("\n")
    headings: list[tuple[int, str]] = []
    tokens = _parser().parse(body)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            level = int(token.tag[1:])
            headings = [entry for entry in headings if entry[0] < level]
            headings.append((level, _plain(tokens[index + 1].content)))
        elif _is_block(token) and token.map is not None:
            raw = "\n".join(lines[token.map[0] : token.map[1]]).strip("\n")
            above = tuple(text for _, text in headings)
            if token.type in ("fence", "code_block"):
                yield Block(above, raw.strip(), "", "whole")
            else:
                yield Block(above, visible(raw).strip(), unseen(raw), _kind(token))


def plain(body: str) -> Iterator[Block]:
    """Blocks of plain text: paragraphs between empty lines."""
    for raw in _PARAGRAPH.split(body):
        if raw.strip():
            yield Block((), visible(raw).strip(), unseen(raw), "paragraph")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _is_block(token: Token) -> bool:
    """Outermost blocks, and the items of outermost lists."""
    return token.type in _WHOLE and token.level == (1 if token.type == "list_item_open" else 0)


def _kind(token: Token) -> str:
    return {"paragraph_open": "paragraph", "list_item_open": "item"}.get(token.type, "whole")


def _plain(heading: str) -> str:
    text = _LINK.sub(r"\1", visible(heading))
    return " ".join(re.sub(r"[*`]|<[^>]*>", "", text).split())
