"""Output: the four files of a scoring, each written aside and renamed, so that a killed run leaves the old ones whole.

The same scoring gives the same bytes: UTF-8 without a byte order mark, LF, minimal quoting, sorted by key.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from assistant.errors import StoreError
from assistant.segmentation.scoring.scored import ScoredLevel
from assistant.segmentation.tables.quarantine import ProblemCell, RejectedRow

RISKY = ("=", "+", "-", "@")
"""Cells that start so are formulas to a spreadsheet."""
Rows = Iterable[Iterable[object]]


def write_files(out: Path, files: Mapping[str, Rows], *, spreadsheet: bool) -> list[Path]:
    """Writes CSV files by name into a folder, which is made; with `spreadsheet` no cell can be a formula.

    `StoreError` when the folder cannot be written; then no file has changed.
    """
    aside = {name: out / f".{name}.{os.getpid()}.part" for name in files}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, rows in files.items():
            with aside[name].open("w", encoding="utf-8", newline="") as stream:
                csv.writer(_Lf(stream)).writerows(map(_harmless, rows) if spreadsheet else rows)
        for name, path in aside.items():
            path.replace(out / name)
    except OSError as error:
        raise StoreError.read_only(out, error.strerror or error) from error
    finally:
        for path in aside.values():
            with suppress(OSError):
                path.unlink()
    return [out / name for name in files]


def account_rows(scored: ScoredLevel, key: str) -> Iterator[Iterable[object]]:
    """Header and rows of `accounts.csv`; `key` is the column of the ids."""
    segments = scored.definition.segments
    yield [key, "name", "segment", "coverage", *_dimension_headers(scored)]
    ids = [segment.id for segment in segments]
    coverages = [segment.coverage for segment in segments]
    chosen = scored.applied
    picked = (map(ids.__getitem__, chosen), map(coverages.__getitem__, chosen))
    yield from zip(scored.keys, scored.names, *picked, *_dimensions(scored), strict=True)


def stakeholder_rows(scored: ScoredLevel, key: str, account: str) -> Iterator[Iterable[object]]:
    """Header and rows of `stakeholders.csv`; `key` and `account` are the columns of the ids."""
    yield [key, "name", account, "role", "segment", *_dimension_headers(scored)]
    ids = [segment.id for segment in scored.definition.segments]
    roles = scored.attributes["role"].values if scored.keys else []
    chosen = map(ids.__getitem__, scored.applied)
    yield from zip(scored.keys, scored.names, scored.accounts, roles, chosen, *_dimensions(scored), strict=True)


def rejected_rows(rejected: Iterable[RejectedRow]) -> Iterator[Iterable[object]]:
    """Header and rows of `rejected.csv`."""
    yield ["table", "row", "key", "reason"]
    for row in rejected:
        yield [row.table, row.row, row.key, row.reason]


def problem_rows(problems: Iterable[ProblemCell]) -> Iterator[Iterable[object]]:
    """Header and rows of `problems.csv`."""
    yield ["table", "row", "key", "column", "value", "reason"]
    for cell in problems:
        yield [cell.table, cell.row, cell.key, cell.column, cell.value, cell.reason]


class _Lf:
    """Ends lines with LF; the writer itself ends them with CRLF, so that it quotes cells with either sign."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> None:
        self._stream.write(f"{line[:-2]}\n")


def _dimension_headers(scored: ScoredLevel) -> Iterator[str]:
    for dimension in scored.definition.dimensions:
        yield from (dimension.id, f"{dimension.id}_known", f"{dimension.id}_ready")


def _dimensions(scored: ScoredLevel) -> Iterator[Iterable[object]]:
    answer = scored.answer
    for dimension, points, known in zip(scored.definition.dimensions, answer.points, answer.known, strict=False):
        total = len(dimension.rules)
        shares = [f"{count}/{total}" for count in range(total + 1)]
        ready = ["true" if count >= dimension.enough else "false" for count in range(total + 1)]
        yield from (points, map(shares.__getitem__, known), map(ready.__getitem__, known))


def _harmless(row: Iterable[object]) -> list[str]:
    return [f"'{cell}" if str(cell).startswith(RISKY) else str(cell) for cell in row]
