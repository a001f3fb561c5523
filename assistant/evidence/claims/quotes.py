"""Quotes: whether words stand in a document, and which figures of a claim no quote states.

White space does not count, nor do marks of Markdown that a reader does not see as words (emphasis, the `>` of a
quotation at the head of a line); what is hidden from readers cannot be quoted. Half a word or figure is no quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.text.figures import Figure, covers, figures
from assistant.evidence.text.hidden import visible

_MARKS = re.compile(r"^[ \t]*>[ \t>]*|[*`]", re.MULTILINE)
_INSIDE = r"[0-9A-Za-z\u00c0-\u024f]"
_NAME = re.compile(r"\b[A-Z][A-Za-z]*-?\d[\w-]*")
"""Names with a number, such as Q3 and COVID-19, stand as they are."""


def stands_in(quote: str, body: str) -> bool:
    """Whether the quote's words stand in the body, in their order; a quote without words never does."""
    wanted = "".join(_plain(quote).split())
    if not wanted:
        return False
    before = rf"(?<!{_INSIDE})(?<!\d[.,])" if re.match(_INSIDE, wanted) else ""
    after = rf"(?!{_INSIDE}|[.,]\d)" if re.match(_INSIDE, wanted[-1]) else ""
    pattern = before + r"\s*".join(map(re.escape, wanted)) + after
    return re.search(pattern, _plain(body)) is not None


def missing_figures(text: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The figures of a text, as written there, that no quote states; what they count is for people to compare."""
    known = [figure for quote in quotes for figure in figures(_NAME.sub(" ", quote))]
    names = [name for name in _NAME.findall(text) if not any(_stands(name, quote) for quote in quotes)]
    said = [figure for figure in figures(_NAME.sub(" ", text)) if figure.measured or not figure.text[0].isalpha()]
    return (*names, *(figure.text for figure in said if not any(_states(other, figure) for other in known)))


def _states(known: Figure, said: Figure) -> bool:
    if covers(said.value, known.value):
        return True
    return known.value == said.value and (known.unit == said.unit if said.measured else not known.measured)


def _stands(name: str, quote: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote, re.IGNORECASE) is not None


def _plain(text: str) -> str:
    return _MARKS.sub("", visible(text))
