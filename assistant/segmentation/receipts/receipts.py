"""Receipts: one account or stakeholder, computed in plain Python from the definitions that the scorer runs.

Same values and same definitions give the same receipt; the sum of a dimension's rules, capped, is its score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.segments import Answered, Cell, DimensionLine, RuleLine
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.definitions import (
    Alternative,
    DimensionDefinition,
    LevelDefinition,
    SegmentDefinition,
)

Values = Mapping[str, Typed | None]
"""The typed value of each attribute; None is missing."""


@dataclass(frozen=True)
class Standing:
    """How one account or stakeholder stands in one dimension."""

    rules: tuple[tuple[int, bool], ...]
    """Points of each rule, and whether it is known."""
    points: int
    known: int
    ready: bool


@dataclass(frozen=True)
class Assessment:
    """The computation behind one assignment."""

    standings: tuple[Standing, ...]
    segment: SegmentDefinition
    matched: str | None
    """The condition that held, in words; None when the last segment took what was left."""


def assess(definition: LevelDefinition, values: Values, as_of: int) -> Assessment:
    """Computes the segment of one set of values; `as_of` in days since 1970-01-01."""
    standings = tuple(_standing(dimension, values, as_of) for dimension in definition.dimensions)
    compared = dict(values)
    for dimension, standing in zip(definition.dimensions, standings, strict=True):
        compared[dimension.id] = standing.points if standing.ready else None
    segment, alternative = decide(definition, compared)
    words = None if alternative is None else ", ".join(comparison.words for comparison in alternative)
    return Assessment(standings, segment, words)


def decide(definition: LevelDefinition, compared: Values) -> tuple[SegmentDefinition, Alternative | None]:
    """The first segment that holds and what held of it; `compared` has the dimensions too, None when not ready."""
    for segment in definition.segments:
        for alternative in segment.when or ():
            if all(comparison.holds(compared[comparison.name]) for comparison in alternative):
                return segment, alternative
    return definition.segments[-1], None


def rule_lines(
    definition: LevelDefinition, found: Assessment, cells: Mapping[str, Cell], answered: Mapping[str, Answered]
) -> tuple[RuleLine, ...]:
    """Every rule of a receipt; `cells` are the values as shown, `answered` says which of them are answers."""
    return tuple(
        RuleLine(
            dimension=dimension.id,
            attribute=rule.attribute,
            value=cells[rule.attribute],
            points=points,
            known=known,
            why=rule.why,
            say=rule.say,
            answered=answered.get(rule.attribute),
        )
        for dimension, standing in zip(definition.dimensions, found.standings, strict=True)
        for rule, (points, known) in zip(dimension.rules, standing.rules, strict=True)
    )


def dimension_lines(definition: LevelDefinition, found: Assessment) -> tuple[DimensionLine, ...]:
    """Every dimension of a receipt."""
    return tuple(
        DimensionLine(
            id=dimension.id,
            layer=dimension.layer,
            points=standing.points,
            known=standing.known,
            rules=len(dimension.rules),
            ready=standing.ready,
        )
        for dimension, standing in zip(definition.dimensions, found.standings, strict=True)
    )


def _standing(dimension: DimensionDefinition, values: Values, as_of: int) -> Standing:
    rules = tuple(rule.assess(values[rule.attribute], as_of) for rule in dimension.rules)
    known = sum(known for _, known in rules)
    points = dimension.capped(sum(points for points, _ in rules))
    return Standing(rules, points, known, known >= dimension.enough)
