"""Scored levels: what the scorer said of all accounts or all stakeholders, by column and sorted by id.

A million rows stay arrays; values, receipts and names are made for those that somebody asks about.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar, overload

from assistant.domain.segments import Answered, Cell, Override
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.definitions import LevelDefinition, SegmentDefinition
from assistant.segmentation.tables.columns import Column

Item = TypeVar("Item")


@dataclass(frozen=True)
class Answer:
    """What the scorer's expression said, by row."""

    points: list[array[int]]
    """Per dimension, capped."""
    known: list[array[int]]
    """Known rules per dimension."""
    segment: array[int]
    """Position of the segment in the definition."""


@dataclass(frozen=True)
class ScoredLevel:
    """All accounts, or all stakeholders."""

    definition: LevelDefinition
    keys: list[str] = field(default_factory=list)
    """Ids in code-point order."""
    names: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    """Account of each stakeholder, as linked; for accounts their own ids."""
    titles: list[str] = field(default_factory=list)
    """Job titles; empty texts for accounts."""
    texts: Mapping[str, list[str]] = field(default_factory=dict)
    """Columns of the table that were carried as text."""
    attributes: Mapping[str, Column] = field(default_factory=dict)
    answer: Answer = field(default_factory=lambda: Answer([], [], array("q")))
    overrides: Mapping[str, Override] = field(default_factory=dict)
    """Overrides in force, by id of the account."""
    answered: Mapping[str, Mapping[str, Answered]] = field(default_factory=dict)
    """Values that are answers, by id and attribute."""

    @cached_property
    def applied(self) -> array[int]:
        """Position of the applied segment by row: the computed one, unless an override is in force."""
        if not self.overrides:
            return self.answer.segment
        applied = array("q", self.answer.segment)
        positions = {segment.id: i for i, segment in enumerate(self.definition.segments)}
        for key, override in self.overrides.items():
            if (row := self.position(key)) is not None:
                applied[row] = positions[override.segment]
        return applied

    def position(self, key: str) -> int | None:
        """Where that id stands, None when it does not."""
        position = bisect_left(self.keys, key)
        return position if position < len(self.keys) and self.keys[position] == key else None

    def segment(self, position: int) -> SegmentDefinition:
        """The segment that applies."""
        return self.definition.segments[self.applied[position]]

    def values(self, position: int) -> dict[str, Typed | None]:
        """The typed value of each attribute."""
        return {name: column.typed(position) for name, column in self.attributes.items()}

    def cells(self, position: int) -> dict[str, Cell]:
        """The value of each attribute as receipts show it."""
        return {name: column.cell(position) for name, column in self.attributes.items()}

    def by_segment(self) -> dict[str, int]:
        """How many are in each segment, all segments in the order of the model."""
        counts = Counter(self.applied)
        return {segment.id: counts[i] for i, segment in enumerate(self.definition.segments)}

    def where(self, exists: Callable[[str], bool]) -> ScoredLevel:
        """Only those whose account exists."""
        order = [i for i, account in enumerate(self.accounts) if exists(account)]

        def texts(values: Sequence[str]) -> list[str]:
            return [values[i] for i in order] if values else []

        def counts(values: array[int]) -> array[int]:
            return array("q", (values[i] for i in order))

        answer = Answer(
            list(map(counts, self.answer.points)), list(map(counts, self.answer.known)), counts(self.answer.segment)
        )
        carried = {name: texts(values) for name, values in self.texts.items()}
        attributes = {name: column.picked(order) for name, column in self.attributes.items()}
        keys, names, accounts, titles = map(texts, (self.keys, self.names, self.accounts, self.titles))
        kept = {key: override for key, override in self.overrides.items() if exists(key)}
        seen = set(keys) if self.answered else set[str]()
        answered = {key: cells for key, cells in self.answered.items() if key in seen}
        return ScoredLevel(self.definition, keys, names, accounts, titles, carried, attributes, answer, kept, answered)


class Lazily(Sequence[Item], Generic[Item]):
    """A sequence whose items are made when somebody looks at them."""

    def __init__(self, count: int, make: Callable[[int], Item]) -> None:
        self._range = range(count)
        self._make = make

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self._make(i) for i in self._range[index]]
        return self._make(self._range[index])
