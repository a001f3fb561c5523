"""The response cache: answers of language models by key, in a file of their own.

It only saves time and money, so it never stands in the way: a file that is damaged is set up anew, and one that
cannot be read or written is as good as empty.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Engine, MetaData, String, Table, Text, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from assistant.store.engines import sqlite_engine

METADATA = MetaData()
RESPONSES = Table(
    "responses",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("entry", Text, nullable=False),
)


class Responses:
    """Entries by key; safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, folder: Path) -> Responses:
        """The cache in that folder, made when missing and made anew when damaged."""
        file = folder / "responses.sqlite"
        responses = cls(sqlite_engine(file))
        try:
            METADATA.create_all(responses._engine)
        except SQLAlchemyError:
            responses.close()
            file.unlink(missing_ok=True)
            responses._create_quietly()
        return responses

    def get(self, key: str) -> str | None:
        """The entry of that key, or None."""
        try:
            with self._engine.begin() as connection:
                return connection.execute(select(RESPONSES.c.entry).where(RESPONSES.c.key == key)).scalar()
        except SQLAlchemyError:
            return None

    def put(self, key: str, entry: str) -> None:
        """Keeps an entry; a second one of that key replaces it."""
        row = insert(RESPONSES).values(key=key, entry=entry)
        try:
            with self._engine.begin() as connection:
                connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"entry": entry}))
        except SQLAlchemyError:
            return

    def close(self) -> None:
        """Lets the file go."""
        self._engine.dispose()

    def _create_quietly(self) -> None:
        try:
            METADATA.create_all(self._engine)
        except SQLAlchemyError:
            return
