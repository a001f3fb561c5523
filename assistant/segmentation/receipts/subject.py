"""Subjects: one account, stakeholder or lead, and everything that its segment is computed from.

The same subject always gives the same receipt. What would become of it with other values is asked here too, so that
receipts, nearest changes, paths and questions come from one computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from assistant.domain.segments import Answered, Cell, Level, Override, Receipt
from assistant.segmentation.model.cells import days
from assistant.segmentation.model.compiler import LINKS
from assistant.segmentation.model.definitions import LevelDefinition, SegmentDefinition
from assistant.segmentation.model.traits import Traits
from assistant.segmentation.receipts.possible import Candidate, Possible
from assistant.segmentation.receipts.receipts import Assessment, Values, assess, dimension_lines, rule_lines


@dataclass(frozen=True)
class Subject:
    """What is known of one account, stakeholder or lead, and how its level is scored."""

    level: Level
    id: str
    """Empty for a lead that is in no table."""
    name: str
    definition: LevelDefinition
    traits: Mapping[str, Traits]
    """What each attribute may hold."""
    values: Values
    """Values as rules compare them; None is missing."""
    cells: Mapping[str, Cell]
    """Values as receipts show them."""
    as_of: date
    segment_model: str
    """Fingerprint of the segment model."""
    answered: Mapping[str, Answered] = field(default_factory=dict)
    """The attributes whose value is an answer."""
    role: str | None = None
    """Role of the stakeholder; None for accounts."""
    account: str | None = None
    """Account of the stakeholder; None for accounts."""
    override: Override | None = None
    """The override in force."""

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that rules or conditions look at, in the order of the segment model."""
        return tuple(name for name in self.definition.used if not self.is_link(name))

    def is_link(self, name: str) -> bool:
        """Whether a name says what a stakeholder is linked to, and is no attribute."""
        return self.level == "stakeholder" and name in LINKS

    @cached_property
    def computed(self) -> Assessment:
        """The computation behind its segment."""
        return assess(self.definition, self.values, days(self.as_of))

    def with_values(self, changed: Values) -> SegmentDefinition:
        """The segment that it would have with some values changed."""
        return assess(self.definition, {**self.values, **changed}, days(self.as_of)).segment

    def others(self, name: str) -> tuple[Candidate, ...]:
        """A value of each kind that an attribute could have instead, nearest first."""
        return self._possible(name).others(self.values[name])

    def range(self, name: str, chosen: Candidate, alike: Iterable[Candidate]) -> str | None:
        """Every value around the chosen one that does as well, in words; `alike` do. None for a text."""
        return self._possible(name).range(chosen, alike)

    def _possible(self, name: str) -> Possible:
        if name not in self._looked_at:
            self._looked_at[name] = Possible(self.definition, self.traits[name], days(self.as_of))
        return self._looked_at[name]

    @cached_property
    def _looked_at(self) -> dict[str, Possible]:
        return {}

    def telling(self, values: Values, cells: Mapping[str, Cell], answered: Mapping[str, Answered]) -> Subject:
        """The same subject when more is known of it."""
        return replace(
            self,
            values={**self.values, **values},
            cells={**self.cells, **cells},
            answered={**self.answered, **answered},
        )

    def receipt(self) -> Receipt:
        """The computation behind its segment, line by line."""
        found = self.computed
        applied = self.override.segment if self.override else found.segment.id
        coverage = {segment.id: segment.coverage for segment in self.definition.segments}
        return Receipt(
            id=self.id,
            name=self.name,
            level=self.level,
            segment=applied,
            computed=found.segment.id,
            coverage=coverage[applied],
            role=self.role,
            account=self.account,
            rules=rule_lines(self.definition, found, self.cells, self.answered),
            dimensions=dimension_lines(self.definition, found),
            matched=found.matched,
            segment_model=self.segment_model,
            as_of=self.as_of,
            override=self.override,
        )
