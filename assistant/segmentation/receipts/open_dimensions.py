"""Open dimensions: what a dimension may still come to while its attributes are decided one after the other.

Points and known rules are told apart only as far as some condition may still tell them apart; a dimension of which
nothing can change what its conditions say is closed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.comparisons import Comparison
from assistant.segmentation.model.definitions import DimensionDefinition

Effect = tuple[int, int]
"""Points and known rules that one value of an attribute gives a dimension."""


class Entry(NamedTuple):
    """A dimension that is still open."""

    points: int
    """Points so far."""
    known: int
    """Known rules so far."""
    range: tuple[int, int] = (0, 0)
    """The lowest and the highest stretch between bounds that it can still come to."""
    better: int = 0
    """1 when more points are never worse, -1 when fewer are, 0 when it depends."""


@dataclass(frozen=True)
class _Reach:
    """The least and the most that the attributes still to come can add, by how many of them may change."""

    least: tuple[int, ...]
    most: tuple[int, ...]

    @classmethod
    def of(cls, effects: Sequence[Sequence[int]]) -> _Reach:
        """`effects` by attribute and option; the first option leaves the attribute as it is."""
        left = sum(options[0] for options in effects)
        down = sorted(min(options) - options[0] for options in effects)
        up = sorted((max(options) - options[0] for options in effects), reverse=True)
        return cls(tuple(accumulate(down, initial=left)), tuple(accumulate(up, initial=left)))

    def within(self, changes: int) -> tuple[int, int]:
        """The least and the most with so many changes."""
        changes = min(changes, len(self.least) - 1)
        return self.least[changes], self.most[changes]


class OpenDimension:
    """One dimension that conditions look at."""

    def __init__(
        self,
        definition: DimensionDefinition,
        comparisons: Iterable[Comparison],
        failing: Callable[[Typed | None], int],
        wanted: int,
        effects: Sequence[Sequence[Effect]],
    ) -> None:
        """`failing` gives the alternatives that fail at so many points, `wanted` has the bits of those that should not.

        `effects` stand by attribute and option.
        """
        self._definition, self._wanted = definition, wanted
        self._cuts = _cuts(comparisons)
        inside = [self._cuts[0] - 1, *self._cuts] if self._cuts else [0]
        self._failing = [failing(points) for points in inside]
        self._failing_unready = failing(None)
        suffixes = [effects[position:] for position in range(1, len(effects) + 1)]
        self._points = [_Reach.of([[points for points, _ in options] for options in rest]) for rest in suffixes]
        self._known = [_Reach.of([[known for _, known in options] for options in rest]) for rest in suffixes]
        self._directions: dict[tuple[int, int], int] = {}

    def after(self, position: int, points: int, known: int, changes: int) -> tuple[int, Entry | None]:
        """The alternatives that fail for certain when the attributes up to a position are decided, and what is open.

        `changes` is how many of the attributes still to come may change; None says that the dimension is closed.
        """
        enough = self._definition.enough
        fewest, most = self._known[position].within(changes)
        if known + most < enough:
            return self._failing_unready, None
        ready = known + fewest >= enough
        least, highest = self._points[position].within(changes)
        low, high = self._class(points + least), self._class(points + highest)
        if low == high and ready:
            return self._failing[low], None
        if low == high:
            points = self._cuts[low - 1] - least if low else (self._cuts[0] - 1 if self._cuts else 0) - highest
        return 0, Entry(points, enough - fewest if ready else known, (low, high), self._better(low, high))

    def _better(self, low: int, high: int) -> int:
        if (low, high) not in self._directions:
            pairs = list(pairwise(self._failing[low : high + 1]))
            rising, falling = all(self._worse(a, b) for a, b in pairs), all(self._worse(b, a) for a, b in pairs)
            self._directions[low, high] = 1 if rising else -1 if falling else 0
        return self._directions[low, high]

    def _worse(self, one: int, other: int) -> bool:
        """Whether what fails in one case is never better than what fails in another."""
        more, fewer = one & ~other, other & ~one
        return not more & ~self._wanted and not fewer & self._wanted

    def _class(self, points: int) -> int:
        """Which stretch between the bounds of all conditions the points lie in."""
        return bisect_right(self._cuts, self._definition.capped(points))


def _cuts(comparisons: Iterable[Comparison]) -> list[int]:
    """The points from which a condition says something else."""
    found: set[int] = set()
    for test in (test for comparison in comparisons for test in comparison.tests):
        if test.order is None:
            found |= {int(value) + step for value in test.among for step in (0, 1)}
        else:
            found.add(int(test.bound) + (test.order in ("gt", "le")))
    return sorted(found)
