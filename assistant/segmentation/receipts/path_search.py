"""The search behind a path: the cheapest choice of one option per attribute that leads to a segment, exactly.

Attributes are decided one after the other. Of the choices so far only this can still matter: which conditions they made
fail, and the points and known rules of every dimension that is still open. Few such states remain, and of each only the
cheapest way there is followed. A search that takes too long stops and says how far it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.definitions import DimensionDefinition, LevelDefinition
from assistant.segmentation.receipts.open_dimensions import Effect, Entry, OpenDimension
from assistant.segmentation.receipts.possible import Candidate, comparisons

MOST_STEPS = 200_000
"""Steps after which the search stops; about a second."""
DEEPENING = (1, 2, 3, 4, 5, 6)
"""Sets of up to so many changes are searched one after the other, then sets of any size."""
CHANGE_BITS, COUNT = 20, (1 << 20) - 1
BARRED, CHANGE, INFLUENCE = 1 << 40, 1 << CHANGE_BITS, 1
"""Costs, each beyond any sum of the next: a change that nobody can make, any change, a change of what is known."""


@dataclass(frozen=True)
class Option:
    """One way to leave or to change an attribute."""

    value: Typed | None
    """The value that it then has."""
    cost: int = 0
    """0 leaves it as it is."""
    change: Candidate | None = None
    """None leaves it as it is."""


@dataclass(frozen=True)
class Choices:
    """The options of one attribute; the first leaves it as it is, the others come nearest first."""

    attribute: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    changes: tuple[tuple[str, Candidate], ...] | None
    """Attributes and what they become; None when no way was found."""
    searched: int | None = None
    """Only sets of up to so many changes were searched; None when all were."""


@dataclass(frozen=True)
class _Effect:
    """What one option does."""

    attribute: str
    option: Option
    failing: int
    """The alternatives that fail because of its value, by bit."""
    dimensions: tuple[Effect, ...]
    """Points and known rules of each dimension that matters."""


@dataclass(frozen=True)
class _Trail:
    """The choices that led to a state, the last one first."""

    effect: _Effect
    before: _Trail | None


State = tuple[int, tuple[Entry | None, ...]]
"""The alternatives that failed, by bit; the dimensions, None once one is closed."""
Layer = dict[State, tuple[int, _Trail | None]]
"""The states that the attributes decided so far can lead to, with the cheapest way there."""


class _TooManyStepsError(Exception):
    """The search takes too long."""


class _Goal:
    """The conditions of a segment and of those before it, one bit for each alternative."""

    def __init__(self, definition: LevelDefinition, position: int) -> None:
        before = [a for segment in definition.segments[:position] for a in segment.when or ()]
        self._alternatives = [*before, *(definition.segments[position].when or ())]
        self._before = (1 << len(before)) - 1
        self.wanted = (1 << len(self._alternatives)) - 1 - self._before

    def names(self) -> set[str]:
        """Everything that a condition looks at."""
        return {comparison.name for alternative in self._alternatives for comparison in alternative}

    def failing(self, name: str, value: Typed | None) -> int:
        """The alternatives that fail because of one value; None is missing or not ready."""
        bits = enumerate(self._alternatives)
        return sum(1 << i for i, asked in bits if any(c.name == name and not c.holds(value) for c in asked))

    def is_lost(self, failed: int) -> bool:
        """Whether nothing that the segment asks for can hold any more."""
        return self.wanted != 0 and failed & self.wanted == self.wanted

    def is_met(self, failed: int) -> bool:
        """Whether the segment comes out when no other alternative fails."""
        return failed & self._before == self._before and not self.is_lost(failed)


class PathSearch:
    """Finds the cheapest way to one segment."""

    def __init__(self, definition: LevelDefinition, position: int, choices: Sequence[Choices], as_of: int) -> None:
        """`position` is that of the wanted segment, `as_of` in days since 1970-01-01."""
        self._goal = _Goal(definition, position)
        self._steps = 0
        asked = self._goal.names()
        dimensions = [dimension for dimension in definition.dimensions if dimension.id in asked]
        effects = (_effects(choice, dimensions, self._goal, as_of) for choice in choices)
        self._effects = sorted(effects, key=_urgency)
        self._dimensions = [
            OpenDimension(
                dimension,
                list(comparisons(definition, dimension.id)),
                partial(self._goal.failing, dimension.id),
                self._goal.wanted,
                [[effect.dimensions[place] for effect in effects] for effects in self._effects],
            )
            for place, dimension in enumerate(dimensions)
        ]

    def cheapest(self) -> Found:
        """The cheapest way of all, looked for among small sets of changes first."""
        count = len(self._effects)
        searched = 0
        try:
            for most in (*(most for most in DEEPENING if most < count), count):
                changes = self._within(most)
                if changes is not None:
                    return Found(changes)
                searched = most
        except _TooManyStepsError:
            return Found(None, searched)
        return Found(None)

    def _within(self, most: int) -> tuple[tuple[str, Candidate], ...] | None:
        layer: Layer = {(0, (Entry(0, 0),) * len(self._dimensions)): (0, None)}
        for position in range(len(self._effects)):
            layer = self._next(layer, position, most)
        met = [reached for (failed, _), reached in layer.items() if self._goal.is_met(failed)]
        return _changes(min(met, key=lambda reached: reached[0])[1]) if met else None

    def _next(self, layer: Layer, position: int, most: int) -> Layer:
        """Every state after one more attribute."""
        self._steps += len(layer) * len(self._effects[position])
        if self._steps > MOST_STEPS:
            raise _TooManyStepsError
        found: Layer = {}
        for state, (cost, trail) in layer.items():
            for effect in self._effects[position]:
                total = cost + effect.option.cost
                left = most - (total >> CHANGE_BITS & COUNT)
                after = self._after(state, effect, position, left) if left >= 0 else None
                if after is not None and (after not in found or total < found[after][0]):
                    found[after] = total, _Trail(effect, trail)
        for place in range(len(self._dimensions)):
            found = _pruned(found, place)
        return found

    def _after(self, state: State, effect: _Effect, position: int, left: int) -> State | None:
        """The state that a choice leads to; None when the segment is out of reach."""
        failed, entries = state[0] | effect.failing, list(state[1])
        for place, (points, known) in enumerate(effect.dimensions):
            entry = entries[place]
            if entry is not None:
                dimension = self._dimensions[place]
                failing, entries[place] = dimension.after(position, entry.points + points, entry.known + known, left)
                failed |= failing
        return None if self._goal.is_lost(failed) else (failed, tuple(entries))


def _pruned(layer: Layer, place: int) -> Layer:
    """Without the states that another one beats: as cheap, and with points of a dimension that are never worse."""
    alike: dict[tuple[int, tuple[Entry | None, ...]], list[tuple[int, int, State]]] = {}
    kept: Layer = {}
    for state, (cost, trail) in layer.items():
        entry = state[1][place]
        if entry is None or not entry.better:
            kept[state] = cost, trail
            continue
        without = (*state[1][:place], entry._replace(points=0), *state[1][place + 1 :])
        alike.setdefault((state[0], without), []).append((-entry.points * entry.better, cost, state))
    for listed in alike.values():
        cheapest: int | None = None
        for _, cost, state in sorted(listed, key=lambda one: one[:2]):
            if cheapest is None or cost < cheapest:
                cheapest = cost
                kept[state] = layer[state]
    return kept


def _urgency(effects: Sequence[_Effect]) -> tuple[int, int]:
    """Dimension by dimension, in each the attribute that can change most first: then little stays open for long."""
    for place, given in enumerate(zip(*(effect.dimensions for effect in effects), strict=True)):
        points = [points for points, _ in given]
        if any(effect != (0, 0) for effect in given):
            return place, min(points) - max(points)
    return -1, 0


def _effects(
    choices: Choices, dimensions: Sequence[DimensionDefinition], goal: _Goal, as_of: int
) -> tuple[_Effect, ...]:
    """What the options of an attribute do; of those that do the same the nearest."""
    found: dict[tuple[int, tuple[Effect, ...]], _Effect] = {}
    for option in choices.options:
        failing = goal.failing(choices.attribute, option.value)
        given = tuple(_effect(choices.attribute, option.value, dimension, as_of) for dimension in dimensions)
        found.setdefault((failing, given), _Effect(choices.attribute, option, failing, given))
    return tuple(found.values())


def _effect(attribute: str, value: Typed | None, dimension: DimensionDefinition, as_of: int) -> Effect:
    rules = [rule.assess(value, as_of) for rule in dimension.rules if rule.attribute == attribute]
    return sum(points for points, _ in rules), sum(known for _, known in rules)


def _changes(trail: _Trail | None) -> tuple[tuple[str, Candidate], ...]:
    found = []
    while trail is not None:
        if trail.effect.option.change is not None:
            found.append((trail.effect.attribute, trail.effect.option.change))
        trail = trail.before
    return tuple(reversed(found))
