"""Restoring: a backup takes the place of the state, which is kept aside.

The backup is examined before anything is touched, and put in whole or not at all. Who was forgotten since it was made
stays forgotten, and what the inbox accepted or closed since then stays so: nobody is answered twice.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, func, insert, select

from assistant.domain.audit import AuditVerdict
from assistant.errors import DamagedStateError
from assistant.store import inbox, schema
from assistant.store.backup import Manifest, back_up, require_backup, rows_of
from assistant.store.chain import FORGOTTEN, verified
from assistant.store.database import FILE, Database
from assistant.store.forgetting import forget_in
from assistant.store.people import identities
from assistant.store.tables import AUDIT, AUDIT_HEAD, METADATA
from assistant.workspace import Workspace


@dataclass(frozen=True)
class Restored:
    """What came of a restore."""

    manifest: Manifest
    """Of the backup that was put in."""
    aside: Path | None
    """Where the state of before lies; None when there was none."""
    forgotten: int
    """People who were in the backup and had been forgotten since."""
    verdict: AuditVerdict
    """On the audit chain that is there now."""


def has_state(workspace: Workspace) -> bool:
    """Whether there is anything that a restore would replace."""
    if not workspace.database:
        return (workspace.state / FILE).exists()
    return Database.of(workspace).read(_has_rows)


def restore(workspace: Workspace, file: Path, on: date) -> Restored:
    """Puts a backup in the place of the state; `DataError` or `StoreError` leave that as it was."""
    manifest = require_backup(file)
    aside = _next_aside(workspace)
    there = has_state(workspace)
    try:
        database = Database.of(workspace)
    except DamagedStateError:
        _move(workspace.state / FILE, aside)
        database = Database.of(workspace)
        forgotten: frozenset[str] = frozenset()
    else:
        forgotten = database.read(_forgotten)
        if there:
            _keep(database, aside, on)
    since = inbox.everything(database)
    with zipfile.ZipFile(file) as archive:
        again = database.write(lambda connection: _load(connection, archive, manifest, forgotten, on), keyed=True)
    inbox.put_together(database, since)
    verdict = database.read(lambda connection: verified(connection, None))
    return Restored(manifest, aside if there else None, again, verdict)


def _next_aside(workspace: Workspace) -> Path:
    suffix = ".zip" if workspace.database else ".sqlite"
    folder = workspace.writable_state()
    names = (folder / f"state.before-restore-{number}{suffix}" for number in count(1))
    return next(path for path in names if not path.exists())


def _move(file: Path, aside: Path) -> None:
    journal = file.with_name(f"{file.name}-journal")
    file.rename(aside)
    if journal.exists():  # it would be played back into the new file
        journal.rename(aside.with_name(f"{aside.name}-journal"))


def _keep(database: Database, aside: Path, on: date) -> None:
    if database.file:
        schema.copy(database.file, aside)
    else:
        back_up(database, aside, on)


def _load(
    connection: Connection, archive: zipfile.ZipFile, manifest: Manifest, forgotten: frozenset[str], on: date
) -> int:
    migrate = import_module("assistant.store.migrations.run").run
    METADATA.drop_all(connection)
    schema.VERSION.drop(connection)
    migrate(connection, manifest.version)
    for name in manifest.tables:
        _fill(connection, Table(name, MetaData(), autoload_with=connection), archive)
    migrate(connection, "head")
    schema.examine(connection)
    people = [who.person for pseudonym, who in identities(connection).items() if pseudonym in forgotten]
    for person in people:
        forget_in(connection, person, on)
    return len(people)


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    connection.execute(table.delete())
    rows = rows_of(archive, table.name)
    if rows:
        connection.execute(insert(table), rows)
    number = table.autoincrement_column
    if number is not None and connection.dialect.name == "postgresql" and number.server_default is not None:
        sequence = func.pg_get_serial_sequence(table.name, number.name)
        connection.execute(select(func.setval(sequence, func.coalesce(func.max(number), 0) + 1, False)))


def _forgotten(connection: Connection) -> frozenset[str]:
    entries = (json.loads(entry) for entry in connection.execute(select(AUDIT.c.entry)).scalars())
    return frozenset(entry["who"] for entry in entries if entry["intent"] == FORGOTTEN)


def _has_rows(connection: Connection) -> bool:
    content = (table for table in METADATA.sorted_tables if table is not AUDIT_HEAD)
    return any(connection.execute(select(table).limit(1)).first() is not None for table in content)
