"""Disputes: doubts about an account's segment, kept until somebody answers them.

What was recorded is never changed; an answer is added once, and the first one stays.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from assistant.domain.run import Dispute
from assistant.store.rows import every, one
from assistant.store.seal import sealed
from assistant.store.store import Store
from assistant.store.tables import DISPUTES

PREFIX = "d-"


class Disputes:
    """Records, lists and answers doubts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, dispute: Dispute) -> Dispute:
        """Keeps a doubt and returns it with its id; the id it came with does not matter."""
        row = sealed(DISPUTES, dispute.model_dump(mode="json", exclude={"id"}))
        added = insert(DISPUTES).values(row).returning(DISPUTES.c.number)
        number = self._store.write(lambda connection: connection.execute(added).scalar_one())
        return dispute.model_copy(update={"id": f"{PREFIX}{number}"})

    def all(self) -> tuple[Dispute, ...]:
        """Every doubt, oldest first."""
        query = select(DISPUTES).order_by(DISPUTES.c.number)
        rows = self._store.read(lambda connection: every(connection, DISPUTES, query))
        return tuple(_dispute(dict(row)) for row in rows)

    def resolve(self, id: str, note: str, by: str, on: date) -> bool:
        """Answers an open doubt; False when it is not there or answered already."""
        number = id.removeprefix(PREFIX)
        answer = {"status": "resolved", "note": note, "resolved_by": by, "resolved_on": on.isoformat()}

        def work(connection: Connection) -> bool:
            row = one(connection, DISPUTES, number=int(number) if number.isdecimal() else -1, status="open")
            if row is None:
                return False
            answered = sealed(DISPUTES, {**row, **answer})
            connection.execute(update(DISPUTES).where(DISPUTES.c.number == row["number"]).values(answered))
            return True

        return self._store.write(work)


def _dispute(row: dict[str, Any]) -> Dispute:
    number, _ = row.pop("number"), row.pop("seal")
    return Dispute(id=f"{PREFIX}{number}", **row)
