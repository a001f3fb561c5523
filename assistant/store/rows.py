"""Rows with seals: how they are added and how they are read, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from assistant.store.seal import intact, sealed

Row = Mapping[str, Any]
NO_ROWS: tuple[Row, ...] = ()
STREAMED = {"yield_per": 500}
"""Execution option of a query over a whole table, so that memory stays flat."""


def add_once(connection: Connection, table: Table, row: Row, *, unique: str) -> bool:
    """Adds a row unless one with the same value in that unique column is there; whether it was added."""
    values = sealed(table, row) if "seal" in table.columns else dict(row)
    new = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table).values(values)
    added = new.on_conflict_do_nothing(index_elements=[unique]).returning(table.c[unique])
    return connection.execute(added).first() is not None


def put(connection: Connection, table: Table, row: Row) -> None:
    """Adds a row in the place of the one with its primary key."""
    same = [column == row[column.name] for column in table.primary_key.columns]
    connection.execute(delete(table).where(*same))
    connection.execute(insert(table).values(sealed(table, row)))


def every(connection: Connection, table: Table, query: Select[Any]) -> tuple[Row, ...]:
    """The rows of a query over all columns of that table; `DamagedStateError` when one is not what was written."""
    return tuple(intact(table, dict(row)) for row in connection.execute(query).mappings())


def one(connection: Connection, table: Table, **key: object) -> Row | None:
    """The row with these values, or None."""
    found = every(connection, table, select(table).filter_by(**key))
    return found[0] if found else None
