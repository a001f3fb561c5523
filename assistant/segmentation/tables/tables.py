"""Tables: read once, typed, with a quarantine.

Each cell that should hold a value and cannot be read is reported with its row. Typed values leave here; text is not
parsed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.segmentation.model.cells import MOST_CACHED, NOT_UTF8, Cells, fold, printable, undecoded
from assistant.segmentation.model.schema import Table
from assistant.segmentation.model.sources import Reading, RowTest
from assistant.segmentation.tables.columns import Column
from assistant.segmentation.tables.formats import TableFile
from assistant.segmentation.tables.quarantine import Batch, ProblemCell, Quarantine, RejectedRow
from assistant.segmentation.tables.reader import RawRows


@dataclass(frozen=True)
class Wanted:
    """What is read from a table."""

    name: str
    table: Table
    keyed: bool
    """Rows have keys of their own, and are rejected without."""
    readings: frozenset[Reading] = frozenset()
    tests: frozenset[RowTest] = frozenset()
    texts: tuple[str, ...] = ()
    """Columns that are carried as text; those that the file lacks are left out."""


@dataclass
class TypedTable:
    """What was read, by row; of a keyed table the accepted rows only, sorted by key in code-point order."""

    name: str
    read: int = 0
    """Rows, rejected ones included."""
    keys: list[str] = field(default_factory=list)
    """Own keys, or the ids that link the rows."""
    accounts: list[str] = field(default_factory=list)
    """Account ids as linked; empty texts without such a link."""
    stakeholders: list[str] = field(default_factory=list)
    """Stakeholder ids as linked; empty texts without such a link."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[Reading, Column] = field(default_factory=dict)
    passed: dict[RowTest, bytearray] = field(default_factory=dict)
    """1 where a comparison of a `where` holds."""
    rejected: list[RejectedRow] = field(default_factory=list)
    problems: set[ProblemCell] = field(default_factory=set)

    def sort(self) -> None:
        """Orders the rows by key."""
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        self.accounts, self.stakeholders = _picked(self.accounts, order), _picked(self.stakeholders, order)
        self.keys = _picked(self.keys, order)
        self.texts = {column: _picked(values, order) for column, values in self.texts.items()}
        self.columns = {reading: column.picked(order) for reading, column in self.columns.items()}
        self.passed = {test: bytearray(map(passed.__getitem__, order)) for test, passed in self.passed.items()}


def read_table(file: TableFile, wanted: Wanted) -> TypedTable:
    """All of a file, typed. Every column that `wanted` names, its texts aside, must be in the header."""
    quarantine = Quarantine(wanted.name, wanted.table, file.header, keyed=wanted.keyed)
    intake = _Intake(file.header, wanted)
    for raw in file.batches():
        intake.take(quarantine.identified(raw), raw)
    intake.table.rejected = quarantine.rejected
    if wanted.keyed:
        intake.table.sort()
    return intake.table


class _Intake:
    """Types the rows of one file, batch by batch."""

    def __init__(self, header: list[str], wanted: Wanted) -> None:
        self._cells = {r: Cells(r.kind, r.empty) for r in (*wanted.readings, *(t.reading for t in wanted.tests))}
        self._holding = {test: _Holding(test, self._cells[test.reading]) for test in wanted.tests}
        self._trimmed = _Trimmed()
        self._explained = {
            column: frozenset[str]().union(*(reading.empty for reading in wanted.readings if reading.column == column))
            for column in header
        }
        columns = (wanted.table.name, wanted.table.title, wanted.table.account, wanted.table.stakeholder)
        self._named = [column for column in columns if column is not None]
        self.table = TypedTable(
            wanted.name,
            texts={column: [] for column in wanted.texts if column in header},
            columns={reading: Column(reading.kind) for reading in wanted.readings},
            passed={test: bytearray() for test in wanted.tests},
        )

    def take(self, batch: Batch, raw: RawRows) -> None:
        """Adds the accepted rows of a batch; `raw` are all of them as read."""
        table = self.table
        table.read += len(raw.rows)
        table.keys += batch.keys
        table.accounts += batch.accounts
        table.stakeholders += batch.stakeholders
        for column, texts in table.texts.items():
            texts.extend(map(self._trimmed.__getitem__, batch.column(column)))
        for reading, typed in table.columns.items():
            cells = batch.column(reading.column)
            typed.extend(list(map(self._cells[reading].__getitem__, cells)))
            self._report(batch, reading, cells, ())
        for test, passed in table.passed.items():
            cells = batch.column(test.reading.column)
            passed.extend(map(self._holding[test].__getitem__, cells))
            self._report(batch, test.reading, cells, self._explained[test.reading.column])
        self._report_undecoded(batch)
        self._report_lengths(batch, raw)
        self._forget()

    def _report(self, batch: Batch, reading: Reading, cells: list[str], explained: Collection[str]) -> None:
        """Records the unreadable cells of a column; texts that an attribute calls empty need no explanation."""
        reasons = self._cells[reading].reasons
        for position, cell in enumerate(cells) if reasons else ():
            if cell in reasons and cell.strip() not in explained:
                self.table.problems.add(batch.problem(position, reading.column, cell.strip(), reasons[cell]))

    def _report_undecoded(self, batch: Batch) -> None:
        """Records names and links that are not UTF-8."""
        for column in self._named:
            cells = batch.column(column)
            for position, cell in enumerate(cells) if undecoded("".join(cells)) else ():
                if undecoded(cell):
                    self.table.problems.add(batch.problem(position, column, cell.strip(), NOT_UTF8))

    def _report_lengths(self, batch: Batch, raw: RawRows) -> None:
        """Records rows that are longer than the header."""
        width = len(batch.header)
        if max(map(len, raw.rows), default=0) <= width:
            return
        lengths = {number: len(row) for number, row in zip(raw.numbers, raw.rows, strict=True) if len(row) > width}
        for position, number in enumerate(batch.numbers) if lengths else ():
            if number in lengths:
                reason = f"row has {lengths[number]} cells, the header {width}"
                self.table.problems.add(batch.problem(position, "", "", reason))

    def _forget(self) -> None:
        """Keeps memory bounded where nearly every cell differs."""
        caches: list[dict[str, Any]] = [self._trimmed, *self._holding.values(), *self._cells.values()]
        for cache in caches:
            if len(cache) > MOST_CACHED:
                cache.clear()


class _Trimmed(dict[str, str]):
    """Cells as output shows them, by raw cell."""

    def __missing__(self, raw: str) -> str:
        self[raw] = text = printable(raw.strip())
        return text


class _Holding(dict[str, bool]):
    """Whether a comparison holds, by raw cell."""

    def __init__(self, test: RowTest, cells: Cells) -> None:
        super().__init__()
        self._comparison, self._cells = test.comparison, cells

    def __missing__(self, raw: str) -> bool:
        value = self._cells[raw]
        self[raw] = holds = self._comparison.holds(fold(value) if isinstance(value, str) else value)
        return holds


def _picked(values: Sequence[str], order: Iterable[int]) -> list[str]:
    return [values[i] for i in order]
