"""Forgetting a person: what they asked and said goes, the audit chain stays whole.

Threads, feedback, budgets, the words of the audit log and the person's key are deleted; disputes and answers are the
company's records and stay, under the pseudonym.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Connection, Table, delete, func, select, update

from assistant.store import audit
from assistant.store.database import Database
from assistant.store.faults import last_backup
from assistant.store.rows import every
from assistant.store.seal import sealed
from assistant.store.tables import ANSWERS, AUDIT_WORDS, BUDGETS, DISPUTES, FEEDBACK, PEOPLE, TURNS

PERSONAL = (TURNS, FEEDBACK, BUDGETS)
SIGNED = ((DISPUTES, DISPUTES.c.by), (DISPUTES, DISPUTES.c.resolved_by), (ANSWERS, ANSWERS.c.by))
"""Records of the company, with the column that names a person."""


@dataclass(frozen=True)
class Held:
    """What the state holds of a person."""

    turns: int
    """Turns of threads."""
    feedback: int
    """Feedback that they gave."""
    asked: int
    """Entries of the audit log whose words are theirs."""
    records: int
    """Disputes and answers that they signed."""
    known: bool
    """Whether anything at all is there."""


@dataclass(frozen=True)
class Forgotten:
    """What became of a person's rows."""

    turns: int
    """Turns of threads, deleted."""
    feedback: int
    """Feedback, deleted."""
    records: int
    """Disputes and answers, now under the pseudonym."""
    pseudonym: str
    """How the audit log and these records name the person; empty when nothing was there."""


def held(database: Database, person: str) -> Held:
    """What `forget` would take away, or leave under the pseudonym."""
    return database.read(lambda connection: _held(connection, person))


def forget(database: Database, person: str, on: date) -> Forgotten:
    """Takes away everything personal of that person, all or nothing; rows that name nobody else stay."""
    return database.write(lambda connection: forget_in(connection, person, on), keyed=True)


def copies(database: Database) -> tuple[str, ...]:
    """Files that may still hold who was forgotten: copies beside the state, and the last backup that is known."""
    beside = sorted(str(path) for path in database.folder.glob("state.*") if path != database.file)
    backup = last_backup(database.folder)
    return (*beside, *([backup[0]] if backup and Path(backup[0]).exists() else []))


def forget_in(connection: Connection, person: str, on: date) -> Forgotten:
    """`forget` within a transaction."""
    if not any(_has(connection, column, person) for column in _columns()):
        return Forgotten(0, 0, 0, "")
    pseudonym = audit.forget(connection, person, on)
    turns, feedback, _ = (
        connection.execute(delete(table).where(table.c.person == person)).rowcount for table in PERSONAL
    )
    records = sum(_sign_anew(connection, table, column, person, pseudonym) for table, column in SIGNED)
    return Forgotten(turns, feedback, records, pseudonym)


def _held(connection: Connection, person: str) -> Held:
    def count(column: Column[str]) -> int:
        found = select(func.count()).select_from(column.table).where(column == person)
        return int(connection.execute(found).scalar_one())

    signed = sum(count(column) for _, column in SIGNED)
    known = any(_has(connection, column, person) for column in _columns())
    return Held(count(TURNS.c.person), count(FEEDBACK.c.person), count(AUDIT_WORDS.c.person), signed, known)


def _columns() -> tuple[Column[str], ...]:
    return (*(table.c.person for table in (*PERSONAL, PEOPLE)), *(column for _, column in SIGNED))


def _has(connection: Connection, column: Column[str], person: str) -> bool:
    return connection.execute(select(column).where(column == person).limit(1)).first() is not None


def _sign_anew(connection: Connection, table: Table, column: Column[str], person: str, pseudonym: str) -> int:
    rows = every(connection, table, select(table).where(column == person))
    for row in rows:
        signed = sealed(table, {**row, column.name: pseudonym})
        connection.execute(update(table).where(table.c.number == row["number"]).values(signed))
    return len(rows)
