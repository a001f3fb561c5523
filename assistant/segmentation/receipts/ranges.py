"""Ranges in words: what else does as well as one value, as somebody would ask for it.

A value stands for every value that the rules and conditions treat alike; a person is told the whole range.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from assistant.segmentation.model.cells import shown
from assistant.segmentation.receipts.stretches import Stretch


def in_words(stretch: Stretch, limits: tuple[float, float], kind: str, since: int | None) -> str:
    """The range of a stretch between the limits of its attribute; `kind` is integer, number or date.

    `since` is the as-of day, in days since 1970-01-01, where the rules count the days up to it.
    """
    from_below, up_to = stretch.low > limits[0], stretch.high < limits[1]
    if kind != "date":
        return _of_figures(stretch, from_below, up_to, kind)
    if since is not None:
        return _of_days_ago(stretch, since, from_below)
    return _of_days(stretch, from_below, up_to)


def joined(stretch: Stretch, every: Sequence[Stretch], alike: AbstractSet[Stretch]) -> Stretch:
    """The stretch with those beside it that do as well; `every` is ascending without gaps."""
    first = last = every.index(stretch)
    while first > 0 and every[first - 1] in alike:
        first -= 1
    while last < len(every) - 1 and every[last + 1] in alike:
        last += 1
    low, high = every[first], every[last]
    return Stretch(low.low, high.high, low.first, high.last)


def _of_figures(stretch: Stretch, from_below: bool, up_to: bool, kind: str) -> str:
    if stretch.low == stretch.high:
        return _figure(stretch.low)
    negligible = up_to and stretch.low == 0 < stretch.high  # whoever hears “at most 99” does not think of -5
    parts = [_least(stretch.low, kind)] if from_below and not negligible else []
    parts += [_most(stretch.high, kind)] if up_to else []
    return " and ".join(parts) or "known"


def _least(low: float, kind: str) -> str:
    beside = math.nextafter(low, -math.inf)
    if kind == "number" and len(repr(beside)) < len(repr(low)):
        return f"above {_figure(beside)}"
    return f"at least {_figure(low)}"


def _most(high: float, kind: str) -> str:
    beside = math.nextafter(high, math.inf)
    if kind == "number" and len(repr(beside)) < len(repr(high)):
        return f"below {_figure(beside)}"
    return f"at most {_figure(high)}"


def _figure(number: float) -> str:
    return f"{number:.15g}"


def _of_days_ago(stretch: Stretch, since: int, from_below: bool) -> str:
    first, last = shown(stretch.low, "date"), shown(stretch.high, "date")
    if stretch.low > since:
        return f"after {shown(since, 'date')}"
    if stretch.high >= since:
        number = since - int(stretch.low)
        return f"within {number} days, that is on or after {first}" if number else f"on {first}"
    if from_below:
        return f"{since - int(stretch.high)} to {since - int(stretch.low)} days ago, that is from {first} to {last}"
    return f"at least {since - int(stretch.high)} days ago, that is on or before {last}"


def _of_days(stretch: Stretch, from_below: bool, up_to: bool) -> str:
    first, last = shown(stretch.low, "date"), shown(stretch.high, "date")
    if from_below and up_to:
        return f"on {first}" if stretch.low == stretch.high else f"from {first} to {last}"
    return f"on or after {first}" if from_below else f"on or before {last}" if up_to else "known"
