"""Reading PDF, office and web files: within limits, and once as long as a file stays the same.

What was read is kept under the hash of the file and of the code that read it, so that nothing is opened twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from assistant.domain.file_limits import FileLimits
from assistant.errors import DataError
from assistant.evidence.documents.intake.formats import OfficeFormat
from assistant.evidence.documents.intake.pages import Pages
from assistant.evidence.documents.intake.worker import MEGABYTE, Worker


class Intake:
    """Opens files; to be used in a `with`, which ends the process that reads them."""

    def __init__(self, limits: FileLimits, kept: Path | None = None) -> None:
        """`kept` is a folder for what was read; None keeps nothing."""
        self._limits = limits
        self._kept = kept
        self._worker = Worker(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._worker.close()

    def content(self, path: Path) -> bytes:
        """The bytes of a file; `DataError` when it is too large or cannot be read."""
        try:
            size = path.stat().st_size
            if size > self._limits.megabytes * MEGABYTE:
                limit = f"the most is {self._limits.megabytes} MB (documents.megabytes)"
                raise DataError(f"is {size / MEGABYTE:.0f} MB; {limit}. Split it.")
            return path.read_bytes()
        except OSError as error:
            raise DataError(f"cannot be read ({error.strerror}).") from error

    def pages(self, path: Path, format: OfficeFormat) -> Pages:
        """The pages of a file; `DataError` says why it cannot be read, `ConfigurationError` what is not installed."""
        content = self.content(path)
        if not content.strip():
            raise DataError("is empty. Write something in it, or remove it.")
        file = (
            self._kept / f"{hashlib.sha256(content).hexdigest()}-{format}-{rules()[:16]}.json" if self._kept else None
        )
        del content
        known = _load(file) if file else None
        if known is not None:
            return known
        made = self._worker.read(path, format)
        if file is not None:
            _save(file, made)
        return made

    def forget_others(self, hashes: Iterable[str]) -> None:
        """Removes what was kept of files other than those with these hashes: what is gone leaves no text behind."""
        wanted = set(hashes)
        if self._kept is None or not self._kept.is_dir():
            return
        for file in self._kept.iterdir():
            if file.name.partition("-")[0] not in wanted or not file.name.endswith(f"{rules()[:16]}.json"):
                with suppress(OSError):
                    file.unlink()


@cache
def rules() -> str:
    """Hash of the code that reads files."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _load(file: Path) -> Pages | None:
    try:
        return Pages.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def _save(file: Path, made: Pages) -> None:
    """Keeps what was read; where nothing can be written, it is read again next time."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        aside.write_text(made.model_dump_json(), encoding="utf-8")
        aside.replace(file)
