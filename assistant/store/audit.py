"""The audit log: a chain of rows in which each holds the hash of the one before.

An entry is split in two. The chain holds what must never change: pseudonym, day, what was understood, citations, and
the keyed hash of the words. The words themselves, question and shown text, lie beside it and go when their person is
forgotten; the chain still verifies. The head, count and last hash, is kept apart, so that rows removed from the end
are missed as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from assistant.domain.audit import AuditEntry, AuditLine, AuditVerdict
from assistant.errors import UsageError
from assistant.store.chain import FORGOTTEN, WITH_WORDS, Anchor, canonical, row_hash, verified
from assistant.store.database import Keeper
from assistant.store.people import Identity, destroy, identities, identity
from assistant.store.tables import AUDIT, AUDIT_HEAD, AUDIT_WORDS

WORDS = ("question", "shown")
"""Fields of an entry that are kept beside the chain."""


class Audit:
    """Records, lists and verifies what people were told."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def record(self, entry: AuditEntry) -> bool:
        """Adds an entry to the end; False where nothing can be written."""

        def work(connection: Connection) -> bool:
            _add(connection, identity(connection, entry.person), entry)
            return True

        return self._keeper.write(work, False)

    def lines(self, last: int | None = None) -> tuple[AuditLine, ...]:
        """The rows of the log, or the last ones, oldest first."""
        query = WITH_WORDS.order_by(AUDIT.c.sequence.desc()).limit(last)
        nothing: tuple[AuditLine, ...] = ()

        def work(connection: Connection) -> tuple[AuditLine, ...]:
            people = identities(connection)
            return tuple(_line(row, people) for row in reversed(connection.execute(query).mappings().all()))

        return self._keeper.read(work, nothing)

    def verify(self, anchor: str | None = None) -> AuditVerdict:
        """Whether the chain is whole; `anchor`, `ROWS:HASH` of an earlier verdict, must be a part of it."""
        kept = _anchor(anchor) if anchor is not None else None
        return self._keeper.read(lambda connection: verified(connection, kept))


def forget(connection: Connection, person: str, on: date) -> str:
    """Destroys the key and the words of a person, and records that as the last thing of them; their pseudonym."""
    who = identity(connection, person)
    leave = AuditEntry(person=person, on=on, surface="parlance", question="", intent=FORGOTTEN)
    _add(connection, who, leave)
    connection.execute(delete(AUDIT_WORDS).where(AUDIT_WORDS.c.person == person))
    destroy(connection, person)
    return who.pseudonym


def _add(connection: Connection, who: Identity, entry: AuditEntry) -> None:
    rows, previous = connection.execute(select(AUDIT_HEAD.c.rows, AUDIT_HEAD.c.hash)).one()
    words = canonical({field: getattr(entry, field) for field in WORDS})
    kept = {
        **entry.model_dump(mode="json", exclude={"person", *WORDS}),
        "sequence": rows + 1,
        "previous": previous,
        "who": who.pseudonym,
        "words": who.keyed(f"words\n{words}"),
    }
    text = canonical(kept)
    connection.execute(insert(AUDIT).values(sequence=rows + 1, entry=text, hash=row_hash(text)))
    connection.execute(insert(AUDIT_WORDS).values(sequence=rows + 1, person=who.person, words=words))
    connection.execute(update(AUDIT_HEAD).values(rows=rows + 1, hash=row_hash(text)))


def _line(row: RowMapping, people: Mapping[str, Identity]) -> AuditLine:
    kept = json.loads(row["entry"])
    words = json.loads(row["words"]) if row["words"] else dict.fromkeys(WORDS, "")
    who = kept["who"]
    public = {name: kept[name] for name in AuditEntry.model_fields if name in kept}
    person = people[who].person if who in people else ""
    return AuditLine(sequence=row["sequence"], who=who, entry=AuditEntry(person=person, **public, **words))


def _anchor(text: str) -> Anchor:
    rows, colon, hash = text.strip().partition(":")
    if not (colon and rows.isdecimal() and len(hash) == 64):
        raise UsageError(f"{text}: not an anchor. Give `ROWS:HASH` as `parlance audit verify` printed it.")
    return Anchor(int(rows), hash)
