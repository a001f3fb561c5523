"""A database that keeps the state: opened whole or refused, read and written in transactions.

A write is there completely or not at all once it returns. Writers wait for one another, also those of other
processes. A connection to a server that was lost is made anew and the work is done again, unless its outcome is
unknown and doing it twice would matter.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import DamagedStateError
from assistant.store import faults, schema
from assistant.store.engines import Engines, postgres_engines, sqlite_engines
from assistant.workspace import Workspace

FILE = "state.sqlite"
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds between attempts to reach a server that was there and went away."""
Kept = TypeVar("Kept")


class Keeper(Protocol):
    """Whatever does work on the state."""

    def write(
        self, work: Callable[[Connection], Kept], otherwise: Kept | None = None, /, *, keyed: bool = False
    ) -> Kept:
        """What the work gave, once it is kept; `StoreError` when that cannot be.

        A keeper that goes on without memory then gives `otherwise`, where there is one. `keyed` work changes nothing
        when it is done a second time.
        """

    def read(self, work: Callable[[Connection], Kept], otherwise: Kept | None = None, /) -> Kept:
        """What the work gave; `otherwise` likewise."""


class Database:
    """Does work on the state and raises `StoreError` when that cannot be."""

    def __init__(self, engines: Engines, folder: Path) -> None:
        self._engines = engines
        self._pauses: tuple[float, ...] = ()
        self.folder = folder
        """State folder of the workspace."""

    @classmethod
    def open(cls, folder: Path, file: str = FILE) -> Self:
        """The state file in that folder, made when missing; `StoreError` when it is damaged or cannot be written."""
        return cls(sqlite_engines(folder / file), folder).opened()

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """The state of that workspace, wherever it is kept."""
        if workspace.database:
            return cls(postgres_engines(workspace.database), workspace.state).opened()
        if not (workspace.state / FILE).exists():
            workspace.writable_state()
        return cls.open(workspace.state)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self._engines.name

    @property
    def file(self) -> Path | None:
        """The file that holds the state, where it is one."""
        return self._engines.file

    def write(
        self, work: Callable[[Connection], Kept], _otherwise: Kept | None = None, /, *, keyed: bool = False
    ) -> Kept:
        """What the work gave, once it is on the disk; see `Keeper`."""
        return self._done(self._engines.writer, work, keyed)

    def read(self, work: Callable[[Connection], Kept], _otherwise: Kept | None = None, /) -> Kept:
        """What the work gave on one unchanging view of the state; see `Keeper`."""
        return self._done(self._engines.reader, work, again=True)

    def close(self) -> None:
        """Lets the database go."""
        self._engines.close()

    def opened(self) -> Self:
        """Makes, examines or upgrades what is there."""
        file = self.file
        missing = file is not None and not (file.exists() and file.stat().st_size)
        found = None if missing else self.read(schema.version)
        if found is None:
            self.write(schema.create, keyed=True)
        elif found != schema.CURRENT:
            schema.require_known(found, self.name)
            self.read(schema.examine_structure)
            schema.set_aside(file, found)
            self.write(schema.upgrade, keyed=True)
        elif file:
            self.read(schema.examine_at_start)
        self._pauses = PAUSES
        return self

    def _done(self, engine: Engine, work: Callable[[Connection], Kept], again: bool) -> Kept:
        for pause in (*self._pauses, None):
            attempt = _Attempt(engine)
            try:
                return attempt.run(work)
            except DamagedStateError as error:
                raise faults.damaged(self.name, error, self.folder) from error
            except SQLAlchemyError as error:
                lost = faults.connection_lost(error)
                unknown = lost and attempt.committing and not again
                if pause is None or unknown or not lost:
                    raise faults.unusable(self.name, error, self.folder, unknown=unknown) from error
                time.sleep(pause)
        raise AssertionError  # the last round returns or raises


class _Attempt:
    """One transaction, which knows whether it had begun to commit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.committing = False

    def run(self, work: Callable[[Connection], Kept]) -> Kept:
        with self._engine.connect() as connection, connection.begin() as transaction:
            given = work(connection)
            self.committing = True
            transaction.commit()
            return given
