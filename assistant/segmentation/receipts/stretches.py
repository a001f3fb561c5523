"""Stretches: integers, days and numbers, cut wherever a rule or a condition changes its mind.

Two values of one stretch always give the same points and meet the same conditions. The ends of a stretch are written as
a person would write them, and still lie inside.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.segmentation.model.cells import LEAST, MOST, Typed, days
from assistant.segmentation.model.comparisons import Test
from assistant.segmentation.model.definitions import Bands, DaysSince, Matches
from assistant.segmentation.model.traits import Traits
from assistant.segmentation.tables.aggregates import DECIMALS as AGGREGATED_DECIMALS

DECIMALS = (AGGREGATED_DECIMALS, 5, 4, *range(7, 18))
"""How finely a number beside a bound is written: as sums are rounded, coarser where that would need an exponent,
finer where a stretch is narrow."""


@dataclass(frozen=True)
class Uses:
    """Everything that looks at an attribute."""

    steps: Sequence[Bands | Matches]
    """Points of its rules."""
    tests: Sequence[Test]
    """Tests of the conditions on it."""


@dataclass(frozen=True)
class Stretch:
    """An interval, both ends inside; `first` and `last` are the ends in plain figures, None when none lies inside."""

    low: float
    high: float
    first: float | None
    last: float | None

    def holds(self, number: float) -> bool:
        """Whether a number lies inside."""
        return self.low <= number <= self.high

    def nearest(self, origin: float) -> float | None:
        """The number inside that is nearest to a place."""
        return self.first if origin < self.low else self.last if origin > self.high else origin


def stretches(uses: Uses, traits: Traits, as_of: int) -> Iterator[Stretch]:
    """The stretches of an attribute, ascending; `as_of` in days since 1970-01-01."""
    lowest, highest = limits(traits)
    firsts = sorted(first for first in _firsts(uses, traits, as_of) if lowest < first <= highest)
    lasts = [*(_before(first, traits) for first in firsts), highest]
    plain = _Plain(traits, frozenset(_named(uses)))
    for low, high in zip([lowest, *firsts], lasts, strict=True):
        if not (low == high and low in traits.never):
            yield Stretch(low, high, plain.upwards(low, high), plain.downwards(low, high))


class _Plain:
    """Figures that people would write."""

    def __init__(self, traits: Traits, named: frozenset[float]) -> None:
        self._exact = traits.type != "number"
        self._rounded = traits.rounded
        self._named = named

    def upwards(self, low: float, high: float) -> float | None:
        """The lowest such figure of an interval."""
        return self._figure(low, [_rounded(low, decimals, 1) for decimals in DECIMALS], low, high)

    def downwards(self, low: float, high: float) -> float | None:
        """The highest such figure of an interval."""
        return self._figure(high, [_rounded(high, decimals, -1) for decimals in DECIMALS], low, high)

    def _figure(self, end: float, figures: Sequence[float], low: float, high: float) -> float | None:
        if self._exact or (end in self._named and self._fits(end)):
            return end
        inside = [figure for figure in figures if low <= figure <= high and self._fits(figure)]
        short = [figure for figure in inside if "e" not in repr(figure)]
        return next(iter(short or inside), None if self._rounded else end)

    def _fits(self, figure: float) -> bool:
        return not self._rounded or round(figure, AGGREGATED_DECIMALS) == figure


def _rounded(end: float, decimals: int, direction: int) -> float:
    """The nearest figure with so many decimals that is not beyond the end."""
    figure = round(float(end), decimals)
    beyond = (figure - end) * direction < 0
    return (round(figure + direction * 10.0**-decimals, decimals) if beyond else figure) + 0.0


def limits(traits: Traits) -> tuple[float, float]:
    """The lowest and the highest value that an attribute can hold."""
    if traits.type == "date":
        return days(date.min), days(date.max)
    if traits.type == "number":
        return -sys.float_info.max, sys.float_info.max
    return (0 if traits.counted else LEAST), MOST


def _firsts(uses: Uses, traits: Traits, as_of: int) -> set[float]:
    """The lowest value of each stretch but the first."""
    found = set(_around(traits.never, traits))
    for steps in uses.steps:
        if isinstance(steps, DaysSince):
            found |= {as_of + 1, *(as_of - int(lower) + 1 for lower in steps.lowers)}
        elif isinstance(steps, Bands):
            found |= set(steps.lowers)
        else:
            found |= set(_around(steps.points, traits))
    for test in uses.tests:
        if test.order is None:
            found |= set(_around(test.among, traits))
        else:
            found.add(test.bound if test.order in ("ge", "lt") else _after(test.bound, traits))
    return found


def _named(uses: Uses) -> Iterator[float]:
    """Numbers that stand in the segment model."""
    for steps in uses.steps:
        yield from steps.lowers if isinstance(steps, Bands) else ()
    for test in uses.tests:
        yield from (value for value in test.among if not isinstance(value, str))
        yield test.bound


def _around(values: Iterable[Typed], traits: Traits) -> Iterator[float]:
    for value in values:
        if not isinstance(value, str):
            yield from (value, _after(value, traits))


def _after(number: float, traits: Traits) -> float:
    return math.nextafter(number, math.inf) if traits.type == "number" else number + 1


def _before(number: float, traits: Traits) -> float:
    return math.nextafter(number, -math.inf) if traits.type == "number" else number - 1
