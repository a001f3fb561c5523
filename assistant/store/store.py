"""The state of a workspace: drafts with their provenance, by content; other modules of this room keep more in it.

A draft's id is the hash of everything it was made from, so that storing it twice leaves one row: a command that is
killed and run again neither loses nor repeats a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from assistant.domain.draft import Draft
from assistant.store.database import FILE, Database
from assistant.store.rows import add_once, every, put
from assistant.store.tables import DRAFTS, ORDERS

__all__ = ["FILE", "Store", "StoredDraft"]


@dataclass(frozen=True)
class StoredDraft:
    """A draft and its id."""

    id: str
    draft: Draft


class Store(Database):
    """Opens, reads and writes the state."""

    def remember(self, id: str, draft: Draft, key: str | None = None) -> str:
        """Stores a draft under its id, which it returns; a second time changes nothing.

        `key` stands for all that the draft was made from.
        """
        row = {
            "id": id,
            "kind": draft.kind,
            "as_of": draft.provenance.as_of.isoformat(),
            "status": draft.status,
            "draft": draft.model_dump_json(),
        }

        def keep(connection: Connection) -> str:
            add_once(connection, DRAFTS, row, unique="id")
            if key is not None:
                put(connection, ORDERS, {"key": key, "draft": id})
            return id

        return self.write(keep, keyed=True)

    def draft(self, id: str) -> Draft | None:
        """The draft of that id, or None."""
        found = self._drafts(select(DRAFTS).where(DRAFTS.c.id == id))
        return found[0].draft if found else None

    def made_from(self, key: str) -> Draft | None:
        """The draft that was made from what this key stands for, or None."""
        wanted = select(ORDERS.c.draft).where(ORDERS.c.key == key).scalar_subquery()
        found = self._drafts(select(DRAFTS).where(DRAFTS.c.id == wanted))
        return found[0].draft if found else None

    def keys(self) -> frozenset[str]:
        """The key of every draft that was stored with one."""
        return frozenset(self.read(lambda connection: connection.execute(select(ORDERS.c.key)).scalars().all()))

    def ids(self) -> frozenset[str]:
        """The id of every draft."""
        return frozenset(self.read(lambda connection: connection.execute(select(DRAFTS.c.id)).scalars().all()))

    def drafts(self) -> tuple[StoredDraft, ...]:
        """All drafts in the order in which they were first stored."""
        return self._drafts(select(DRAFTS).order_by(DRAFTS.c.sequence))

    def _drafts(self, query: Select[Any]) -> tuple[StoredDraft, ...]:
        rows = self.read(lambda connection: every(connection, DRAFTS, query))
        return tuple(StoredDraft(row["id"], Draft.model_validate_json(row["draft"])) for row in rows)
