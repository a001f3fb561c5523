"""Accounts, stakeholders and the receipts behind their segments: what the scorer hands on.

A receipt is the computation: the sum of its rules, capped, is the points of its dimension, and nothing outside
it may be given as a reason.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from assistant.domain.value import Value

Level = Literal["account", "stakeholder"]
Layer = Literal["who", "behaviour", "motivation"]
Coverage = Literal["field", "inside", "digital", "none"]
Cell = int | float | str | date | None
"""A typed cell; None is missing. Booleans are the text `true` or `false`."""


class Account(Value):
    """An organisation, as scored."""

    id: str
    """Key of the accounts table, as text."""
    name: str
    """Empty when the table gives none."""
    segment: str
    """Id of the applied account segment."""
    coverage: Coverage
    """How the segment is covered."""


class Stakeholder(Value):
    """A person in an account, as scored."""

    id: str
    """Key of the stakeholders table, as text."""
    name: str
    """Empty when the table gives none."""
    account: str
    """Id of the account, as written in the table; may match no account."""
    title: str
    """Job title as written."""
    role: str
    """Id of the buying role, or `unknown`."""
    segment: str
    """Id of the applied stakeholder segment."""


class Answered(Value):
    """Where the value of an attribute comes from when somebody asked for it."""

    source: str
    """The conversation or document, in the words of who recorded it."""
    by: str
    """Id of who recorded it, empty for the local user."""
    on: date
    """The day it was recorded."""
    tables: Cell
    """What the tables say instead; None when they say nothing."""


PROPOSED = "Proposed:"
"""How a reason begins that `parlance init` guessed and nobody has agreed to."""


class RuleLine(Value):
    """One rule of a receipt."""

    dimension: str
    """Id of the dimension the rule belongs to."""
    attribute: str
    """Name of the attribute it looks at."""
    value: Cell
    """The attribute's value; None when missing."""
    points: int
    """Points given."""
    known: bool
    """False when the value is missing, or a date after the as-of date."""
    why: str
    """The reason, from the segment model."""
    say: str | None = None
    """What a customer may be told of this rule, from the segment model."""
    answered: Answered | None = None
    """Set when the value is somebody's answer and not what the tables say."""

    @property
    def reason(self) -> str:
        """The reason as drafts and answers tell it; instead of one that is only proposed, what the rule looks at."""
        if not self.why.startswith(PROPOSED):
            return self.why
        looked_at = self.attribute.replace("_", " ")
        return f"For {self.dimension.replace('_', ' ')} we look at {looked_at}"


class DimensionLine(Value):
    """One dimension of a receipt."""

    id: str
    """Name of the dimension."""
    layer: Layer
    """How deep it looks."""
    points: int
    """Sum of its rules, limited by the cap."""
    known: int
    """Rules that are known."""
    rules: int
    """Rules it has."""
    ready: bool
    """Enough is known to use it."""


class Override(Value):
    """A person's decision that an account belongs to another account segment than the scorer computes."""

    account: str
    """Id of the account."""
    segment: str
    """Id of the account segment that applies."""
    reason: str
    """Why, in a sentence."""
    approved_by: tuple[str, ...]
    """Who answers for it."""
    until: date | None
    """The last day on which it holds; None holds until somebody removes it."""


class NearestChange(Value):
    """The nearest value of one attribute that leads to another segment, everything else as it is."""

    attribute: str
    """Name of the attribute."""
    before: Cell = Field(serialization_alias="from")
    """Its value; None when missing."""
    after: Cell = Field(serialization_alias="to")
    """The value that would move it; None: it would move if the value were not known."""
    range: str | None = Field(default=None, exclude=True)
    """Every value that moves it there, in words, such as `at least 450`; None for a text. Not in JSON."""
    segment: str
    """Id of the segment that the scorer would compute."""


class PathStep(Value):
    """One change on the way to a segment."""

    attribute: str
    """Name of the attribute."""
    before: Cell = Field(serialization_alias="from")
    """Its value; None when missing."""
    after: Cell = Field(serialization_alias="to")
    """The value that it takes; any that the rules treat alike does as well."""
    range: str | None = Field(default=None, exclude=True)
    """All of these in words, such as `within 90 days, that is on or after 2026-08-22`; None for a text. Not in JSON."""
    kind: Literal["collect", "influence"]
    """Whether the value is still to be learned, or people would have to bring it about."""
    ask: str | None
    """The question that collects it, from the segment model."""


class ChangePath(Value):
    """The smallest set of changes that leads to a segment, or why there is none."""

    segment: str
    """Id of the segment that is wanted."""
    changes: tuple[PathStep, ...]
    """What is to be collected first; empty when nothing is needed or there is no way."""
    reachable: bool
    """Whether these changes lead there."""
    reason: str
    """What that segment asks for and how this one stands to it; without a way, what stands in it."""


class Receipt(Value):
    """The computation behind one assignment."""

    id: str
    """Key of the account or stakeholder."""
    name: str
    """Name, or empty."""
    level: Level
    """Whether an account or a stakeholder is meant."""
    segment: str
    """Id of the applied segment."""
    computed: str
    """Id of the segment that the scorer computed; differs from `segment` under an override."""
    coverage: Coverage | None
    """Coverage of the account segment; None for stakeholders."""
    role: str | None = None
    """Role of the stakeholder; None for accounts."""
    account: str | None = None
    """Account of the stakeholder; None for accounts."""
    rules: tuple[RuleLine, ...]
    """Every rule, in the order of the segment model."""
    dimensions: tuple[DimensionLine, ...]
    """Every dimension, in the order of the segment model."""
    matched: str | None
    """The condition that held, in words; None when the last segment took what was left."""
    segment_model: str
    """Fingerprint of the segment model."""
    as_of: date
    """The day on which the receipt holds."""
    override: Override | None = None
    """The override in force; None when the computed segment applies."""
    would_change: tuple[NearestChange, ...] | None = None
    """By attribute, in the order of the segment model; None when nobody asked for it."""
    path: ChangePath | None = None
    """The way to the segment that was asked for; None without one."""

    def ready_layers(self) -> frozenset[Layer]:
        """Layers of which at least one dimension is ready."""
        return frozenset(line.layer for line in self.dimensions if line.ready)
