"""The quarantine: which rows have a usable key, and what is reported about those that have not and about bad cells.

Of a table with keys every row is accepted or rejected, never both and never neither; the first row of a key stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.segmentation.cells import NOT_UTF8, printable, undecoded
from assistant.segmentation.reader import Row
from assistant.segmentation.schema import Table


class RejectedRow(NamedTuple):
    """A row without a usable key."""

    key: str
    table: str
    row: int
    reason: str
    account: str
    """The account it belongs to, which decides who may see it."""


class ProblemCell(NamedTuple):
    """A cell that is neither empty nor of its type; with an empty column, a row of the wrong length."""

    key: str
    """Of the row; in a table with many rows per account, the account's id."""
    table: str
    row: int
    column: str
    value: str
    reason: str
    account: str | None
    """The account it belongs to; None where a row is linked to a stakeholder only, and `key` is that."""


@dataclass(frozen=True)
class Batch:
    """Accepted rows, as long as the header, with what identifies them."""

    table: str
    header: list[str]
    numbers: list[int]
    rows: list[list[str]]
    keys: list[str]
    """Own keys, or the ids that link the rows."""
    accounts: list[str]
    stakeholders: list[str]
    by_account: bool

    def column(self, name: str) -> list[str]:
        """The raw cells of a column."""
        at = self.header.index(name)
        return [row[at] for row in self.rows]

    def problem(self, position: int, column: str, value: str, reason: str) -> ProblemCell:
        """What is wrong with a cell of the row at that position."""
        account = self.accounts[position] if self.by_account else None
        key, number = self.keys[position], self.numbers[position]
        return ProblemCell(key, self.table, number, column, printable(value), reason, account)


@dataclass
class Quarantine:
    """Identifies the rows of one table; keeps what it rejects."""

    table: str
    columns: Table
    keyed: bool
    header: list[str]
    rejected: list[RejectedRow] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids = Ids(self.columns.pad)

    def identified(self, rows: Iterable[Row]) -> Batch:
        """The accepted rows of a batch."""
        width = len(self.header)
        fitted = [(n, row if len(row) == width else (row + [""] * width)[:width]) for n, row in rows]
        accepted = list(self._accepted(fitted)) if self.keyed else fitted
        cells = [row for _, row in accepted]
        keys = self._linked(cells, self.columns.key) if self.keyed else []
        accounts = keys if self.table == "accounts" else self._linked(cells, self.columns.account)
        stakeholders = self._linked(cells, self.columns.stakeholder)
        by_account = self.table == "accounts" or self.columns.account is not None
        keys = keys if self.keyed else accounts if by_account else stakeholders
        numbers = [number for number, _ in accepted]
        return Batch(self.table, self.header, numbers, cells, keys, accounts, stakeholders, by_account)

    def _accepted(self, rows: Iterable[Row]) -> Iterator[Row]:
        at = self.header.index(self.columns.key or "")
        for number, row in rows:
            key = self._ids[row[at]]
            if undecoded(row[at]):
                self._reject(number, row, key, f"key is {NOT_UTF8}")
            elif not key:
                self._reject(number, row, key, "key is empty")
            elif key in self._seen:
                self._reject(number, row, key, f"key is there already, in row {self._seen[key]}")
            else:
                self._seen[key] = number
                yield number, row

    def _reject(self, number: int, row: list[str], key: str, reason: str) -> None:
        account = key if self.table == "accounts" else self._linked([row], self.columns.account)[0]
        self.rejected.append(RejectedRow(key, self.table, number, reason, account))

    def _linked(self, rows: list[list[str]], column: str | None) -> list[str]:
        if column is None:
            return [""] * len(rows)
        at = self.header.index(column)
        return [self._ids[row[at]] for row in rows]


class Ids(dict[str, str]):
    """Ids by raw cell: trimmed, always valid UTF-8, all-digit ones filled with zeros to the left."""

    def __init__(self, pad: int | None) -> None:
        super().__init__()
        self._pad = pad or 0

    def __missing__(self, raw: str) -> str:
        text = printable(raw.strip())
        self[raw] = key = text.zfill(self._pad) if text.isascii() and text.isdigit() else text
        return key
