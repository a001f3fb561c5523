"""The scorer's expression: definitions over typed columns, as one narwhals query that every engine runs unchanged.

In: `row`, and per used attribute its value `v0, v1, …` and whether it is known `k0, k1, …`, none of them ever null;
where it is not known, the value is 0 or empty text.
Out: `row`, per dimension its points `p0, …` and its known rules `n0, …`, and the position `s` of the segment.
Only comparisons, memberships and integer sums occur, so that engines cannot differ. Integers are as narrow as the
model allows: engines take half the time for half the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any

import narwhals.stable.v2 as nw

from assistant.segmentation.model.cells import MOST
from assistant.segmentation.model.comparisons import ORDERS, Comparison, Test
from assistant.segmentation.model.definitions import (
    Alternative,
    Bands,
    DaysSince,
    LevelDefinition,
    Matches,
    RuleDefinition,
)

Frame = nw.LazyFrame[Any]
Case = tuple[nw.Expr, int]
"""A condition and the number where it is the first that holds."""
ROW, SEGMENT = "row", "s"
DEEPEST = 16
"""How many segments, or steps of a rule, one expression chooses among."""
FEW = 3
"""Up to so many values, comparing with each is quicker than a membership."""


def scored(frame: Frame, definition: LevelDefinition, as_of: int) -> Frame:
    """The frame's rows with points, known rules and segment; `as_of` in days since 1970-01-01."""
    query = _Query(definition, as_of)
    dimensions = range(len(definition.dimensions))
    if dimensions:
        frame = frame.with_columns(*map(query.dimension, dimensions), *map(query.known_rules, dimensions))
        frame = frame.with_columns(*map(query.capped, dimensions))
    for stage in query.segment():
        frame = frame.with_columns(stage)
    return frame.select(ROW, *(f"p{i}" for i in dimensions), *(f"n{i}" for i in dimensions), SEGMENT)


class _Query:
    """Expressions for the parts of a definition."""

    def __init__(self, definition: LevelDefinition, as_of: int) -> None:
        self._definition = definition
        self._as_of = as_of
        self._columns = {name: str(i) for i, name in enumerate(definition.used)}
        self._dimensions = {dimension.id: i for i, dimension in enumerate(definition.dimensions)}

    def dimension(self, position: int) -> nw.Expr:
        """The sum of its rules."""
        rules = self._definition.dimensions[position].rules
        number = _Number(sum(map(_furthest, rules)))
        return _combined(add, [self._points(rule, number) for rule in rules]).alias(f"p{position}")

    def known_rules(self, position: int) -> nw.Expr:
        """How many of its rules are known."""
        rules = self._definition.dimensions[position].rules
        number = _Number(len(rules))
        return _combined(add, [number.counted(self._known(rule)) for rule in rules]).alias(f"n{position}")

    def capped(self, position: int) -> nw.Expr:
        """The sum of its rules, limited by the cap."""
        dimension, points = self._definition.dimensions[position], nw.col(f"p{position}")
        furthest = sum(map(_furthest, dimension.rules))
        if dimension.cap is None or dimension.cap >= furthest:
            return points
        cap = _Number(max(furthest, -dimension.cap)).written(dimension.cap)
        return nw.when(points > cap).then(cap).otherwise(points).alias(f"p{position}")

    def segment(self) -> Iterator[nw.Expr]:
        """The position of the first segment that holds, from the last on; in stages that no engine finds too deep."""
        last = len(self._definition.segments) - 1
        number = _Number(last)
        chosen = number.written(last)
        for end in range(last, 0, -DEEPEST):
            stage = range(max(end - DEEPEST, 0), end)
            chosen = number.first([(self._holds(position), position) for position in stage], chosen).alias(SEGMENT)
            yield chosen
            chosen = nw.col(SEGMENT)
        if not last:
            yield chosen.alias(SEGMENT)

    def _holds(self, segment: int) -> nw.Expr:
        return _combined(or_, list(map(self._alternative, self._definition.segments[segment].when or ())))

    def _points(self, rule: RuleDefinition, number: _Number) -> nw.Expr:
        """One choice where the steps are few, else their sum: a choice among hundreds would nest too deeply."""
        value, known = nw.col(f"v{self._columns[rule.attribute]}"), self._known(rule)
        cases, otherwise = _cases(rule.steps, value, self._as_of)
        if len(cases) <= DEEPEST:
            unknown = [] if _alike(rule, self._as_of) else [(~known, rule.missing)]
            return number.first([*unknown, *cases], number.written(otherwise))
        differences = _differences(rule.steps, [points for _, points in cases], otherwise)
        steps = [number.counted(holds) * by for (holds, _), by in zip(cases, differences, strict=True)]
        summed = _combined(add, steps) + number.written(otherwise)
        return number.first([(~known, rule.missing)], summed)

    def _known(self, rule: RuleDefinition) -> nw.Expr:
        """A date after the as-of date makes a rule unknown."""
        column = self._columns[rule.attribute]
        known = nw.col(f"k{column}")
        return known & (nw.col(f"v{column}") <= self._as_of) if isinstance(rule.steps, DaysSince) else known

    def _alternative(self, alternative: Alternative) -> nw.Expr:
        return _combined(and_, [self._comparison(comparison) for comparison in alternative])

    def _comparison(self, comparison: Comparison) -> nw.Expr:
        """Unknown is never low: tests count only where the attribute is known, or the dimension ready."""
        if comparison.name in self._dimensions:
            position = self._dimensions[comparison.name]
            value = nw.col(f"p{position}")
            known = nw.col(f"n{position}") >= self._definition.dimensions[position].enough
        else:
            value, known = (nw.col(f"{letter}{self._columns[comparison.name]}") for letter in "vk")
        expected = ~known if comparison.known is False else known
        never = known & ~known
        if comparison.known is False and comparison.tests:
            return never
        return reduce(and_, (_test(test, value) for test in comparison.tests), expected)


def _combined(operation: Callable[[nw.Expr, nw.Expr], nw.Expr], parts: Sequence[nw.Expr]) -> nw.Expr:
    """All parts under one operation, halved again and again: a chain of hundreds would nest too deeply."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return operation(_combined(operation, parts[:middle]), _combined(operation, parts[middle:]))


class _Number:
    """Integers of one width, wide enough for the furthest number that can occur."""

    def __init__(self, furthest: int) -> None:
        widths = ((7, nw.Int8), (15, nw.Int16), (31, nw.Int32))
        self._type = next((kind for bits, kind in widths if furthest < 2**bits), nw.Int64)

    def written(self, number: int) -> nw.Expr:
        """The number itself."""
        return nw.lit(number, dtype=self._type)

    def counted(self, holds: nw.Expr) -> nw.Expr:
        """1 where it holds, else 0."""
        return holds.cast(self._type)

    def first(self, cases: Sequence[Case], otherwise: nw.Expr) -> nw.Expr:
        """The number of the first condition that holds."""
        if not cases:
            return otherwise
        chain: Any = nw
        for holds, number in cases:
            chain = chain.when(holds).then(self.written(number))
        chosen: nw.Expr = chain.otherwise(otherwise)
        return chosen


def _alike(rule: RuleDefinition, as_of: int) -> bool:
    """Whether what stands where a value is unknown gives the points of an unknown rule anyway."""
    if isinstance(rule.steps, DaysSince):
        return rule.steps.of(as_of) == rule.missing == 0 and rule.steps.lowers[0] >= 0
    return isinstance(rule.steps, Bands) and rule.steps.of(0) == rule.missing


def _furthest(rule: RuleDefinition) -> int:
    """What its steps cannot exceed in either direction, in whatever order they are summed."""
    steps = rule.steps
    points = steps.points if isinstance(steps, Bands) else (*steps.points.values(), steps.otherwise)
    return max(map(abs, (*points, rule.missing))) * 2 * (len(points) + 1)


def _cases(steps: Bands | Matches, value: nw.Expr, as_of: int) -> tuple[list[Case], int]:
    """The steps, first that holds wins, and the points where none does."""
    if isinstance(steps, Bands):
        return _bands(steps, value, as_of), 0
    different = sorted(set(steps.points.values()) - {steps.otherwise})
    members = [sorted(key for key, given in steps.points.items() if given == points) for points in different]
    return [(_among(value, keys), points) for keys, points in zip(members, different, strict=True)], steps.otherwise


def _bands(bands: Bands, value: nw.Expr, as_of: int) -> list[Case]:
    """From the highest bound down; those without a step from the band below are left out."""
    below = (0, *bands.points)
    lowers = [
        (low, points) for low, points, under in zip(bands.lowers, bands.points, below, strict=False) if points != under
    ]
    if isinstance(bands, DaysSince):
        return [(value <= min(as_of - int(lower), MOST), points) for lower, points in reversed(lowers)]
    return [(value >= lower, points) for lower, points in reversed(lowers)]


def _differences(steps: Bands | Matches, points: Sequence[int], otherwise: int) -> list[int]:
    """What each case adds: to the one after it where all that follow hold too, else to what holds otherwise."""
    if isinstance(steps, Matches):
        return [number - otherwise for number in points]
    return [number - after for number, after in zip(points, (*points[1:], otherwise), strict=True)]


def _among(value: nw.Expr, members: Sequence[Any]) -> nw.Expr:
    if len(members) > FEW:
        return value.is_in(members)
    return _combined(or_, [value == member for member in members])


def _test(test: Test, value: nw.Expr) -> nw.Expr:
    return _among(value, sorted(test.among)) if test.order is None else ORDERS[test.order](value, test.bound)
