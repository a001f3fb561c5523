"""The quarantine: which rows have a usable key, and what is reported about those that have not and about bad cells.

Of a table with keys every row is accepted or rejected, never both and never neither; the first row of a key stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from assistant.segmentation.model.cells import MOST_CACHED, NOT_UTF8, printable, undecoded
from assistant.segmentation.model.schema import Table
from assistant.segmentation.tables.reader import RawRows

Item = TypeVar("Item")


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
    numbers: Sequence[int]
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


class Quarantine:
    """Identifies the rows of one table; keeps what it rejects."""

    def __init__(self, table: str, columns: Table, header: list[str], *, keyed: bool) -> None:
        self.rejected: list[RejectedRow] = []
        self._table, self._columns, self._header, self._keyed = table, columns, header, keyed
        self._ids = Ids(columns.pad)
        self._seen: dict[str, int] = {}

    def identified(self, raw: RawRows) -> Batch:
        """The accepted rows of a batch."""
        width = len(self._header)
        numbers: Sequence[int] = raw.numbers
        rows = raw.rows
        if set(map(len, rows)) - {width}:
            rows = [(row + [""] * width)[:width] for row in rows]
        keys = self._linked(rows, self._columns.key) if self._keyed else []
        if self._keyed and not self._all_new(keys, rows):
            accepted = [i for i, key in enumerate(keys) if self._accepts(key, numbers[i], rows[i])]
            numbers, rows, keys = _picked(numbers, accepted), _picked(rows, accepted), _picked(keys, accepted)
        self._seen.update(zip(keys, numbers, strict=False))
        accounts = keys if self._table == "accounts" else self._linked(rows, self._columns.account)
        stakeholders = self._linked(rows, self._columns.stakeholder)
        by_account = self._table == "accounts" or self._columns.account is not None
        if not self._keyed:
            keys = accounts if by_account else stakeholders
        return Batch(self._table, self._header, numbers, rows, keys, accounts, stakeholders, by_account)

    def _all_new(self, keys: list[str], rows: list[list[str]]) -> bool:
        """Whether nothing is wrong with any key of a batch, which is nearly always so."""
        distinct = set(keys)
        fresh = len(distinct) == len(keys) and "" not in distinct and self._seen.keys().isdisjoint(distinct)
        at = self._header.index(self._columns.key or "")
        return fresh and not undecoded("".join([row[at] for row in rows]))

    def _accepts(self, key: str, number: int, row: list[str]) -> bool:
        reason = ""
        if undecoded(row[self._header.index(self._columns.key or "")]):
            reason = f"key is {NOT_UTF8}"
        elif not key:
            reason = "key is empty"
        elif key in self._seen:
            reason = f"key is there already, in row {self._seen[key]}"
        if reason:
            account = key if self._table == "accounts" else self._linked([row], self._columns.account)[0]
            self.rejected.append(RejectedRow(key, self._table, number, reason, account))
        else:
            self._seen[key] = number
        return not reason

    def _linked(self, rows: list[list[str]], column: str | None) -> list[str]:
        if column is None:
            return [""] * len(rows)
        at = self._header.index(column)
        if len(self._ids) > MOST_CACHED:
            self._ids.clear()
        return [self._ids[row[at]] for row in rows]


def _picked(values: Sequence[Item], positions: Iterable[int]) -> list[Item]:
    return [values[i] for i in positions]


class Ids(dict[str, str]):
    """Ids by raw cell: trimmed, always valid UTF-8, all-digit ones filled with zeros to the left."""

    def __init__(self, pad: int | None) -> None:
        super().__init__()
        self._pad = pad or 0

    def __missing__(self, raw: str) -> str:
        text = printable(raw.strip())
        self[raw] = key = text.zfill(self._pad) if text.isascii() and text.isdigit() else text
        return key
