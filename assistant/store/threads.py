"""Threads: the turns of conversations, in the order in which they were kept.

A turn is kept under a key, so that a question that is sent twice, or answered again after a kill, leaves one turn.
The order is that of a count, so that a clock that jumps back changes nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from assistant.domain.thread import Turn
from assistant.store.database import Keeper
from assistant.store.rows import NO_ROWS, add_once, every
from assistant.store.tables import TURNS


class Threads:
    """Keeps and gives back the turns of threads."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def append(self, thread: str, turn: Turn, key: str) -> bool:
        """Keeps a turn as the last of its thread; False when the key is known already, or nothing can be written."""

        def work(connection: Connection) -> bool:
            last = select(func.max(TURNS.c.sequence)).where(TURNS.c.thread == thread)
            sequence = (connection.execute(last).scalar() or 0) + 1
            text = turn.model_copy(update={"sequence": sequence}).model_dump_json()
            row = {"thread": thread, "sequence": sequence, "key": key, "person": turn.person, "turn": text}
            return add_once(connection, TURNS, row, unique="key")

        return self._keeper.write(work, False, keyed=True)

    def turns(self, thread: str, last: int | None = None) -> tuple[Turn, ...]:
        """The turns of a thread, or the last ones, first to last; none for a thread that is not there."""
        query = select(TURNS).where(TURNS.c.thread == thread).order_by(TURNS.c.sequence.desc()).limit(last)
        rows = self._keeper.read(lambda connection: every(connection, TURNS, query), NO_ROWS)
        return tuple(Turn.model_validate_json(row["turn"]) for row in reversed(rows))

    def latest(self, person: str) -> str | None:
        """The thread in which that person last asked something, or None."""
        query = select(TURNS.c.thread).where(TURNS.c.person == person).order_by(TURNS.c.number.desc()).limit(1)
        return self._keeper.read(lambda connection: connection.execute(query).scalar() or "", "") or None

    def delete_of(self, person: str) -> int:
        """Takes away every turn in which that person asked; how many there were."""
        gone = delete(TURNS).where(TURNS.c.person == person)
        return self._keeper.write(lambda connection: connection.execute(gone).rowcount, 0, keyed=True)
