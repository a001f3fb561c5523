"""Borders: how few points of one dimension separate an account from another account segment.

Distances are exact: every bound that a condition sets on a dimension is tried, with everything else as it is.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from assistant.domain.value import Value
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.comparisons import Comparison
from assistant.segmentation.model.definitions import LevelDefinition
from assistant.segmentation.receipts.receipts import decide
from assistant.segmentation.scoring.scored import ScoredLevel

Compared = dict[str, Typed | None]


class Border(Value):
    """An account and the nearest border of its account segment."""

    id: str
    """Id of the account."""
    name: str
    """Name, or empty."""
    segment: str
    """Id of its account segment."""
    dimension: str
    """The dimension that the border is drawn in."""
    points: int
    """Its points there."""
    change: int
    """Points that take it across, up or down."""
    beyond: str
    """Id of the account segment on the other side."""


def nearest(scored: ScoredLevel, most: int) -> tuple[Border, ...]:
    """The accounts nearest to a border, nearest first, then by id; those with an override are left out."""
    return tuple(heapq.nsmallest(most, _borders(scored), key=lambda border: (abs(border.change), border.id)))


def _borders(scored: ScoredLevel) -> Iterator[Border]:
    definition = scored.definition
    names = [d.id for d in definition.dimensions]
    tried = {name: _bounds(definition, name) for name in names}
    used = [name for name in definition.types if any(c.name == name for c in _comparisons(definition))]
    seen: dict[tuple[Typed | None, ...], tuple[str, int, str] | None] = {}
    for row, key in enumerate(scored.keys):
        if key in scored.overrides:
            continue
        points = [_points(scored, place, row) for place in range(len(names))]
        values = (*points, *(scored.attributes[name].typed(row) for name in used))
        if values not in seen:
            seen[values] = _nearest(definition, dict(zip((*names, *used), values, strict=True)), tried)
        found = seen[values]
        if found is not None:
            dimension, change, beyond = found
            yield Border(
                id=key,
                name=scored.names[row],
                segment=scored.segment(row).id,
                dimension=dimension,
                points=scored.answer.points[names.index(dimension)][row],
                change=change,
                beyond=beyond,
            )


def _points(scored: ScoredLevel, place: int, row: int) -> int | None:
    ready = scored.answer.known[place][row] >= scored.definition.dimensions[place].enough
    return scored.answer.points[place][row] if ready else None


def _nearest(
    definition: LevelDefinition, compared: Compared, tried: dict[str, list[int]]
) -> tuple[str, int, str] | None:
    """Dimension, change of its points and segment beyond; None when no change of one dimension moves it."""
    here, _ = decide(definition, compared)
    best: tuple[str, int, str] | None = None
    for dimension, bounds in tried.items():
        points = compared[dimension]
        if points is None:
            continue
        for bound in bounds:
            change = bound - int(points)
            if best is not None and abs(change) >= abs(best[1]):
                continue
            there, _ = decide(definition, {**compared, dimension: bound})
            if there.id != here.id:
                best = (dimension, change, there.id)
    return best


def _bounds(definition: LevelDefinition, dimension: str) -> list[int]:
    """The points on both sides of every bound on a dimension, as far as its cap allows."""
    found: set[int] = set()
    for comparison in _comparisons(definition):
        for test in comparison.tests if comparison.name == dimension else ():
            ends = [int(test.bound)] if test.order is not None else [int(value) for value in test.among]
            found |= {end + step for end in ends for step in (-1, 0, 1)}
    cap = next(d.cap for d in definition.dimensions if d.id == dimension)
    return sorted(points for points in found if cap is None or points <= cap)


def _comparisons(definition: LevelDefinition) -> Iterable[Comparison]:
    return (c for segment in definition.segments for alternative in segment.when or () for c in alternative)
