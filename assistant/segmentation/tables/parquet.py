"""Parquet tables: rows of text in batches, as a CSV file with the same values would give them; every row is a row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError, DataError
from assistant.segmentation.tables.cell_texts import written
from assistant.segmentation.tables.reader import BATCH, RawRows, opening


class ParquetTable:
    """One Parquet file, read with pyarrow (the extra `parquet`)."""

    hint: str | None = None

    def __init__(self, path: Path, name: str) -> None:
        """`ConfigurationError` when the file or pyarrow is missing, `DataError` when it is no Parquet file."""
        self.name = name
        self._arrow = _pyarrow(name)
        with opening(name):
            self._stream = path.open("rb")
            self._digest = hashlib.file_digest(self._stream, "sha256").hexdigest()
            self._stream.seek(0)
        try:
            self._file = self._arrow.parquet.ParquetFile(self._stream)
        except self._arrow.ArrowException as error:
            self._stream.close()
            raise DataError(f"{name}: is no Parquet file ({_first_line(error)}). Write it again.") from error
        self.header = [str(column).strip() for column in self._file.schema_arrow.names]
        """Column names, trimmed."""

    def batches(self) -> Iterator[RawRows]:
        """The rows. `DataError` when a part of the file cannot be read."""
        read = 0
        with self._stream:
            try:
                for batch in self._file.iter_batches(BATCH):
                    rows = list(map(list, zip(*map(self._texts, batch.columns), strict=True)))
                    yield RawRows(read + 1, rows)
                    read += len(rows)
            except (self._arrow.ArrowException, OSError) as error:
                raise DataError(
                    f"{self.name}: cannot be read after row {read} ({_first_line(error)}). Write it again."
                ) from error

    def sha256(self) -> str:
        """Hash of all bytes, hexadecimal."""
        return self._digest

    def _texts(self, column: Any) -> list[str]:
        """The cells of a column; what Arrow writes as CSV does is left to it."""
        types = self._arrow.types
        kind = column.type
        if types.is_string(kind) or types.is_large_string(kind) or types.is_integer(kind) or types.is_boolean(kind):
            texts: list[str] = column.cast(self._arrow.string()).fill_null("").to_pylist()
            return texts
        if types.is_float16(kind) or types.is_float32(kind):
            known = column.is_valid().to_pylist()
            shortest = map(written, column.fill_null(0).to_numpy(zero_copy_only=False))
            return [text if there else "" for text, there in zip(shortest, known, strict=True)]
        return list(map(written, column.to_pylist()))


def _pyarrow(name: str) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet  # makes pa.parquet
    except ImportError as error:
        raise ConfigurationError(
            f"{name}: Parquet files need pyarrow. `pip install 'parlance-assistant[parquet]'`, or give a CSV file."
        ) from error
    return pa


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")
