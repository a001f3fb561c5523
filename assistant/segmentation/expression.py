"""The scorer's expression: definitions over typed columns, as one narwhals query that every engine runs unchanged.

In: `row`, and per used attribute its value `v0, v1, …` and whether it is known `k0, k1, …`, none of them ever null.
Out: `row`, per dimension its points `p0, …` and its known rules `n0, …`, and the position `s` of the segment.
Only comparisons, memberships and integer sums occur, so that engines cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any

import narwhals.stable.v2 as nw

from assistant.segmentation.comparisons import ORDERS, Comparison, Test
from assistant.segmentation.definitions import (
    Alternative,
    Bands,
    DaysSince,
    LevelDefinition,
    Matches,
    RuleDefinition,
)

Frame = nw.LazyFrame[Any]
ROW, SEGMENT = "row", "s"
DEEPEST = 16
"""How many segments one expression chooses among."""


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
        return _combined(add, [self._points(rule) for rule in rules]).alias(f"p{position}")

    def known_rules(self, position: int) -> nw.Expr:
        """How many of its rules are known."""
        rules = self._definition.dimensions[position].rules
        return _combined(add, [self._known(rule).cast(nw.Int64) for rule in rules]).alias(f"n{position}")

    def capped(self, position: int) -> nw.Expr:
        """The sum of its rules, limited by the cap."""
        points, cap = nw.col(f"p{position}"), self._definition.dimensions[position].cap
        return (
            points if cap is None else nw.when(points > cap).then(_integer(cap)).otherwise(points).alias(f"p{position}")
        )

    def segment(self) -> Iterator[nw.Expr]:
        """The position of the first segment that holds, from the last on; in stages that no engine finds too deep."""
        last = len(self._definition.segments) - 1
        chosen = _integer(last)
        for position in reversed(range(last)):
            alternatives = [
                self._alternative(alternative) for alternative in self._definition.segments[position].when or ()
            ]
            chosen = nw.when(_combined(or_, alternatives)).then(_integer(position)).otherwise(chosen)
            if position and position % DEEPEST == 0:
                yield chosen.alias(SEGMENT)
                chosen = nw.col(SEGMENT)
        yield chosen.alias(SEGMENT)

    def _points(self, rule: RuleDefinition) -> nw.Expr:
        value = nw.col(f"v{self._columns[rule.attribute]}")
        if isinstance(rule.steps, DaysSince):
            value = _integer(self._as_of) - value
        steps = _banded(rule.steps, value) if isinstance(rule.steps, Bands) else _matched(rule.steps, value)
        return nw.when(self._known(rule)).then(steps).otherwise(_integer(rule.missing))

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


def _integer(number: int) -> nw.Expr:
    return nw.lit(number, dtype=nw.Int64)


def _banded(bands: Bands, value: nw.Expr) -> nw.Expr:
    """Each bound that the value reaches adds the step from the band below."""
    below = (0, *bands.points)
    steps = zip(bands.lowers, bands.points, below, strict=False)
    return _combined(add, [(value >= lower).cast(nw.Int64) * (points - before) for lower, points, before in steps])


def _matched(matches: Matches, value: nw.Expr) -> nw.Expr:
    """Values with the same points are one membership; each value is in at most one."""
    parts = [_integer(matches.otherwise)]
    for points in sorted(set(matches.points.values()) - {matches.otherwise}):
        members = sorted(key for key, given in matches.points.items() if given == points)
        parts.append(value.is_in(members).cast(nw.Int64) * (points - matches.otherwise))
    return _combined(add, parts)


def _test(test: Test, value: nw.Expr) -> nw.Expr:
    return value.is_in(sorted(test.among)) if test.order is None else ORDERS[test.order](value, test.bound)
