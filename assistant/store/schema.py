"""The shape of the state: which version it has, how it is made, examined and brought up to now.

Only a state that is behind loads the migrations; the version of one that is not is one small query.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, select, text

from assistant.errors import ConfigurationError, DamagedStateError, StoreError
from assistant.store.rows import STREAMED
from assistant.store.seal import content_columns, require_seal
from assistant.store.tables import AUDIT_HEAD, METADATA, NOTHING, SEALED

CURRENT = "0.3"
UNVERSIONED = "0.1"
"""States of version 0.1 do not say so."""
KNOWN = (UNVERSIONED, "0.2", CURRENT)
VERSION = Table("parlance_version", MetaData(), Column("version_num", String(32), primary_key=True))
ROWS_BYTES, STRUCTURE_BYTES = 8 * 2**20, 64 * 2**20
"""Up to these sizes every row, and the structure, is examined at each start; beyond them, whatever is read."""


def version(connection: Connection) -> str | None:
    """The version of the state; None when there is none yet."""
    tables = set(inspect(connection).get_table_names())
    if VERSION.name in tables:
        return connection.execute(select(VERSION.c.version_num)).scalar_one_or_none()
    return UNVERSIONED if "drafts" in tables else None


def require_known(found: str, name: str) -> None:
    """Refuses a state that a newer Parlance made; nothing goes on beside it."""
    if found not in KNOWN:
        raise ConfigurationError(
            f"{name}: the state has version {found}, and this Parlance knows up to {CURRENT}. Update Parlance."
        )


def create(connection: Connection) -> None:
    """Makes an empty state, unless another process just did."""
    if version(connection) is None:
        METADATA.create_all(connection)
        VERSION.create(connection)
        connection.execute(insert(VERSION).values(version_num=CURRENT))
        connection.execute(insert(AUDIT_HEAD).values(id=1, rows=0, hash=NOTHING))


def upgrade(connection: Connection) -> None:
    """Brings the state up to now, in the transaction of the connection."""
    import_module("assistant.store.migrations.run").run(connection, "head")


def set_aside(file: Path | None, found: str) -> None:
    """Copies a state file before it is changed, once per version."""
    if file is None:
        return
    aside = file.with_name(f"{file.stem}.{found}{file.suffix}")
    if not aside.exists():
        copy(file, aside)


def copy(file: Path, aside: Path) -> None:
    """A consistent copy of a state file, whole or not there; `StoreError` when it cannot be made."""
    part = aside.with_name(f".{aside.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(aside)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{aside}: the state cannot be copied ({error}). Free some space and try again.") from error


def examine_structure(connection: Connection) -> None:
    """`DamagedStateError` when SQLite finds the file's structure broken; nothing for a server, which looks itself."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if found != "ok":
            raise DamagedStateError(str(found).splitlines()[0])


def examine(connection: Connection) -> int:
    """Looks at the structure and at every sealed row, and counts them; `DamagedStateError` when one was changed."""
    examine_structure(connection)
    rows = 0
    for table in SEALED:
        columns = [table.c[name] for name in content_columns(table)]
        for *values, said in connection.execute(select(*columns, table.c.seal), execution_options=STREAMED):
            require_seal(table, values, said)
            rows += 1
    return rows


def examine_at_start(connection: Connection) -> None:
    """What is looked at whenever the state is opened."""
    pages, size = (connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("page_count", "page_size"))
    if pages * size <= ROWS_BYTES:
        examine(connection)
    elif pages * size <= STRUCTURE_BYTES:
        examine_structure(connection)
