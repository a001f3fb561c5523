"""Readiness: for how many accounts and stakeholders the data is there, and what to collect first.

The counts are those of the receipts: a layer is ready when one of its dimensions is. What collecting an attribute
would do is computed for each account and stakeholder, not estimated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.domain.segments import Layer, Level
from assistant.domain.value import Value
from assistant.segmentation.model.definitions import DimensionDefinition
from assistant.segmentation.model.traits import traits
from assistant.segmentation.scoring.scored import ScoredLevel
from assistant.segmentation.scoring.scoring import Scoring

LAYERS: tuple[Layer, ...] = ("who", "behaviour", "motivation")


class LayerLine(Value):
    """One layer within one segment."""

    level: Level
    layer: Layer
    segment: str
    """Id of the applied segment."""
    ready: int
    """How many have at least one dimension of the layer ready."""
    of: int
    """How many are in the segment."""


class CollectLine(Value):
    """What collecting one attribute would do."""

    level: Level
    attribute: str
    ask: str | None
    """The question that collects it, from the segment model."""
    would_become_ready: int
    """How many would have a dimension ready that is not, if this attribute alone became known."""


class Readiness(Value):
    """How deep the data lets us go."""

    layers: tuple[LayerLine, ...]
    """By level, layer and segment, in the order of the segment model."""
    collect: tuple[CollectLine, ...]
    """By level, what helps most first, then in the order of the segment model."""


def readiness(scoring: Scoring) -> Readiness:
    """Counts what is ready in a scoring, and what each attribute would add."""
    levels = scoring.levels.items()
    return Readiness(
        layers=tuple(line for level, scored in levels for line in _layers(level, scored)),
        collect=tuple(line for level in scoring.levels for line in _collect(level, scoring)),
    )


def _layers(level: Level, scored: ScoredLevel) -> Iterator[LayerLine]:
    dimensions = scored.definition.dimensions
    for layer in LAYERS:
        of_layer = [(d.enough, scored.answer.known[i]) for i, d in enumerate(dimensions) if d.layer == layer]
        if not of_layer:
            continue
        rows = enumerate(scored.applied)
        ready = Counter(segment for row, segment in rows if any(known[row] >= enough for enough, known in of_layer))
        total = scored.by_segment()
        for position, segment in enumerate(scored.definition.segments):
            yield LayerLine(level=level, layer=layer, segment=segment.id, ready=ready[position], of=total[segment.id])


def _collect(level: Level, scoring: Scoring) -> list[CollectLine]:
    known = traits(scoring.model.value, level)
    gained = Counter(name for names in _gains(scoring.levels[level]) for name in names)
    order = {name: position for position, name in enumerate(known)}
    return [
        CollectLine(level=level, attribute=name, ask=known[name].ask or None, would_become_ready=gained[name])
        for name in sorted(gained, key=lambda name: (-gained[name], order[name]))
    ]


def _gains(scored: ScoredLevel) -> Iterator[set[str]]:
    """Of each account or stakeholder, the attributes any of which alone would make a dimension ready."""
    dimensions = [(d, scored.answer.known[i]) for i, d in enumerate(scored.definition.dimensions)]
    for row in range(len(scored.keys)):
        found: set[str] = set()
        for dimension, known in dimensions:
            if known[row] < dimension.enough:
                found.update(_enough(dimension, dimension.enough - known[row], scored, row))
        yield found


def _enough(dimension: DimensionDefinition, short: int, scored: ScoredLevel, row: int) -> Iterator[str]:
    """The missing attributes that stand behind enough rules of a dimension."""
    rules = Counter(rule.attribute for rule in dimension.rules)
    yield from (name for name, count in rules.items() if count >= short and not scored.attributes[name].known[row])
