"""Quotes: whether words stand in a document, white space aside.

Marks of Markdown that a reader does not see as words (emphasis, the `>` of a quotation at the head of a line) do not
count, and what is hidden from readers cannot be quoted.
"""

from __future__ import annotations

import re

from assistant.evidence.hidden import visible

_MARKS = re.compile(r"^[ \t]*>[ \t>]*|[*`]|\s+", re.MULTILINE)


def stands_in(quote: str, body: str) -> bool:
    """Whether the quote's words stand in the body, in their order; a quote without words never does."""
    wanted = _bare(quote)
    return bool(wanted) and wanted in _bare(body)


def _bare(text: str) -> str:
    return _MARKS.sub("", visible(text))
