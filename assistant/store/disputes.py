"""Disputes: doubts about an account's segment, kept until somebody answers them.

What was recorded is never changed; an answer is added once, and the first one stays.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from assistant.domain.run import Dispute
from assistant.store.store import Store
from assistant.store.tables import DISPUTES

PREFIX = "d-"


class Disputes:
    """Records, lists and answers doubts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, dispute: Dispute) -> Dispute:
        """Keeps a doubt and returns it with its id; the id it came with does not matter."""
        row = dispute.model_dump(mode="json", exclude={"id"})
        with self._store.transaction() as connection:
            number = connection.execute(insert(DISPUTES).values(row).returning(DISPUTES.c.number)).scalar_one()
        return dispute.model_copy(update={"id": f"{PREFIX}{number}"})

    def all(self) -> tuple[Dispute, ...]:
        """Every doubt, oldest first."""
        with self._store.transaction() as connection:
            rows = connection.execute(select(DISPUTES).order_by(DISPUTES.c.number)).mappings().all()
        return tuple(_dispute(dict(row)) for row in rows)

    def resolve(self, id: str, note: str, by: str, on: date) -> bool:
        """Answers an open doubt; False when it is not there or answered already."""
        number = id.removeprefix(PREFIX)
        answer = {"status": "resolved", "note": note, "resolved_by": by, "resolved_on": on.isoformat()}
        wanted = (DISPUTES.c.number == (int(number) if number.isdecimal() else -1)) & (DISPUTES.c.status == "open")
        with self._store.transaction() as connection:
            return bool(connection.execute(update(DISPUTES).where(wanted).values(answer)).rowcount)


def _dispute(row: dict[str, Any]) -> Dispute:
    return Dispute(id=f"{PREFIX}{row.pop('number')}", **row)
