"""Definitions: a level of the segment model as both the scorer and the receipts compute it.

Nothing here knows a file, a table, an engine or a day: the same definitions score a column at a time on any engine
(`expression.py`) and one account at a time in plain Python (`receipts.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.domain.segments import Coverage, Layer, Level
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.comparisons import Comparison
from assistant.segmentation.model.schema import AttributeType

UNKNOWN_ROLE = "unknown"


@dataclass(frozen=True)
class Bands:
    """Points by interval: each holds from its lower bound (inclusive) up to the next; below the first 0."""

    lowers: tuple[int | float, ...]
    points: tuple[int, ...]

    def of(self, number: Any) -> int:
        """Points of a number."""
        position = bisect_right(self.lowers, number)
        return self.points[position - 1] if position else 0


@dataclass(frozen=True)
class DaysSince(Bands):
    """Bands over the days from a date to the as-of date."""


@dataclass(frozen=True)
class Matches:
    """Points by value, and points of every other value."""

    points: Mapping[Typed, int]
    otherwise: int

    def of(self, value: Any) -> int:
        """Points of a value."""
        return self.points.get(value, self.otherwise)


@dataclass(frozen=True)
class RuleDefinition:
    """Points for one attribute."""

    attribute: str
    steps: Bands | Matches
    missing: int
    """Points when the value is unknown."""
    why: str
    say: str | None

    def assess(self, value: Typed | None, as_of: int) -> tuple[int, bool]:
        """Points and whether the rule is known; `as_of` in days since 1970-01-01."""
        measured = as_of - int(value) if isinstance(self.steps, DaysSince) and value is not None else value
        if measured is None or (isinstance(self.steps, DaysSince) and int(measured) < 0):
            return self.missing, False
        return self.steps.of(measured), True


@dataclass(frozen=True)
class DimensionDefinition:
    """A sum of rules."""

    id: str
    layer: Layer
    cap: int | None
    enough: int
    """Fewest known rules that make it ready."""
    rules: tuple[RuleDefinition, ...]

    def capped(self, points: int) -> int:
        """The points that count."""
        return points if self.cap is None else min(points, self.cap)


Alternative = tuple[Comparison, ...]
"""Comparisons that must all hold."""


@dataclass(frozen=True)
class SegmentDefinition:
    """A segment and when it holds."""

    id: str
    coverage: Coverage | None
    """None for stakeholder segments."""
    when: tuple[Alternative, ...] | None
    """Any of these; None for the last segment, which takes what is left."""


@dataclass(frozen=True)
class LevelDefinition:
    """How one level is scored."""

    level: Level
    types: Mapping[str, AttributeType]
    """Type of each attribute by name, with `account_segment` and `role` for stakeholders."""
    dimensions: tuple[DimensionDefinition, ...]
    segments: tuple[SegmentDefinition, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The attributes that rules or conditions look at, in the order of `types`."""
        looked_at = {rule.attribute for dimension in self.dimensions for rule in dimension.rules}
        for segment in self.segments:
            looked_at |= {test.name for alternative in segment.when or () for test in alternative}
        return tuple(name for name in self.types if name in looked_at)
