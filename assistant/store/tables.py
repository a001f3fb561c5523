"""The tables of the state, and the engine that reads and writes them.

SQLite writes with a rollback journal, full synchronisation and immediate transactions: an acknowledged row survives
a killed process, and a second writer waits instead of failing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, create_engine, event

METADATA = MetaData()
WAIT_SECONDS = 30

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String(80), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("draft", Text, nullable=False),
)

DISPUTES = Table(
    "disputes",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("account", Text, nullable=False),
    Column("segment", Text, nullable=False),
    Column("run", String(40), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("note", Text),
    Column("resolved_by", Text),
    Column("resolved_on", String(10)),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("level", String(20), nullable=False),
    Column("id", Text, nullable=False),
    Column("attribute", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String(10), nullable=False),
)


def sqlite_engine(path: Path) -> Engine:
    """An engine over that file."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
