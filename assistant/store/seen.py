"""Events that were seen: each counts once, however often it is sent.

Where nothing can be written the process itself remembers, so that nobody gets two answers from one process.
"""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, delete, func, select

from assistant.errors import DamagedStateError, StoreError
from assistant.store.database import Keeper
from assistant.store.rows import add_once
from assistant.store.tables import SEEN

REMEMBERED = 20_000
"""How many of the newest events are remembered; senders repeat within hours."""


class Seen:
    """The register of events."""

    def __init__(self, keeper: Keeper, remembered: int = REMEMBERED) -> None:
        self._keeper = keeper
        self._remembered = remembered
        self._here: set[str] = set()
        self._alone = Lock()

    def first(self, key: str) -> bool:
        """Whether this event comes for the first time; of several callers at once one is told so."""
        try:
            return self._keeper.write(lambda connection: self._add(connection, key))
        except DamagedStateError:
            raise
        except StoreError:
            return self._first_here(key)

    def _first_here(self, key: str) -> bool:
        with self._alone:
            first = key not in self._here
            self._here.add(key)
            return first

    def _add(self, connection: Connection, key: str) -> bool:
        added = add_once(connection, SEEN, {"key": key}, unique="key")
        if added:
            newest = connection.execute(select(func.max(SEEN.c.number))).scalar() or 0
            connection.execute(delete(SEEN).where(SEEN.c.number <= newest - self._remembered))
        return added
