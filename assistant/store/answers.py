"""Answers: what somebody was told about an account, kept as it was recorded.

Nothing is ever changed or taken away; a later answer for the same attribute stands beside the earlier one. Reading
writes nothing, so that accounts are scored where nothing can be written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.domain.answer import Answer
from assistant.errors import DamagedStateError
from assistant.store import faults
from assistant.store.engines import WAIT_SECONDS
from assistant.store.rows import every
from assistant.store.schema import VERSION
from assistant.store.seal import intact, sealed
from assistant.store.store import FILE, Store
from assistant.store.tables import ANSWERS
from assistant.workspace import Workspace

EVERY = "SELECT * FROM answers ORDER BY number"


def record_answers(store: Store, answers: Iterable[Answer]) -> None:
    """Keeps these answers, all or none."""
    rows = [sealed(ANSWERS, answer.model_dump(mode="json")) for answer in answers]

    def work(connection: Connection) -> None:
        for row in rows:
            connection.execute(insert(ANSWERS).values(row))

    store.write(work)


def answers_of(workspace: Workspace) -> tuple[Answer, ...]:
    """Every answer kept for that workspace, oldest first, wherever its state is."""
    if not workspace.database:
        return recorded_answers(workspace.state)
    query = select(ANSWERS).order_by(ANSWERS.c.number)
    rows = Store.of(workspace).read(lambda connection: every(connection, ANSWERS, query))
    return tuple(map(_answer, rows))


def recorded_answers(folder: Path) -> tuple[Answer, ...]:
    """Every answer kept in the state file of that folder, oldest first; none where nothing was ever kept."""
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        return tuple(map(_answer, _rows(file)))
    except DamagedStateError as error:
        raise faults.damaged(str(file), error, folder) from error
    except sqlite3.DatabaseError as error:
        raise faults.unusable(str(file), error, folder) from error


def _rows(file: Path) -> list[Mapping[str, Any]]:
    """The rows of the table, read by SQLite alone; of a state of before there may be no table, or no seals."""
    uri = f"{file.resolve().as_uri()}?mode=rw"  # what a killed writer left half done is taken back first
    with closing(sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)) as connection:
        connection.execute("PRAGMA query_only=ON")
        connection.row_factory = sqlite3.Row
        tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
        if ANSWERS.name not in tables:
            if VERSION.name in tables:
                raise DamagedStateError("it has lost its answers")
            return []
        rows = [dict(row) for row in connection.execute(EVERY)]
    return [intact(ANSWERS, row) if "seal" in row else row for row in rows]


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer.model_validate({name: row[name] for name in Answer.model_fields})
