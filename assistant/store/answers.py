"""Answers: what somebody was told about an account, kept as it was recorded.

Nothing is ever changed or taken away; a later answer for the same attribute stands beside the earlier one. Reading
writes nothing, so that accounts are scored where nothing can be written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert

from assistant.domain.answer import Answer
from assistant.errors import StoreError
from assistant.store.store import FILE, Store
from assistant.store.tables import ANSWERS, WAIT_SECONDS

COLUMNS = ("level", "id", "attribute", "value", "source", "by", "on")
EVERY = 'SELECT level, id, attribute, value, source, "by", "on" FROM answers ORDER BY number'


def record_answers(store: Store, answers: Iterable[Answer]) -> None:
    """Keeps these answers, all or none."""
    rows = [answer.model_dump(mode="json") for answer in answers]
    with store.transaction() as connection:
        for row in rows:
            connection.execute(insert(ANSWERS).values(row))


def recorded_answers(folder: Path) -> tuple[Answer, ...]:
    """Every answer kept in that folder, oldest first; none where nothing was ever kept."""
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        with closing(
            sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)
        ) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (ANSWERS.name,)).fetchone():
                return ()
            rows = connection.execute(EVERY).fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{file}: the answers in it cannot be read ({error}). Restore the file from a copy; "
            "moving it away starts an empty state without drafts, disputes and answers."
        ) from error
    return tuple(Answer.model_validate(dict(zip(COLUMNS, row, strict=True))) for row in rows)
