"""The chain of the audit log, looked at from its first row to its head.

It shows an edit, a removal or an addition by whoever did not also make all later rows and the head anew. Against that
stands an anchor kept elsewhere: the rows up to it cannot be made anew without another hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from assistant.domain.audit import AuditVerdict
from assistant.store.people import Identity, identities
from assistant.store.rows import STREAMED
from assistant.store.tables import AUDIT, AUDIT_HEAD, AUDIT_WORDS, NOTHING

FORGOTTEN = "forget"
"""Intent of the row that says that a person was forgotten."""
WITH_WORDS = select(AUDIT, AUDIT_WORDS.c.words).join_from(
    AUDIT, AUDIT_WORDS, AUDIT.c.sequence == AUDIT_WORDS.c.sequence, isouter=True
)


class BrokenRowError(Exception):
    """The first row that is not as it was recorded."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row


@dataclass(frozen=True)
class Anchor:
    """A head that the chain had."""

    rows: int
    hash: str


@dataclass
class _Walk:
    """What is known after the rows so far."""

    people: Mapping[str, Identity]
    anchor: Anchor | None
    rows: int = 0
    hash: str = NOTHING
    keyless: dict[str, int] = field(default_factory=dict)
    """First row of each pseudonym without a key."""
    forgotten: set[str] = field(default_factory=set)

    def step(self, row: RowMapping) -> None:
        """Takes the next row; `BrokenRowError` when it, or the one before, is not as it was recorded."""
        number = self.rows + 1
        if row["sequence"] != number:
            raise BrokenRowError(number, "the row is missing")
        kept = _entry(row, number)
        if kept["previous"] != self.hash:
            raise BrokenRowError(max(self.rows, 1), "the row after it was chained to another")
        self._words(row, kept, number)
        self.rows, self.hash = number, row["hash"]
        if self.anchor and self.anchor.rows == number and self.anchor.hash != self.hash:
            raise BrokenRowError(number, "it or a row before it is another than at the anchor")

    def _words(self, row: RowMapping, kept: Mapping[str, Any], number: int) -> None:
        who = self.people.get(kept["who"])
        if who is None:
            self.keyless.setdefault(kept["who"], number)
            if kept["intent"] == FORGOTTEN:
                self.forgotten.add(kept["who"])
            if row["words"] is not None:
                raise BrokenRowError(number, "its words are there and the key of its person is not")
        elif row["words"] is None:
            raise BrokenRowError(number, "its words are missing, and nobody was forgotten")
        elif who.keyed(f"words\n{row['words']}") != kept["words"]:
            raise BrokenRowError(number, "its words are not those that were recorded")

    def end(self, head: Anchor) -> None:
        """Compares the end with the head and looks for keys that are missing."""
        for mark, name in ((head, "the head"), (self.anchor, "the anchor")):
            if mark and self.rows < mark.rows:
                raise BrokenRowError(self.rows + 1, f"the row is missing; {name} counts {mark.rows}")
        if self.rows > head.rows:
            raise BrokenRowError(head.rows + 1, f"the row was added; the head counts {head.rows}")
        if self.hash != head.hash:
            raise BrokenRowError(max(self.rows, 1), "the head has another hash")
        for who, number in self.keyless.items():
            if who not in self.forgotten:
                raise BrokenRowError(number, "the key of its person is missing, and they were not forgotten")


def canonical(value: Mapping[str, Any]) -> str:
    """The one JSON text of a value: sorted names, no white space, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def row_hash(entry: str) -> str:
    """SHA-256 of an entry's canonical text, which holds the hash of the row before."""
    return hashlib.sha256(entry.encode()).hexdigest()


def verified(connection: Connection, anchor: Anchor | None) -> AuditVerdict:
    """Walks the whole chain."""
    rows, hash = connection.execute(select(AUDIT_HEAD.c.rows, AUDIT_HEAD.c.hash)).one()
    walk = _Walk(identities(connection), anchor)
    try:
        found = connection.execute(WITH_WORDS.order_by(AUDIT.c.sequence), execution_options=STREAMED)
        for row in found.mappings():
            walk.step(row)
        walk.end(Anchor(rows, hash))
    except BrokenRowError as broken:
        return AuditVerdict(ok=False, rows=walk.rows, head=walk.hash, bad=broken.row, reason=str(broken))
    return AuditVerdict(ok=True, rows=walk.rows, head=walk.hash)


def _entry(row: RowMapping, number: int) -> dict[str, Any]:
    try:
        kept = json.loads(row["entry"])
        whole = row_hash(row["entry"]) == row["hash"] and kept["sequence"] == number
    except (ValueError, TypeError, KeyError):
        whole, kept = False, {}
    if not whole or not {"previous", "who", "intent", "words"} <= kept.keys():
        raise BrokenRowError(number, "it was edited")
    return dict(kept)
