"""Formats: which reader reads a file, by the ending of its name. All give the same rows for the same table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from assistant.errors import ConfigurationError
from assistant.segmentation.model.schema import Table
from assistant.segmentation.tables.reader import CsvTable, RawRows

PARQUET, EXCEL = (".parquet", ".pq"), (".xlsx", ".xlsm")


class TableFile(Protocol):
    """A file of rows, read once from its first to its last."""

    name: str
    """What messages call it."""
    header: list[str]
    """Column names, trimmed."""
    hint: str | None
    """What the user should know about it; final after the last batch."""

    def batches(self) -> Iterator[RawRows]:
        """The rows after the header."""

    def sha256(self) -> str:
        """Hash of all bytes, hexadecimal; call it after the last batch."""


def open_table(path: Path, name: str, table: Table) -> TableFile:
    """The reader of that file; anything that is neither Parquet nor Excel by its name is CSV."""
    ending = path.suffix.lower()
    if ending in EXCEL:
        from assistant.segmentation.tables.excel import ExcelTable

        return ExcelTable(path, name, table.sheet)
    if table.sheet is not None:
        raise ConfigurationError(f"{name}: has no sheets. Leave out `sheet:`, or give an Excel file (.xlsx).")
    if ending in PARQUET:
        from assistant.segmentation.tables.parquet import ParquetTable

        return ParquetTable(path, name)
    return CsvTable(path, name, table.encoding)
