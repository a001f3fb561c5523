"""The inbox: what was asked on a surface that resends, each thing accepted once and worked on until it is done.

What is accepted survives a killed process. Tries and posts are counted before they are made, so that a second one is
known as such. The words of a question stay only as long as it is open. Beside a state that is a file it has a file of
its own, so that accepting never waits for what answers write; that file has the shape and the version of a state.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Column, Connection, delete, func, insert, select, update

from assistant.errors import StoreError
from assistant.store.database import Database, Keeper
from assistant.store.rows import add_once
from assistant.store.tables import INBOX
from assistant.workspace import Workspace

FILE = "inbox.sqlite"
REMEMBERED = 20_000
"""How many of the newest are remembered when they are closed; senders repeat within hours."""
OPEN, DONE, DROPPED = "open", "done", "dropped"

Row = Mapping[str, object]


@dataclass(frozen=True)
class Waiting:
    """Something that was accepted and is not done."""

    key: str
    work: str
    """As it was given."""


def everything(state: Database) -> list[Row]:
    """All that the inbox of that state holds, in the order in which it came."""
    if state.file is None:
        return state.read(_rows)
    if not (state.folder / FILE).exists():
        return []
    with closing(Database.open(state.folder, FILE)) as beside:
        return beside.read(_rows)


def put_together(state: Database, since: Sequence[Row]) -> None:
    """Takes over what a restored backup brought into the state itself; of two with one key that of since holds."""
    every = list({row["key"]: row for row in (*state.read(_rows), *since)}.values())

    def refill(connection: Connection) -> None:
        connection.execute(delete(INBOX))
        if every:
            connection.execute(insert(INBOX), every)

    if state.file is None:
        state.write(refill, keyed=True)
    elif every:
        with closing(Database.open(state.folder, FILE)) as beside:
            beside.write(refill, keyed=True)
        state.write(lambda connection: connection.execute(delete(INBOX)), keyed=True)


def _rows(connection: Connection) -> list[Row]:
    found = connection.execute(select(INBOX).order_by(INBOX.c.sequence)).mappings()
    return [{name: value for name, value in row.items() if name != INBOX.c.sequence.name} for row in found]


@dataclass
class _Arrival:
    """Something that waits to be kept, together with what arrives meanwhile."""

    row: Row
    added: bool | None = None
    """Whether it was new, once it is kept."""
    error: StoreError | None = None


class Inbox:
    """Accepts, counts tries, closes; `StoreError` when that cannot be kept."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._arrivals: list[_Arrival] = []
        self._arriving = threading.Lock()
        self._writing = threading.Lock()

    @classmethod
    def of(cls, workspace: Workspace) -> Inbox:
        """The inbox of that workspace, wherever its state is kept."""
        if workspace.database:
            return cls(Database.of(workspace))
        return cls(Database.open(workspace.writable_state(), FILE))

    def accept(self, key: str, lane: str, work: str) -> bool:
        """Keeps something to be done; False when that key was accepted before, whatever became of it.

        What arrives at once is kept at once: many callers share one write to the disk.
        """
        row = {"key": key, "lane": lane, "work": work, "tries": 0, "posts": 0, "state": OPEN, "result": ""}
        arrival = _Arrival(row)
        with self._arriving:
            self._arrivals.append(arrival)
        with self._writing:
            if arrival.added is None and arrival.error is None:
                self._keep_arrivals()
        if arrival.error is not None:
            raise arrival.error
        return bool(arrival.added)

    def begin(self, key: str) -> int:
        """Counts a try to answer; 1 is the first. 0 when it is not open any more."""
        return self._count(key, INBOX.c.tries)

    def posting(self, key: str) -> int:
        """Counts a post that is about to be made; 1 is the first. 0 when it is not open any more."""
        return self._count(key, INBOX.c.posts)

    def done(self, key: str, result: str) -> None:
        """Closes it with what came of it, such as the id of a message."""
        self._close(key, DONE, result)

    def drop(self, key: str) -> bool:
        """Closes what nobody wants any more; False when it is not open."""
        return self._close(key, DROPPED, "")

    def waiting(self) -> tuple[Waiting, ...]:
        """What is open, in the order in which it came."""
        query = select(INBOX.c.key, INBOX.c.work).where(INBOX.c.state == OPEN).order_by(INBOX.c.sequence)
        return self._keeper.read(lambda connection: tuple(Waiting(*row) for row in connection.execute(query)))

    def knows(self, lane: str) -> bool:
        """Whether anything was ever accepted in that lane."""
        query = select(INBOX.c.sequence).where(INBOX.c.lane == lane).limit(1)
        return self._keeper.read(lambda connection: connection.execute(query).first() is not None)

    def _keep_arrivals(self) -> None:
        with self._arriving:
            arrivals, self._arrivals = self._arrivals, []

        def kept(connection: Connection) -> list[bool]:
            added = [add_once(connection, INBOX, arrival.row, unique="key") for arrival in arrivals]
            newest = connection.execute(select(func.max(INBOX.c.sequence))).scalar() or 0
            old = (INBOX.c.sequence <= newest - REMEMBERED) & (INBOX.c.state != OPEN)
            connection.execute(delete(INBOX).where(old))
            return added

        try:
            for arrival, added in zip(arrivals, self._keeper.write(kept), strict=True):
                arrival.added = added
        except StoreError as error:
            for arrival in arrivals:
                arrival.error = error

    def _count(self, key: str, column: Column[int]) -> int:
        wanted = (INBOX.c.key == key) & (INBOX.c.state == OPEN)

        def counted(connection: Connection) -> int:
            connection.execute(update(INBOX).where(wanted).values({column: column + 1}))
            return connection.execute(select(column).where(wanted)).scalar_one_or_none() or 0

        return self._keeper.write(counted)

    def _close(self, key: str, state: str, result: str) -> bool:
        wanted = (INBOX.c.key == key) & (INBOX.c.state == OPEN)
        closed = update(INBOX).where(wanted).values(state=state, result=result, work="")
        return self._keeper.write(lambda connection: connection.execute(closed).rowcount == 1)
