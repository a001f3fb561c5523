"""The two databases that can keep the state, each as a pair of engines: one that writes and one that only reads.

SQLite writes through one connection of the process, with a rollback journal, full synchronisation and immediate
transactions: an acknowledged row survives a killed process, and a second writer waits instead of failing. PostgreSQL
takes the same place by an advisory lock, so that writers are in one line on both.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event, make_url

from assistant.errors import ConfigurationError

WAIT_SECONDS = 30
LOCK = 0x7061726C
"""Number of the advisory lock; any, as long as every Parlance takes the same."""


@dataclass(frozen=True)
class Engines:
    """How the state is reached."""

    writer: Engine
    reader: Engine
    name: str
    """What messages call it: the file, or the address without user and password."""
    file: Path | None
    """The file, where it is one."""

    def close(self) -> None:
        """Lets every connection go."""
        self.writer.dispose()
        self.reader.dispose()


def sqlite_engines(file: Path) -> Engines:
    """Engines over that file; the reader never makes it."""
    return Engines(sqlite_engine(file), _sqlite(file, "rw", ("query_only=ON",), "BEGIN"), str(file), file)


def sqlite_engine(file: Path) -> Engine:
    """The engine that writes that file, made when missing."""
    pragmas = ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON")
    return _sqlite(file, "rwc", pragmas, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


def postgres_engines(address: str) -> Engines:
    """Engines over that database; a connection that was lost is made anew."""
    url = make_url(address).set(drivername="postgresql+psycopg")
    try:
        writer = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": WAIT_SECONDS})
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "state.database: PostgreSQL needs one more part. "
            "Install it with `pip install 'parlance-assistant[postgres]'`."
        ) from error
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @event.listens_for(writer, "begin")
    def begin(connection: Any) -> None:
        if not connection.get_execution_options().get("postgresql_readonly"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    return Engines(writer, reader, url.set(username=None, password=None).render_as_string(), None)


def _sqlite(file: Path, mode: str, pragmas: tuple[str, ...], start: str, **pool: int) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_timeout=WAIT_SECONDS, **pool)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(start)

    return engine
