"""Kept runs: a folder for each with everything it was computed from, and the history of what was published.

A run's folder and the history are written aside and renamed, so that they are whole or not there: a command that is
killed leaves the published run as it was. Nothing below a run's folder is ever changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from filelock import FileLock
from pydantic import ValidationError

from assistant.domain.run import Publication, Run
from assistant.domain.value import Value
from assistant.errors import DataError, StoreError, UnknownNameError

RECORD, HISTORY = "run.json", "published.json"
CHUNK = 1 << 20
Read = TypeVar("Read", bound=Value)


class History(Value):
    """Shape of `published.json`."""

    publications: tuple[Publication, ...] = ()
    """Oldest first; the last one holds."""


@dataclass(frozen=True)
class Part:
    """One input of a run: a file to be copied, or bytes to be kept, and what the bytes must be."""

    source: Path | bytes
    name: str
    """Path below the run's folder."""
    sha256: str


class KeptRuns:
    """The runs below `.parlance/runs/`; reading makes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def published(self) -> Publication | None:
        """The last decision that names a run, None when no run is published."""
        last = self.history()[-1:]
        return last[0] if last and last[0].run is not None else None

    def history(self) -> tuple[Publication, ...]:
        """Every decision, oldest first; `StoreError` when the file is damaged."""
        file = self.folder / HISTORY
        if not file.exists():
            return ()
        return _read(file, History).publications

    def all(self) -> tuple[Run, ...]:
        """Every run that is kept, sorted by id."""
        files = sorted(self.folder.glob(f"r-*/{RECORD}"))
        return tuple(_read(file, Run) for file in files)

    def get(self, id: str) -> Run:
        """The run of that id or of the only id that starts so; `UnknownNameError` suggests the nearest."""
        ids = [file.parent.name for file in sorted(self.folder.glob(f"r-*/{RECORD}"))]
        found = [known for known in ids if known == id] or [known for known in ids if id and known.startswith(id)]
        if len(found) != 1:
            raise UnknownNameError.of("run", id, ids, hint="`parlance runs` lists those that are kept.")
        return _read(self.folder / found[0] / RECORD, Run)

    def path(self, run: Run, name: str) -> Path | None:
        """Where an input of a run lies, None when the run had none of that name."""
        return self.folder / run.id / run.files[name] if name in run.files else None

    def keep(self, run: Run, parts: Mapping[str, Part]) -> None:
        """Copies the inputs of a run, unless it is kept already. `DataError` when one changed since it was scored."""
        with self._writing():
            if not (self.folder / run.id / RECORD).exists():
                self._build(run, parts)

    def publish(self, publication: Publication) -> None:
        """Adds a decision to the history, in one step."""
        with self._writing():
            history = History(publications=(*self.history(), publication))
            aside = self.folder / f".{HISTORY}.{os.getpid()}.part"
            _write(aside, history.model_dump_json(indent=2))
            aside.replace(self.folder / HISTORY)

    def _build(self, run: Run, parts: Mapping[str, Part]) -> None:
        aside = self.folder / f".{run.id}.part"
        shutil.rmtree(aside, ignore_errors=True)
        try:
            for part in parts.values():
                target = aside / part.name
                target.parent.mkdir(parents=True, exist_ok=True)
                _copy(part, target)
            _write(aside / RECORD, run.model_dump_json(indent=2))
            aside.replace(self.folder / run.id)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time; `StoreError` where the folder cannot be written or is full."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock"):
                yield
        except OSError as error:
            raise StoreError.read_only(self.folder, error.strerror or error) from error


def _read(file: Path, shape: type[Read]) -> Read:
    try:
        return shape.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"{file}: is damaged and cannot be read. Restore it from a copy, or move it away: "
            "without it the tables are scored as they are, and `parlance score --publish` starts anew."
        ) from error


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.write(f"{text}\n")
        stream.flush()
        os.fsync(stream.fileno())


def _copy(part: Part, target: Path) -> None:
    """Copies the bytes that were scored, and no others."""
    digest = hashlib.sha256()
    with (
        BytesIO(part.source) if isinstance(part.source, bytes) else part.source.open("rb") as source,
        target.open("wb") as copy,
    ):
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    if not digest.hexdigest().startswith(part.sha256):
        file = part.source if isinstance(part.source, Path) else part.name
        raise DataError(f"{file}: changed while it was scored. Run the command again; nothing was published.")
