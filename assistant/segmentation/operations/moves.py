"""Moves: who is in another segment in one scoring than in another, counted by segment and coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic import Field

from assistant.domain.value import Value
from assistant.segmentation.scoring.scored import ScoredLevel

MOST_EXAMPLES = 5


class Move(NamedTuple):
    """One account or stakeholder in both scorings."""

    id: str
    before: str
    """Id of the segment in the first scoring."""
    after: str
    """Id of the segment in the second."""


class Flow(Value):
    """How many are in one segment before and in another, or the same, after."""

    before: str = Field(serialization_alias="from")
    """Id of the segment before."""
    after: str = Field(serialization_alias="to")
    """Id of the segment after."""
    count: int
    """How many."""
    examples: tuple[str, ...]
    """The first ids, at most five."""


class Change(Value):
    """A count before and after."""

    before: int
    """Count in the first scoring."""
    after: int
    """Count in the second."""


def both(before: ScoredLevel, after: ScoredLevel) -> Iterator[Move]:
    """Everything that is in both scorings, moved or not, sorted by id."""
    for position, key in enumerate(after.keys):
        was = before.position(key)
        if was is not None:
            yield Move(key, before.segment(was).id, after.segment(position).id)


def flows(moves: Iterable[Move]) -> tuple[Flow, ...]:
    """Counts by pair of segments, the largest first."""
    ids: dict[tuple[str, str], list[str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for move in moves:
        pair = (move.before, move.after)
        counts[pair] += 1
        if counts[pair] <= MOST_EXAMPLES:
            ids.setdefault(pair, []).append(move.id)
    order = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return tuple(Flow(before=a, after=b, count=counts[a, b], examples=tuple(ids[a, b])) for a, b in order)


def coverage_counts(level: ScoredLevel, rows: Iterable[int] | None = None) -> Counter[str]:
    """Accounts by coverage, of all rows or of these."""
    chosen = level.applied if rows is None else (level.applied[row] for row in rows)
    counts = Counter(chosen)
    found: Counter[str] = Counter()
    for position, segment in enumerate(level.definition.segments):
        found[segment.coverage or "none"] += counts[position]
    return found


def changes(before: Mapping[str, int], after: Mapping[str, int], order: Iterable[str]) -> dict[str, Change]:
    """Counts side by side, in that order; what is in neither is left out."""
    return {
        name: Change(before=before.get(name, 0), after=after.get(name, 0))
        for name in order
        if name in before or name in after
    }
