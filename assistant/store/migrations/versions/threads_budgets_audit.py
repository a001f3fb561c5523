"""Threads, feedback, budgets, the audit chain, events that were seen, and a seal on every row of content."""

from __future__ import annotations

import hashlib

from alembic import op
from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, Text, UniqueConstraint, select

revision = "0.2"
down_revision = "0.1"

NUMBERED = {"drafts": "sequence", "disputes": "number", "answers": "number", "orders": None}
"""Tables that may be there already, with the column that the database fills."""


def upgrade() -> None:
    """Makes the new tables and seals the rows of the old ones."""
    connection = op.get_bind()
    tables = _new_tables()
    tables.create_all(connection)
    connection.execute(tables.tables["audit_head"].insert().values(id=1, rows=0, hash="0" * 64))
    for name, number in NUMBERED.items():
        op.add_column(name, _seal_column())
        _seal(connection, name, number)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=True)


def _key() -> Column[str]:
    return Column("key", Text, nullable=False, unique=True)


def _seal_column() -> Column[str]:
    return Column("seal", String(16), nullable=False, server_default="")


def _new_tables() -> MetaData:
    tables = MetaData()
    Table(
        "orders",
        tables,
        Column("key", String(80), primary_key=True),
        Column("draft", String(80), nullable=False),
    )
    Table(
        "turns",
        tables,
        _number(),
        Column("thread", Text, nullable=False),
        Column("sequence", Integer, nullable=False),
        _key(),
        Column("person", Text, nullable=False, index=True),
        Column("turn", Text, nullable=False),
        _seal_column(),
        UniqueConstraint("thread", "sequence"),
    )
    Table(
        "feedback",
        tables,
        _number(),
        _key(),
        Column("person", Text, nullable=False),
        Column("feedback", Text, nullable=False),
        _seal_column(),
    )
    Table(
        "budgets",
        tables,
        Column("person", Text, primary_key=True),
        Column("day", String(10), primary_key=True),
        Column("what", String(40), primary_key=True),
        Column("spent", Float, nullable=False),
        _seal_column(),
    )
    Table("seen", tables, _number(), _key())
    _audit_tables(tables)
    return tables


def _audit_tables(tables: MetaData) -> None:
    Table(
        "people",
        tables,
        Column("person", Text, primary_key=True),
        Column("key", String(64), nullable=False),
        _seal_column(),
    )
    Table(
        "audit",
        tables,
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        Column("entry", Text, nullable=False),
        Column("hash", String(64), nullable=False),
    )
    Table(
        "audit_words",
        tables,
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        Column("person", Text, nullable=False, index=True),
        Column("words", Text, nullable=False),
    )
    Table(
        "audit_head",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("rows", Integer, nullable=False),
        Column("hash", String(64), nullable=False),
    )


def _seal(connection: Connection, name: str, number: str | None) -> None:
    table = Table(name, MetaData(), autoload_with=connection)
    key = next(iter(table.primary_key.columns))
    covered = [column.name for column in table.columns if column.name not in ("seal", number)]
    for row in connection.execute(select(table)).mappings().all():
        values = ("\x00" if row[column] is None else str(row[column]) for column in covered)
        digest = hashlib.blake2b("\x1f".join(values).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        connection.execute(table.update().where(key == row[key.name]).values(seal=digest))
