"""Possible values: one for each way in which the rules and conditions of a segment model can take an attribute.

Values that they treat alike always give the same points and the same segment, so that whoever tries one of each kind
has tried them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

from assistant.domain.segments import Cell
from assistant.segmentation.model.cells import Typed, fold, shown
from assistant.segmentation.model.comparisons import Comparison
from assistant.segmentation.model.definitions import DaysSince, LevelDefinition
from assistant.segmentation.model.traits import Traits
from assistant.segmentation.receipts.ranges import in_words, joined
from assistant.segmentation.receipts.stretches import Stretch, Uses, limits, stretches

OTHERS = ("other", "another", "something else", "none of these", "anything else")
"""Texts that may stand for every text that the segment model does not name."""


@dataclass(frozen=True)
class Candidate:
    """One value that an attribute may take."""

    value: Typed
    """As rules compare it."""
    cell: Cell
    """As receipts show it."""
    other: bool = False
    """It stands for every text that the segment model does not name."""
    stretch: Stretch | None = None
    """Every value that is treated alike; None for a text."""


class Possible:
    """What one attribute may hold."""

    def __init__(self, definition: LevelDefinition, traits: Traits, as_of: int) -> None:
        """`as_of` in days since 1970-01-01."""
        self._traits, self._as_of = traits, as_of
        steps = [rule.steps for d in definition.dimensions for rule in d.rules if rule.attribute == traits.name]
        tests = [test for comparison in comparisons(definition, traits.name) for test in comparison.tests]
        worded = traits.type in ("text", "boolean")
        self._texts = tuple(_texts(traits)) if worded else ()
        self._stretches = () if worded else tuple(stretches(Uses(steps, tests), traits, as_of))
        self._since = as_of if any(isinstance(step, DaysSince) for step in steps) else None

    def others(self, value: Typed | None) -> tuple[Candidate, ...]:
        """A value of each kind but that of `value`, nearest first.

        A missing value counts as 0, a missing date as the as-of date; then what is likely comes before figures below 0
        and days to come. Where rules count the days since, days to come are last for a known date too: they do not
        count yet. Texts come in the order of the segment model, what it does not name last.
        """
        if isinstance(value, str):
            return tuple(self._other_texts(value))
        return (*self._texts, *self._numbers(value))

    def range(self, chosen: Candidate, alike: Iterable[Candidate]) -> str | None:
        """Every value around the chosen one that does as well, in words; `alike` do. None for a text."""
        if chosen.stretch is None:
            return None
        whole = joined(chosen.stretch, self._stretches, {c.stretch for c in alike if c.stretch is not None})
        return in_words(whole, limits(self._traits), self._traits.type, self._since)

    def _other_texts(self, value: str) -> Iterator[Candidate]:
        named = {candidate.value for candidate in self._texts if not candidate.other}
        for candidate in self._texts:
            if value in named if candidate.other else candidate.value != value:
                yield candidate

    def _numbers(self, value: float | None) -> Iterator[Candidate]:
        date = self._traits.type == "date"
        start: float = (self._as_of if date else 0) if value is None else value

        def order(number: float) -> tuple[bool, float, float]:
            unlikely = number > self._as_of if date else number < 0
            late = unlikely and (value is None or self._since is not None)
            return late, abs(number - start), number

        away = (stretch for stretch in self._stretches if value is None or not stretch.holds(value))
        near = {number: stretch for stretch in away if (number := stretch.nearest(start)) is not None}
        for number in sorted(near, key=order):
            yield Candidate(number, shown(number, self._traits.type), stretch=near[number])


def comparisons(definition: LevelDefinition, name: str) -> Iterator[Comparison]:
    """Every comparison of a level's segments that looks at a name."""
    for segment in definition.segments:
        for alternative in segment.when or ():
            yield from (comparison for comparison in alternative if comparison.name == name)


def _texts(traits: Traits) -> Iterator[Candidate]:
    """Every text that the model names, and one that it does not."""
    texts = ("true", "false") if traits.type == "boolean" else traits.texts
    for text in texts:
        spellings = (spelling(text) for spelling in (str, str.casefold, str.upper, str.title))
        cell = next((s for s in spellings if s not in traits.empty and fold(s) == fold(text)), None)
        if cell is not None:
            yield Candidate(fold(text), cell)
    if traits.type == "text":
        taken = {*map(fold, texts), *traits.empty}
        cell = next(text for text in chain(OTHERS, map(str, count())) if text not in taken)
        yield Candidate(cell, cell, other=True)
