"""A figure or date, and whether one text's figure is stated by another's.

`about` allows rounding, `over` and `at most` are bounds, a range holds what lies within it, and a year may be said of a
day in it; otherwise values and units must be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence.support.units import MEASURES

Hedge = Literal["", "about", "over", "under", "least", "most", "within"]
Date = tuple[int | None, int | None, int | None, int | None]
"""Year, quarter, month, day."""
NO_DATE: Date = (None, None, None, None)
ROUNDING = 0.06
"""How far a figure may be from one that is `about` it, as a share of it."""
LOOSEST = 1.5
"""A bound says nothing of a figure that is further away than this factor."""


@dataclass(frozen=True)
class Figure:
    """A number with its unit, or a date."""

    low: float
    """In the base of its unit (seconds, months, dollars); for a date 0."""
    high: float
    """Upper end of a range; equals `low` without one."""
    number: float
    """The lower number as written, whatever the unit."""
    unit: str
    """A measure, `date`, `ordinal`, or the stem of the noun that is counted; may be empty."""
    hedge: Hedge
    """How exact the text means it."""
    date: Date
    """Year, quarter, month, day."""
    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """As written."""


def states(known: Figure, said: Figure) -> bool:
    """Whether a text with the figure `known` states the figure `said`, its noun left aside."""
    if said.unit == "date" or known.unit == "date":
        return said.unit == known.unit and _covers(said.date, known.date)
    if not said.unit and known.unit != "ordinal" and said.number == known.number:
        return True
    if (said.unit in MEASURES or known.unit in MEASURES) and said.unit != known.unit:
        return False
    if (said.unit == "ordinal") != (known.unit == "ordinal"):
        return False
    return _within(known, said)


def stated_in_parts(known: Sequence[Figure], said: Figure) -> bool:
    """Whether several dates together state a date: the day and month in one, the year in another."""
    if said.unit != "date" or said.date[0] is None or said.date[1:] == (None, None, None):
        return False
    dates = [figure.date for figure in known if figure.unit == "date"]
    return any(date[0] == said.date[0] for date in dates) and any(
        _covers((None, *said.date[1:]), date) for date in dates
    )


def _within(known: Figure, said: Figure) -> bool:
    if said.low != said.high:
        return said.low <= known.low and known.high <= said.high
    if said.hedge == "about":
        return abs(known.low - said.low) <= 0.06 * max(abs(said.low), 1e-9) and abs(
            known.high - said.low
        ) <= 0.06 * abs(said.low)
    if said.hedge in ("over", "least"):
        enough = known.low > said.low or (
            known.low == said.low and (said.hedge == "least" or known.hedge in ("over", "least"))
        )
        return known.hedge not in ("under", "most") and enough and known.low <= 1.5 * said.low
    if said.hedge in ("under", "most", "within"):
        little = known.high < said.low or (
            known.high == said.low and (said.hedge != "under" or known.hedge in ("under", "most"))
        )
        return known.hedge not in ("over", "least") and little and known.high >= 0.5 * said.low
    return known.low == known.high == said.low and known.hedge in ("", "about", "within")


def _covers(said: tuple[int | None, ...], known: tuple[int | None, ...]) -> bool:
    return all(part is None or part == other for part, other in zip(said, known, strict=True))
