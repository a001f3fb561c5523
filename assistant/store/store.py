"""The state of a workspace: drafts with their provenance, by content; other modules of this room keep more in it.

A draft's id is the hash of everything it was made from, so that storing it twice leaves one row: a command that is
killed and run again neither loses nor repeats a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from assistant.domain.draft import Draft
from assistant.errors import StoreError
from assistant.store.tables import DRAFTS, METADATA, sqlite_engine

FILE = "state.sqlite"


@dataclass(frozen=True)
class StoredDraft:
    """A draft and its id."""

    id: str
    draft: Draft


class Store:
    """Opens, reads and writes the state file."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self._engine = engine
        self._file = file

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The state in that folder, made when missing; `StoreError` when it is damaged or cannot be written."""
        store = cls(sqlite_engine(folder / FILE), folder / FILE)
        try:
            METADATA.create_all(store._engine)
        except DatabaseError as error:
            raise store._failed(error) from error
        return store

    def remember(self, id: str, draft: Draft) -> None:
        """Stores a draft under its id; a second time changes nothing."""
        row = {
            "id": id,
            "kind": draft.kind,
            "as_of": draft.provenance.as_of.isoformat(),
            "status": draft.status,
            "draft": draft.model_dump_json(),
        }
        with self.transaction() as connection:
            connection.execute(insert(DRAFTS).values(row).on_conflict_do_nothing(index_elements=["id"]))

    def draft(self, id: str) -> Draft | None:
        """The draft of that id, or None."""
        found = self._read(select(DRAFTS.c.id, DRAFTS.c.draft).where(DRAFTS.c.id == id))
        return found[0].draft if found else None

    def drafts(self) -> tuple[StoredDraft, ...]:
        """All drafts in the order in which they were first stored."""
        return self._read(select(DRAFTS.c.id, DRAFTS.c.draft).order_by(DRAFTS.c.sequence))

    def _read(self, query: Select[Any]) -> tuple[StoredDraft, ...]:
        with self.transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(StoredDraft(row[0], Draft.model_validate_json(row[1])) for row in rows)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction for the tables of this room; `StoreError` when the state cannot be read or written."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Lets the file go."""
        self._engine.dispose()

    def _failed(self, error: DatabaseError) -> StoreError:
        return StoreError(
            f"{self._file}: the state cannot be used ({error.orig}). Free some space or restore the file from a copy; "
            "moving it away starts an empty state without drafts, disputes and answers."
        )
