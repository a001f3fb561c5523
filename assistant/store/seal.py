"""Seals: the hash of a row beside it, so that bytes that changed on the disk are seen.

A seal shows accidents, not intent: whoever edits a row can seal it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from assistant.errors import DamagedStateError


def content_columns(table: Table) -> tuple[str, ...]:
    """The columns that a seal covers, in their order: all but the seal and the number that the database gives."""
    return tuple(c.name for c in table.columns if c.name != "seal" and c is not table.autoincrement_column)


def seal(values: Iterable[object]) -> str:
    """16 hexadecimal digits over the values of a row's content columns."""
    text = "\x1f".join("\x00" if value is None else str(value) for value in values)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def sealed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its seal; columns that it leaves out are null."""
    return {**row, "seal": seal(row.get(column) for column in content_columns(table))}


def require_seal(table: Table, values: Iterable[object], said: str) -> None:
    """`DamagedStateError` when the values of a row's content columns are not those that were sealed."""
    if seal(values) != said:
        raise DamagedStateError(f"a row of `{table.name}` is not what was written")


def intact(table: Table, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row as it was read; `DamagedStateError` when it is not what was sealed."""
    require_seal(table, (row[column] for column in content_columns(table)), row["seal"])
    return row
