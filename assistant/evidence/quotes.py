"""Quotes: whether words stand in a document, white space aside.

Marks of Markdown that a reader does not see as words (emphasis, the `>` of a quotation at the head of a line) do not
count, and what is hidden from readers cannot be quoted. Half a word or half a figure is no quote.
"""

from __future__ import annotations

import re

from assistant.evidence.hidden import visible

_MARKS = re.compile(r"^[ \t]*>[ \t>]*|[*`]", re.MULTILINE)
_INSIDE = r"[0-9A-Za-z\u00c0-\u024f]"


def stands_in(quote: str, body: str) -> bool:
    """Whether the quote's words stand in the body, in their order; a quote without words never does."""
    wanted = "".join(_plain(quote).split())
    if not wanted:
        return False
    before = rf"(?<!{_INSIDE})(?<!\d[.,])" if re.match(_INSIDE, wanted) else ""
    after = rf"(?!{_INSIDE}|[.,]\d)" if re.match(_INSIDE, wanted[-1]) else ""
    pattern = before + r"\s*".join(map(re.escape, wanted)) + after
    return re.search(pattern, _plain(body)) is not None


def _plain(text: str) -> str:
    return _MARKS.sub("", visible(text))
