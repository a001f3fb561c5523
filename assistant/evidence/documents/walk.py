"""The files under `knowledge/documents/`: which may be read, and why the others may not.

Nothing outside the workspace is reached, folders are entered once, and the order in which a disk lists its files does
not matter.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assistant.evidence.report import Unreadable
from assistant.workspace import Workspace

SIDECAR = ".meta.yaml"


@dataclass(frozen=True)
class File:
    """A file that may be read."""

    id: str
    """Path under `documents/`, with `/`, in Unicode's composed form."""
    path: Path
    sidecar: Path | None
    """The file beside it that describes it."""


class Walk:
    """One pass over the documents of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.files: list[File] = []
        """Files that may be read."""
        self.unreadable: list[Unreadable] = []
        """Why the others may not."""
        self._workspace = workspace
        self._folder = workspace.knowledge / "documents"
        self._entered: set[Path] = set()
        if not self._folder.exists():
            return
        if workspace.contains(self._folder):
            self._enter(self._folder)
        else:
            self.leave_out(self._folder, "`documents` leads out of the workspace. Copy the files here instead.")

    def leave_out(self, path: Path, why: str) -> None:
        """Reports a file that is no document."""
        self.unreadable.append(Unreadable(document=self._id(path), reason=why))

    def _enter(self, folder: Path) -> None:
        real = folder.resolve()
        if real in self._entered:
            return
        self._entered.add(real)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.leave_out(folder, f"cannot be listed ({error.strerror}).")
            return
        allowed = [entry for entry in entries if self._allowed(entry)]
        self._take({entry.name for entry in entries}, [Path(entry.path) for entry in allowed if not entry.is_dir()])
        for entry in allowed:
            if entry.is_dir():
                self._enter(Path(entry.path))

    def _take(self, names: set[str], paths: list[Path]) -> None:
        """Files of one folder, each with its sidecar; a file whose sidecar may not be read may not either."""
        sidecars = {path.name: path for path in paths if path.name.endswith(SIDECAR)}
        used: set[str] = set()
        for path in paths:
            if path.name in sidecars:
                continue
            name = next((n for n in (path.name + SIDECAR, path.stem + SIDECAR) if n in names), None)
            if name is None or name in sidecars:
                used |= {name} if name else set()
                self.files.append(File(self._id(path), path, sidecars[name] if name else None))
            else:
                self.leave_out(path, f"its sidecar `{name}` cannot be used; see there.")
        for name in sorted(sidecars.keys() - used):
            document = name.removesuffix(SIDECAR)
            self.leave_out(sidecars[name], f"describes no document: there is no `{document}` beside it.")

    def _allowed(self, entry: os.DirEntry[str]) -> bool:
        why = self._refusal(entry)
        if why:
            self.leave_out(Path(entry.path), why)
        return not why and not entry.name.startswith(".")

    def _refusal(self, entry: os.DirEntry[str]) -> str:
        if ".." in entry.name:
            return "its name holds `..`, which reads as a way out of the folder. Rename it."
        if entry.name.startswith("."):
            return ""
        if not entry.name.isprintable():
            return "its name holds characters that cannot be printed. Rename it."
        if entry.is_symlink():
            if not Path(entry.path).exists():
                return "is a link that leads nowhere."
            if not self._workspace.contains(Path(entry.path)):
                return "is a link out of the workspace. Copy the file here instead."
        return "" if entry.is_dir() or entry.is_file() else "is no regular file."

    def _id(self, path: Path) -> str:
        id = unicodedata.normalize("NFC", path.relative_to(self._folder).as_posix())
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in id)
