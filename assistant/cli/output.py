"""Files that a command writes where somebody asked for them: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from assistant.errors import UsageError


def write(file: str, content: str | bytes, option: str) -> None:
    """Writes a file, its folder too; `UsageError` names the option to change when it cannot be written."""
    path = Path(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror}). Choose another file with {option}.") from error


def replace_file(path: Path, content: str | bytes) -> None:
    """Writes a file aside and renames it, with the rights of the one it replaces; an `OSError` leaves that alone.

    Behind a link it is the file that changes, not the link.
    """
    path = path.resolve()
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(content.encode() if isinstance(content, str) else content)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise
