"""Pieces: what a placeholder is filled with, and the citation that comes with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain.segments import Cell, Receipt, Stakeholder
from assistant.drafting.sentences.markup import is_plain
from assistant.evidence.screening.screening import screen


@dataclass(frozen=True)
class Piece:
    """What one placeholder is filled with."""

    text: str
    cites: tuple[str, ...] = ()


Material = dict[str, Piece]
"""Pieces by placeholder."""


@dataclass(frozen=True)
class Focus:
    """The one stakeholder a section speaks of; without one, the audience."""

    person: Stakeholder
    receipt: Receipt


def shown(value: Cell) -> str:
    """A cell as a person writes it: thousands in groups, days with their month, yes and no."""
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, float):
        written = f"{value:,f}" if abs(value) >= 10_000 else f"{value:f}"
        return written.rstrip("0").rstrip(".")
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    return {"true": "yes", "false": "no"}.get(value, value) if value is not None else "not known"


def attribute_name(attribute: str) -> str:
    """An attribute's name in words."""
    return attribute.replace("_", " ")


def receipt_cite(account: str) -> str:
    """The citation of an account's receipt."""
    return f"receipt:{account}"


def shown_name(one: Receipt | Stakeholder) -> str:
    """The name in a sentence; where there is none, or where it is more than words, what the id is of."""
    level = one.level if isinstance(one, Receipt) else "stakeholder"
    return one.name if one.name and is_fit(one.name) else f"{level} {one.id}"


@lru_cache(maxsize=4096)
def is_fit(text: str) -> bool:
    """Whether a cell of a table may stand in a sentence: plain words, paired quotation marks, no order."""
    paired = text.count('"') % 2 == 0 and text.count("“") == text.count("”")
    return paired and is_plain(text) and screen(text) is None


def quoted(text: str) -> str:
    """Words that stand between quotation marks: inner marks become single ones."""
    for double, single in (("“", "‘"), ("”", "’"), ("«", "‘"), ("»", "’")):
        text = text.replace(double, single)
    return text.replace('"', "'").strip()
