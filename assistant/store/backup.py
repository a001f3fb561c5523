"""Backups: the whole state at one moment in one file, the same format for SQLite and PostgreSQL.

A zip of one JSON Lines file per table and a manifest with the schema's version, the audit anchor and a hash of each
file. Every row is examined as it is read, so that a damaged state is never backed up as if it were whole. The inbox is
read before the state: what is answered in between is there twice and known as such, never missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select

from assistant.domain.value import Value
from assistant.errors import DataError, StoreError
from assistant.store import faults, inbox
from assistant.store.chain import verified
from assistant.store.database import Database
from assistant.store.rows import STREAMED
from assistant.store.schema import CURRENT, KNOWN, examine_structure
from assistant.store.seal import intact
from assistant.store.tables import AUDIT_HEAD, INBOX, METADATA

FORMAT = "parlance/backup/1"
MANIFEST = "manifest.json"


class Part(Value):
    """One table in a backup."""

    rows: int
    """How many rows it has."""
    sha256: str
    """Hash of its file, 64 hexadecimal digits."""


class Manifest(Value):
    """What a backup says of itself."""

    format: str
    """`parlance/backup/1`."""
    version: str
    """Version of the schema."""
    on: date
    """Day on which it was made."""
    anchor: str
    """Head of the audit chain, `ROWS:HASH`; an anchor to keep elsewhere."""
    tables: dict[str, Part]
    """By table."""

    @property
    def rows(self) -> int:
        """Rows of all tables but the head of the audit chain, which is always there."""
        return sum(part.rows for name, part in self.tables.items() if name != AUDIT_HEAD.name)


def back_up(database: Database, file: Path, on: date) -> Manifest:
    """Writes a backup, whole or not at all, readable by its owner alone; `StoreError` when that cannot be."""
    if file.exists():
        require_backup(file)
    aside = file.with_name(f".{file.name}.part")
    waiting = inbox.everything(database)
    try:
        descriptor = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = database.read(lambda connection: _written(connection, archive, waiting, on))
        aside.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: the backup cannot be written ({error.strerror}). Choose another place.") from error
    finally:
        with suppress(OSError):
            aside.unlink()
    faults.note_backup(database.folder, file.resolve(), on.isoformat())
    return manifest


def require_backup(file: Path) -> Manifest:
    """The manifest of a backup every part of which is as it was written; `DataError` otherwise."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.model_validate_json(archive.read(MANIFEST))
            for name, part in manifest.tables.items():
                if hashlib.sha256(archive.read(_member(name))).hexdigest() != part.sha256:
                    raise DataError(f"{file}: is damaged (the hash of `{name}` does not fit). Use another backup.")
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror}). Check the path.") from error
    except (zipfile.BadZipFile, KeyError, ValidationError, EOFError, ValueError) as error:
        raise DataError(f"{file}: is not a backup, or is damaged. `parlance backup FILE` makes one.") from error
    if manifest.format != FORMAT or manifest.version not in KNOWN:
        raise DataError(f"{file}: was made by a newer Parlance (version {manifest.version}). Update Parlance.")
    return manifest


def rows_of(archive: zipfile.ZipFile, table: str) -> list[Mapping[str, object]]:
    """The rows of a table in a backup."""
    return [json.loads(line) for line in archive.read(_member(table)).splitlines()]


def _written(connection: Connection, archive: zipfile.ZipFile, waiting: Sequence[inbox.Row], on: date) -> Manifest:
    examine_structure(connection)
    state = [table for table in METADATA.sorted_tables if table is not INBOX]
    parts = {table.name: _write(archive, table.name, _rows(connection, table)) for table in state}
    manifest = Manifest(
        format=FORMAT,
        version=CURRENT,
        on=on,
        anchor=verified(connection, None).anchor,
        tables={**parts, INBOX.name: _write(archive, INBOX.name, waiting)},
    )
    archive.writestr(MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    return manifest


def _rows(connection: Connection, table: Table) -> Iterator[inbox.Row]:
    """The rows of a table, each as it was sealed."""
    query = select(table).order_by(*table.primary_key.columns)
    for found in connection.execute(query, execution_options=STREAMED).mappings():
        row = dict(found)
        yield intact(table, row) if "seal" in row else row


def _write(archive: zipfile.ZipFile, table: str, found: Iterable[inbox.Row]) -> Part:
    digest, rows = hashlib.sha256(), 0
    with archive.open(_member(table), "w", force_zip64=True) as stream:
        for row in found:
            line = json.dumps(dict(row), ensure_ascii=True).encode() + b"\n"
            stream.write(line)
            digest.update(line)
            rows += 1
    return Part(rows=rows, sha256=digest.hexdigest())


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
