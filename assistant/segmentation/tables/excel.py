"""Excel tables: the rows of one sheet as text, as a CSV file with the same values would give them.

Formulas are never run: their cell is the value that Excel saved with them, empty when it saved none. Rows without any
value are blank lines, and no rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from assistant.errors import ConfigurationError, DataError, UnknownNameError
from assistant.segmentation.tables.cell_texts import written
from assistant.segmentation.tables.reader import BATCH, RawRows, opening

BROKEN = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, ParseError, EOFError)
"""What openpyxl lets through when a workbook is damaged."""


class ExcelTable:
    """One sheet of a workbook, read with openpyxl (the extra `excel`)."""

    hint: str | None = None

    def __init__(self, path: Path, name: str, sheet: str | None = None) -> None:
        """The first sheet unless one is named.

        `ConfigurationError` when the file, the sheet or openpyxl is missing, `DataError` when it is no workbook.
        """
        self.name = name
        load = _openpyxl(name)
        with opening(name):
            self._stream = path.open("rb")
            self._digest = hashlib.file_digest(self._stream, "sha256").hexdigest()
            self._stream.seek(0)
        try:
            self._book = load(self._stream, read_only=True, data_only=True)
        except BROKEN as error:
            self._stream.close()
            raise DataError(
                f"{name}: is no Excel workbook, or one with a password. Save it as .xlsx without one, or as CSV."
            ) from error
        self._rows = self._texts(self._sheet(sheet))
        header = next(self._rows, None)
        if header is None:
            raise DataError(f"{name}: is empty. It needs a header line with the names of its columns.")
        self.header = [cell.strip() for cell in header]
        """Column names, trimmed."""

    def batches(self) -> Iterator[RawRows]:
        """The rows after the header. `DataError` when a part of the sheet cannot be read."""
        read = 0
        with self._stream:
            while rows := list(islice(self._rows, BATCH)):
                yield RawRows(read + 1, rows)
                read += len(rows)

    def sha256(self) -> str:
        """Hash of all bytes, hexadecimal."""
        return self._digest

    def _sheet(self, name: str | None) -> Any:
        sheets = {sheet.title: sheet for sheet in self._book.worksheets}
        if name is not None and name not in sheets:
            raise UnknownNameError.of("sheet", name, sheets)
        if not sheets:
            raise DataError(f"{self.name}: has no sheet with cells. Save the table as “CSV UTF-8”.")
        return sheets[name] if name is not None else next(iter(sheets.values()))

    def _texts(self, sheet: Any) -> Iterator[list[str]]:
        """Rows that hold anything, without the empty cells at their end."""
        sheet.reset_dimensions()  # some programs write a size that is too small
        filled = 0
        try:
            for values in sheet.iter_rows(values_only=True):
                if row := _filled(map(written, values)):
                    filled += 1
                    yield row
        except BROKEN as error:
            raise DataError(f"{self.name}: cannot be read after {filled} lines. Save it again as .xlsx.") from error


def _filled(cells: Iterable[str]) -> list[str]:
    row = list(cells)
    while row and not row[-1].strip():
        row.pop()
    return row


def _openpyxl(name: str) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise ConfigurationError(
            f"{name}: Excel files need openpyxl. `pip install 'parlance-assistant[excel]'`, or give a CSV file."
        ) from error
    return load_workbook
