"""Sources: which column of which table each attribute is read from, checked before any table is opened."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.domain.segments import Level
from assistant.segmentation.model.comparisons import Comparison, RefusedError, compare, within, written
from assistant.segmentation.model.places import FieldPath, Place
from assistant.segmentation.model.schema import Aggregate, Attribute, AttributeType, Condition, SegmentModel, Table

Link = Literal["account", "stakeholder"]
FITTING: Mapping[Aggregate, tuple[AttributeType, ...]] = {
    "max": ("integer", "number", "date"),
    "min": ("integer", "number", "date"),
    "sum": ("integer", "number"),
    "mean": ("integer", "number"),
}
"""Types that an aggregate can work on; `count` needs none."""


@dataclass(frozen=True)
class Reading:
    """A column to be typed."""

    column: str
    kind: AttributeType
    empty: frozenset[str] = frozenset()
    """Texts that mean missing."""


@dataclass(frozen=True)
class RowTest:
    """One comparison of a `where`, on the cells of one column read in one way."""

    reading: Reading
    comparison: Comparison


@dataclass(frozen=True)
class Source:
    """Where an attribute comes from."""

    attribute: str
    table: str
    reading: Reading | None
    """None when rows are counted."""
    aggregate: Aggregate | None
    """None for a column of the level's own table."""
    where: tuple[tuple[RowTest, ...], ...]
    """Any of these must hold; empty means all rows."""
    link: Link | None
    """What links rows of another table."""


def sources(model: SegmentModel, level: Level, as_of: int, place: Place) -> tuple[Source, ...]:
    """The source of each attribute of a level; faults are collected at `place`, the root of the file."""
    part = model.accounts if level == "account" else model.stakeholders
    own = f"{level}s"
    found = []
    for name, attribute in part.attributes.items() if part else ():
        here = place.at(own, "attributes", name)
        _check(attribute, own, model.tables, here)
        table = attribute.table or own
        where = tuple(
            _row_tests(conditions, as_of, here.at("where", i)) for i, conditions in enumerate(attribute.where or ())
        )
        found.append(Source(name, table, _reading(attribute), attribute.aggregate, where, _link(model, level, table)))
    return tuple(found)


def check_tables(model: SegmentModel, place: Place) -> None:
    """Faults of `tables:` that its shape cannot say."""
    if not {"accounts"} & (model.tables.keys() | place.silent):
        place.at("tables").fault("has no table `accounts`; it is the one that holds a row per account.")
    if model.stakeholders is not None and not {"stakeholders"} & (model.tables.keys() | place.silent):
        place.at("stakeholders").fault("needs a table `stakeholders` under `tables:`.")
    required = {"accounts": ("key",), "stakeholders": ("key", "account") if model.stakeholders else ()}
    for name, table in model.tables.items():
        here = place.at("tables", name)
        for column in required.get(name, ()):
            if getattr(table, column) is None:
                here.fault(f"needs `{column}:`, the column of its {'ids' if column == 'key' else 'account ids'}.")
        if table.title is not None and name != "stakeholders":
            here.at("title").fault("belongs to the table `stakeholders`.")
        _check_encoding(table.encoding, here.at("encoding"))


def columns(model: SegmentModel) -> Iterator[tuple[str, str, FieldPath]]:
    """Every table, column and place at which the file names the column."""
    for name, table in model.tables.items():
        for column in ("key", "name", "account", "stakeholder", "title"):
            if getattr(table, column) is not None:
                yield name, getattr(table, column), ("tables", name, column)
    for own, part in (("accounts", model.accounts), ("stakeholders", model.stakeholders)):
        for name, attribute in part.attributes.items() if part else ():
            path = (own, "attributes", name)
            if attribute.column is not None:
                yield attribute.table or own, attribute.column, (*path, "column")
            for index, conditions in enumerate(attribute.where or ()):
                for column in conditions:
                    yield attribute.table or own, column, (*path, "where", index, column)


def _check(attribute: Attribute, own: str, tables: Mapping[str, Table], place: Place) -> None:
    counts = attribute.aggregate == "count"
    if attribute.column is None and not counts:
        place.fault("needs a `column`.")
    if attribute.type is None and not counts:
        place.fault("needs a `type`: integer, number, text, boolean or date.")
    if attribute.table is None:
        for name in ("aggregate", "where"):
            if getattr(attribute, name) is not None:
                place.at(name).fault("needs a `table` with many rows to work on.")
        return
    if attribute.aggregate is None:
        place.fault(f"needs an `aggregate` ({', '.join((*FITTING, 'count'))}): `{attribute.table}` has many rows.")
    elif not counts and attribute.type is not None and attribute.type not in FITTING[attribute.aggregate]:
        fitting = " or ".join(FITTING[attribute.aggregate])
        place.at("aggregate").fault(f"{attribute.aggregate} needs the type {fitting}, not {attribute.type}.")
    _check_link(attribute.table, own, tables, place.at("table"))


def _check_link(name: str, own: str, tables: Mapping[str, Table], place: Place) -> None:
    if name not in tables:
        place.unknown("table", name, tables)
    elif name == own:
        place.fault(f"is the table of {own} itself; leave `table` and `aggregate` out.")
    elif tables[name].account is None and (own == "accounts" or tables[name].stakeholder is None):
        wanted = "`account:`" if own == "accounts" else "`account:` or `stakeholder:`"
        place.fault(f"`{name}` has no link; give it {wanted} under `tables:`.")


def _check_encoding(encoding: str, place: Place) -> None:
    try:
        "".encode(encoding)
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        place.fault(f"`{encoding}` is no text encoding; write one such as utf-8, cp1252 or utf-16.")


def _reading(attribute: Attribute) -> Reading | None:
    if attribute.aggregate == "count" or attribute.column is None:
        return None
    return Reading(attribute.column, attribute.type or "text", frozenset(written(e) for e in attribute.empty))


def _link(model: SegmentModel, level: Level, table: str) -> Link | None:
    if table == f"{level}s" or table not in model.tables:
        return None
    by_stakeholder = level == "stakeholder" and model.tables[table].stakeholder is not None
    return "stakeholder" if by_stakeholder else "account"


def _row_tests(conditions: Mapping[str, Condition], as_of: int, place: Place) -> tuple[RowTest, ...]:
    if not conditions:
        place.fault("is empty; name at least one column.")
    return tuple(
        test for column, condition in conditions.items() for test in _column_tests(column, condition, as_of, place)
    )


def _column_tests(column: str, condition: Condition, as_of: int, place: Place) -> Iterator[RowTest]:
    """A column of a `where` has no type: each operator reads its cells as what it compares them with."""
    asked = condition.model_dump(by_alias=True, exclude_none=True)
    for operation, value in asked.items() or [("", None)]:
        kind = _kind(operation, value)
        try:
            comparison = compare(column, Condition.model_validate({operation: value} if operation else {}), kind)
        except RefusedError as error:
            place.at(column, *filter(None, [error.field])).fault(f"{error}.")
            continue
        if condition.within_days is not None and operation == "within_days":
            comparison = Comparison(column, None, within(condition.within_days, as_of), comparison.words)
        yield RowTest(Reading(column, kind), comparison)


def _kind(operation: str, value: object) -> AttributeType:
    if operation in ("", "is", "in", "known"):
        return "text"
    return "number" if isinstance(value, int | float) and operation != "within_days" else "date"
