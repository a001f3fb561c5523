"""Folders that are built aside and swapped in by one pointer: whoever reads finds the old one or the new one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_CURRENT = "current"
_ASIDE = "aside"


class Swapped:
    """A folder of numbered versions, one of which is current."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside = folder / _ASIDE
        """Where the next version is built."""

    @property
    def current(self) -> Path | None:
        """Folder of the current version; None when there is none."""
        name = self._pointer()
        return None if name is None else self.folder / name

    def swap(self) -> None:
        """Makes what was built aside the current version, in one step, and removes the one before."""
        name = str(int(self._pointer() or 0) + 1)
        shutil.rmtree(self.folder / name, ignore_errors=True)
        self.aside.rename(self.folder / name)
        _flush(self.folder / name)
        pointer = self.folder / f"{_CURRENT}.new"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / _CURRENT)
        self.tidy()

    def tidy(self) -> None:
        """Removes what earlier runs left, killed ones too."""
        name = self._pointer()
        for other in self.folder.iterdir():
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    def _pointer(self) -> str | None:
        try:
            name = (self.folder / _CURRENT).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        return name if name.isdigit() else None


def _flush(folder: Path) -> None:
    """Makes sure that the files reach the disk before the pointer does."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
