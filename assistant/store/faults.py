"""What goes wrong with a database, in words that say what to do next."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.errors import DamagedStateError, StoreError

DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT")
"""What SQLite says of a file that is broken; our statements are right, so a table it does not find is lost."""
UNKNOWN = "The server went away while it kept this: look whether it is there before you do it again."
LAST_BACKUP = "last-backup.json"
"""Beside the state file, so that it can be read when that cannot."""


def damaged(name: str, what: object, folder: Path) -> DamagedStateError:
    """The state is not what was written; names the last backup, where one is known."""
    return DamagedStateError(
        f"{name}: the state is damaged ({what}); nothing was written. {_way_back(folder)} "
        "Moving the file away starts an empty state without threads, drafts, disputes and answers."
    )


def unusable(name: str, error: SQLAlchemyError | sqlite3.Error, folder: Path, *, unknown: bool = False) -> StoreError:
    """The state cannot be read or written now; `unknown` says that the last thing may have been kept all the same."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    kind = str(getattr(cause, "sqlite_errorname", ""))
    unreadable = isinstance(cause, sqlite3.Error) and not kind
    if unreadable or kind.startswith(DAMAGE):
        return damaged(name, cause, folder)
    said = str(cause).strip().splitlines()
    step = UNKNOWN if unknown else _next_step(kind)
    return StoreError(f"{name}: the state cannot be used ({said[0] if said else kind}). {step}")


def connection_lost(error: SQLAlchemyError) -> bool:
    """Whether the server went away or is not there yet, so that trying again may help."""
    if not isinstance(error, DBAPIError) or getattr(error.orig, "sqlite_errorname", None):
        return False
    state = str(getattr(error.orig, "sqlstate", None) or "")
    refused = type(error.orig).__name__ == "OperationalError" and not state
    return error.connection_invalidated or refused or state.startswith(("08", "57P"))


def note_backup(folder: Path, file: Path, on: str) -> None:
    """Remembers where the last backup went; it is as good without."""
    with suppress(OSError):
        (folder / LAST_BACKUP).write_text(json.dumps({"file": str(file), "on": on}) + "\n", encoding="utf-8")


def last_backup(folder: Path) -> tuple[str, str] | None:
    """File and day of the last backup, or None when none is known."""
    try:
        noted = json.loads((folder / LAST_BACKUP).read_text(encoding="utf-8"))
        return str(noted["file"]), str(noted["on"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _way_back(folder: Path) -> str:
    backup = last_backup(folder)
    if backup is None:
        return "Restore the file from a copy; no backup by `parlance backup FILE` is known."
    return f"Restore the backup of {backup[1]} with `parlance restore {backup[0]}`, or the file from a copy."


def _next_step(kind: str) -> str:
    if kind.startswith("SQLITE_BUSY"):
        return "Another process holds it for long; try again, or see which one does."
    if kind.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return "Make the folder writable, or copy the workspace elsewhere."
    if kind:
        return "Free some space and try again; what was acknowledged before is kept. Or restore the file from a copy."
    return "See that the database answers and that `state.database` names it; `parlance config` shows where it is set."
