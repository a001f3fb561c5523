"""Screening: whether a passage carries orders to whoever reads it on a person's behalf.

Documents inform; what addresses a model or an assistant, sets its rules aside or dictates its answer is marked with a
reason and kept out of evidence, in any disguise that `hidden` can lift. This is the first wall; the review of drafts is
the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.evidence.screening.orders import ORDERS, REPORTED, SIGNS, WORDS
from assistant.evidence.text.hidden import smuggled, views
from assistant.evidence.text.words import plain

_FEW_WORDS = r"[^.!?\n]{0,60}?"
_MARKS = ("<", "#")
_SHOWN = 80


def screen(raw: str) -> str | None:
    """Why a text is not used as evidence, or None; `raw` holds what a reader sees, and what not."""
    for view in map(str.lower, views(raw)):
        for reason in possible(view):
            pattern = _PATTERNS[reason]
            match = pattern.search(view) and pattern.search(_REPORTED.sub("", view))
            if match:
                return f"{reason}: “{_shortened(match.group())}”"
    if smuggled(raw):
        return f"hides text from readers: “{_shortened(smuggled(raw))}”"
    return None


def possible(view: str) -> Iterator[str]:
    """Reasons for which a text in small letters may be marked, by their signs; there are no others."""
    held = {*plain(view), *filter(view.__contains__, _MARKS)}
    for reason, signs in _SIGNS.items():
        if any(sign in view for opening in held.intersection(signs) for sign in signs[opening]):
            yield reason


def _by_opening(signs: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Signs by their first word, or by the mark that they begin with: most texts hold neither."""
    found: dict[str, list[str]] = {}
    for sign in signs:
        found.setdefault(sign[0] if sign[0] in _MARKS else plain(sign)[0], []).append(sign)
    return found


def _compiled(*patterns: str) -> re.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns).replace("…", _FEW_WORDS)
    for name, words in WORDS.items():
        whole = whole.replace(f"{{{name}}}", words)
    return re.compile(whole)


def _shortened(words: str) -> str:
    shown = " ".join(words.split())
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


_PATTERNS = {reason: _compiled(*patterns) for reason, patterns in ORDERS.items()}
_SIGNS = {reason: _by_opening(SIGNS[reason]) for reason in ORDERS}
_REPORTED = _compiled(REPORTED)
