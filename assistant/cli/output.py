"""Files that a command writes where somebody asked for them: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from assistant.errors import UsageError


def write(file: str, text: str, option: str) -> None:
    """Writes a file aside and renames it; `UsageError` names the option to change when it cannot be written."""
    path = Path(file)
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise UsageError(f"{file}: cannot be written ({error.strerror}). Choose another file with {option}.") from error
