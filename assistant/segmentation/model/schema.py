"""The shape of `segments.yaml`: tables, attributes, dimensions, segments and roles, as people write them.

What a shape can say is checked here (fields, types, ranges); what depends on other parts of the file is checked
when the model is compiled, in `definitions.py`.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator

from assistant.domain.segments import Coverage, Layer
from assistant.domain.value import Value
from assistant.errors import UnknownNameError

AttributeType = Literal["integer", "number", "text", "boolean", "date"]
Aggregate = Literal["max", "min", "sum", "mean", "count"]
MOST_POINTS = 10**12


def _scalar(value: Any) -> str | int | float | bool | dt.date:
    if type(value) not in (str, int, float, bool, dt.date):
        raise ValueError("must be a text, a number, true, false or a date (YYYY-MM-DD); quote it to mean the text")
    return cast("str | int | float | bool | dt.date", value)


def _bound(value: Any) -> int | float | dt.date | str:
    if isinstance(value, bool) or (isinstance(_scalar(value), float) and not math.isfinite(value)):
        raise ValueError("must be a number or a date (YYYY-MM-DD)")
    return _scalar(value)


def _alternatives(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _trimmed(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    if value != value.strip():
        raise ValueError("has spaces around it")
    return value


def _written(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty; say it in a sentence")
    return value.strip()


Scalar = Annotated[
    str | int | float | bool | dt.date,
    PlainValidator(_scalar, json_schema_input_type=str | int | float | bool | dt.date),
]
Bound = Annotated[int | float | dt.date | str, PlainValidator(_bound, json_schema_input_type=int | float | dt.date)]
Points = Annotated[int, Field(strict=True, ge=-MOST_POINTS, le=MOST_POINTS)]
Days = Annotated[int, Field(strict=True, ge=0, le=10**6)]
Name = Annotated[str, AfterValidator(_trimmed)]
Sentence = Annotated[str, AfterValidator(_written)]


class Table(Value):
    """Where a table is and which of its columns identify its rows."""

    file: Name
    """Path relative to `knowledge/`."""
    key: Name | None = None
    """Column of the ids of its rows; required for accounts and stakeholders."""
    name: Name | None = None
    """Column of the display names."""
    account: Name | None = None
    """Column that links a row to an account."""
    stakeholder: Name | None = None
    """Column that links a row to a stakeholder."""
    title: Name | None = None
    """Column of the job titles, from which roles follow."""
    pad: Annotated[int, Field(strict=True, ge=1, le=64)] | None = None
    """Fill ids that are all digits with zeros to the left, up to this length."""
    encoding: Name = "utf-8"
    """Encoding of the file; only needed when it is not UTF-8."""
    sheet: Name | None = None
    """Sheet of an Excel file; the first when not given."""


class Condition(Value):
    """What is asked of one attribute, dimension or column; all that is given must hold."""

    at_least: Bound | None = None
    """The value is this or higher (later)."""
    at_most: Bound | None = None
    """The value is this or lower (earlier)."""
    above: Bound | None = None
    """The value is higher (later)."""
    below: Bound | None = None
    """The value is lower (earlier)."""
    is_: Scalar | None = Field(default=None, alias="is")
    """The value is this; texts compare trimmed and without case."""
    in_: Annotated[tuple[Scalar, ...], Field(min_length=1)] | None = Field(default=None, alias="in")
    """The value is one of these."""
    known: Annotated[bool, Field(strict=True)] | None = None
    """The attribute has a value; the dimension is ready."""
    within_days: Days | None = None
    """Only in `where`: the date lies on the as-of date or at most so many days before it."""


Alternatives = Annotated[
    tuple[dict[str, Condition], ...],
    BeforeValidator(_alternatives, json_schema_input_type=dict[str, Condition] | list[dict[str, Condition]]),
    Field(min_length=1),
]
"""Conditions by name, all of which hold; or a list of such maps, of which any holds."""


class Attribute(Value):
    """A typed fact about an account or a stakeholder."""

    column: Name | None = None
    """Column that holds it; not needed to count rows."""
    type: AttributeType | None = None
    """How its cells are read; not needed to count rows."""
    table: Name | None = None
    """Another table, with many rows per account; then `aggregate` says how they become one value."""
    aggregate: Aggregate | None = None
    """How the rows of another table become one value."""
    where: Alternatives | None = None
    """Which rows of the other table count."""
    empty: tuple[Scalar, ...] = ()
    """Texts that mean missing, compared exactly."""
    ask: str = ""
    """The question that collects it."""
    fixed: bool = False
    """Nobody can change it by selling better."""


class Rule(Value):
    """Points for one attribute: exactly one of `bands`, `values`, `days_since`."""

    attribute: str
    """Name of the attribute."""
    bands: Annotated[tuple[tuple[Bound, Points], ...], Field(min_length=1)] | None = None
    """`[lower, points]` ascending; each holds from its lower bound up to the next."""
    values: Annotated[dict[Scalar, Points], Field(min_length=1)] | None = None
    """Points by value."""
    otherwise: Points | None = None
    """Points of a value that is not among `values`; 0 when left out."""
    days_since: Annotated[tuple[tuple[Bound, Points], ...], Field(min_length=1)] | None = None
    """Bands over whole days from a date to the as-of date."""
    missing: Points = 0
    """Points when the value is unknown."""
    why: Sentence
    """The reason, for receipts."""
    say: str | None = None
    """What a customer may be told."""


class Dimension(Value):
    """A sum of rules."""

    id: Name
    """Distinct among dimensions and attributes."""
    layer: Layer
    """How deep it looks."""
    needs: Annotated[float, Field(strict=True, ge=0, le=1)] = 0.5
    """Share of its rules that must be known before it may be used."""
    cap: Points | None = None
    """Upper limit of its points."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """Its rules."""


class StakeholderSegment(Value):
    """A stakeholder segment; the first that holds wins."""

    id: Name
    """Distinct within its level."""
    name: str
    """Display name; the id when left out."""
    meaning: Sentence
    """What it means, in a sentence."""
    when: Alternatives | None = None
    """When it holds; the last segment has none."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        return {"name": data["id"], **data} if isinstance(data, dict) and "id" in data else data


class AccountSegment(StakeholderSegment):
    """An account segment and how it is covered."""

    coverage: Coverage
    """Field, inside, digital or none."""


class Role(Value):
    """A buying role, told by job titles."""

    id: Name
    """Distinct; `unknown` is taken."""
    name: str
    """Display name; the id when left out."""
    meaning: str = ""
    """What people in this role decide."""
    titles: Annotated[tuple[str, ...], Field(min_length=1)]
    """Phrases that make a job title match, as whole words."""
    decides: Annotated[bool, Field(strict=True)] = False
    """People in this role decide; `coverage` names covered accounts where nobody of them is known."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        return {"name": data["id"], **data} if isinstance(data, dict) and "id" in data else data


class AccountLevel(Value):
    """How accounts are scored."""

    attributes: dict[Name, Attribute] = Field(default_factory=dict)
    """Attributes by name."""
    dimensions: tuple[Dimension, ...] = ()
    """Dimensions, in the order of receipts."""
    segments: Annotated[tuple[AccountSegment, ...], Field(min_length=1)]
    """Account segments, first that holds wins."""


class StakeholderLevel(Value):
    """How stakeholders are scored."""

    roles: tuple[Role, ...] = ()
    """Buying roles."""
    attributes: dict[Name, Attribute] = Field(default_factory=dict)
    """Attributes by name."""
    dimensions: tuple[Dimension, ...] = ()
    """Dimensions, in the order of receipts."""
    segments: Annotated[tuple[StakeholderSegment, ...], Field(min_length=1)]
    """Stakeholder segments, first that holds wins."""


class SegmentModel(Value):
    """The whole of `segments.yaml`."""

    tables: dict[Name, Table]
    """Tables by name; `accounts` is required."""
    accounts: AccountLevel
    """How accounts are scored."""
    stakeholders: StakeholderLevel | None = None
    """How stakeholders are scored; None when only accounts are."""

    @property
    def account_segments(self) -> tuple[AccountSegment, ...]:
        """Account segments in the order of the file."""
        return self.accounts.segments

    @property
    def stakeholder_segments(self) -> tuple[StakeholderSegment, ...]:
        """Stakeholder segments in the order of the file; empty without that part."""
        return self.stakeholders.segments if self.stakeholders else ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles in the order of the file."""
        return self.stakeholders.roles if self.stakeholders else ()

    def account_segment(self, segment: str) -> AccountSegment:
        """The account segment of that id; `UnknownNameError` suggests the nearest."""
        by_id = {s.id: s for s in self.account_segments}
        if segment not in by_id:
            raise UnknownNameError.of("account segment", segment, by_id)
        return by_id[segment]

    def stakeholder_segment(self, segment: str) -> StakeholderSegment:
        """The stakeholder segment of that id; `UnknownNameError` suggests the nearest."""
        by_id = {s.id: s for s in self.stakeholder_segments}
        if segment not in by_id:
            raise UnknownNameError.of("stakeholder segment", segment, by_id)
        return by_id[segment]

    def role(self, role: str) -> Role:
        """The role of that id; `UnknownNameError` suggests the nearest."""
        by_id = {r.id: r for r in self.roles}
        if role not in by_id:
            raise UnknownNameError.of("role", role, by_id)
        return by_id[role]
