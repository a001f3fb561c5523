"""The reader: a CSV file as rows of text, in batches, with row numbers and a hash of its bytes.

Nothing is dropped in silence: blank lines are no rows, every other row comes out with its number (1 is the first after
the header); a file that is no table is refused with the place and what to do. Bytes that the encoding does not explain
stay in their cells as lone surrogates, so that they are judged where the meaning of the cell is known.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError, DataError
from assistant.segmentation.model.cells import printable, undecoded

BATCH = 20_000
BUFFER = 1 << 20
SAVE = "Save it as “CSV UTF-8” and try again."
_NUL = "\x00"
_END, _LAST = f"{_NUL},{_NUL}", [_NUL, _NUL]
"""A line that no table holds: it comes out as a row of its own unless a quote is still open."""
_NOT_CP1252 = frozenset("\udc81\udc8d\udc8f\udc90\udc9d")


@dataclass(frozen=True)
class RawRows:
    """Rows that follow one another, as read."""

    first: int
    """Number of the first."""
    rows: list[list[str]]

    @property
    def numbers(self) -> range:
        """Number of each row."""
        return range(self.first, self.first + len(self.rows))


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Says what to do about a file that is missing or cannot be opened; `name` is what messages call it."""
    try:
        yield
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{name}: no such file. Put it there, correct its `file:` in knowledge/segments.yaml, "
            "or give another with --table NAME=FILE."
        ) from error
    except OSError as error:
        raise DataError(f"{name}: cannot be read ({error.strerror}). Give a CSV file.") from error


class CsvTable:
    """One file, read once from its first byte to its last."""

    def __init__(self, path: Path, name: str, encoding: str = "utf-8") -> None:
        """`name` is what messages call it. `ConfigurationError` when it is missing, `DataError` when no table."""
        self.name = name
        self.hint: str | None = None
        """What the user should know about its encoding; final after the last batch."""
        self._encoding = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
        self._file = self._opened(path)
        self._dirty = False
        self._read = 0
        self._text = io.TextIOWrapper(
            io.BufferedReader(self._file, BUFFER), self._encoding, errors="surrogateescape", newline=""
        )
        self._rows = csv.reader(self._lines())
        with self._refusing():
            first = next((row for row in self._rows if not _blank(row)), _LAST)
        if first == _LAST:
            raise DataError(f"{name}: is empty. It needs a header line with the names of its columns.")
        if first[-1].endswith(_NUL):
            raise self._open_quote("the header")
        self._look_at_encoding(RawRows(0, [first]))
        self.header = [printable(cell.strip()) for cell in first]
        """Column names, trimmed."""

    def batches(self) -> Iterator[RawRows]:
        """The rows after the header. `DataError` names the place that cannot be read."""
        while True:
            with self._refusing():
                taken = list(islice(self._rows, BATCH))
            ended = taken[-1:] == [_LAST]
            kept = [row for row in (taken[:-1] if ended else taken) if not _blank(row)]
            batch = RawRows(self._read + 1, kept)
            self._read += len(kept)
            if kept and kept[-1][-1].endswith(_NUL):
                raise self._open_quote(f"row {self._read}")
            self._look_at_encoding(batch)
            yield batch
            if ended:
                self._text.close()
                return

    def sha256(self) -> str:
        """Hash of all bytes, hexadecimal; call it after the last batch."""
        return self._file.digest.hexdigest()

    def _opened(self, path: Path) -> _HashedFile:
        with opening(self.name):
            return _HashedFile(path)

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            if _NUL in line:
                raise DataError(f"{self.name}: is a binary file, no CSV text (it holds NUL bytes). {SAVE}")
            if not self._dirty and undecoded(line):
                self._dirty = True
            yield line
        yield _END

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except csv.Error as error:
            raise DataError(
                f"{self.name}: cannot be read near line {self._rows.line_num} ({error}). Is a quote left open above?"
            ) from error
        except UnicodeError as error:
            raise DataError(f"{self.name}: is not {self._encoding} ({error}). {SAVE}") from error
        except OSError as error:
            raise DataError(f"{self.name}: cannot be read ({error.strerror}). Give a CSV file.") from error

    def _open_quote(self, place: str) -> DataError:
        return DataError(
            f'{self.name}: a quote (") opened in {place} is never closed, so the lines after it cannot be told apart. '
            'Close it, or double a quote that is part of the text ("").'
        )

    def _look_at_encoding(self, batch: RawRows) -> None:
        if not self._dirty or self.hint is not None:
            return
        for number, row in zip(batch.numbers, batch.rows, strict=True):
            text = "".join(row)
            if undecoded(text):
                guess = "" if _NOT_CP1252 & set(text) else " and looks like Windows-1252"
                where = f"first at row {number}" if number else "already in its header"
                self.hint = f"{self.name} is not {self._encoding.removesuffix('-sig').upper()} ({where}){guess}: {SAVE}"
                return


class _HashedFile(io.FileIO):
    """A file that hashes the bytes that are read from it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.digest = hashlib.sha256()

    def readinto(self, buffer: Any) -> int | None:
        count = super().readinto(buffer)
        self.digest.update(memoryview(buffer)[:count])
        return count


def _blank(row: list[str]) -> bool:
    """A line of white space; a single quoted empty cell is a row."""
    return not row or (len(row) == 1 and row[0] != "" and not row[0].strip())
