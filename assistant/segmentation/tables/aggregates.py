"""Aggregates: many rows of a table become one value per account or stakeholder.

Exact and independent of the order of rows: integers add without limit, numbers with a single rounding at the end, and
sums and means of numbers are rounded to 6 decimals before anything compares them.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from typing import Any

from assistant.segmentation.model.cells import LEAST, MOST, Typed
from assistant.segmentation.model.compiler import aggregated_type
from assistant.segmentation.model.schema import Aggregate
from assistant.segmentation.model.sources import Source
from assistant.segmentation.tables.columns import Column
from assistant.segmentation.tables.tables import TypedTable

DECIMALS = 6


def aggregate(source: Source, table: TypedTable, positions: Sequence[int], count: int) -> tuple[Column, list[int]]:
    """One value for each of `count` accounts or stakeholders, and the positions whose sum is beyond 64 bits.

    `positions` gives for each row of the table the account or stakeholder it is linked to, -1 for none.
    """
    combine = _COMBINE[source.aggregate or "count"]
    values: list[Typed | None] = [0 if source.aggregate == "count" else None] * count
    beyond = []
    for position, members in _grouped(source, table, positions):
        combined = combine(members)
        if combined is None:
            beyond.append(position)
        values[position] = combined
    kind = source.reading.kind if source.reading else "integer"
    return Column.of(aggregated_type(source.aggregate, kind), values), beyond


def _grouped(source: Source, table: TypedTable, positions: Sequence[int]) -> Iterator[tuple[int, list[Any]]]:
    """The values to combine by position; missing cells are left out, except where rows are counted."""
    column = table.columns[source.reading] if source.reading else None
    flags = _both(_selected(source, table), column.known) if column else _selected(source, table)
    values = column.values if column else flags
    rows = [row for row, position in enumerate(positions) if position >= 0 and flags[row]]
    rows.sort(key=positions.__getitem__)
    for position, members in groupby(rows, key=positions.__getitem__):
        yield position, [values[row] for row in members]


def _selected(source: Source, table: TypedTable) -> bytes:
    """1 for each row that the `where` lets through: any alternative, of which every test holds."""
    every = b"\x01" * len(table.keys)
    alternatives = [reduce(_both, (table.passed[test] for test in tests), every) for tests in source.where]
    return reduce(_either, alternatives) if alternatives else every


def _both(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    return bytes(map(operator.and_, one, other))


def _either(one: bytes, other: bytes) -> bytes:
    return bytes(map(operator.or_, one, other))


def _sum(values: Sequence[Any]) -> Typed | None:
    if isinstance(values[0], int):
        total = sum(values)
        return total if LEAST <= total <= MOST else None
    return _rounded(values, 1)


def _mean(values: Sequence[Any]) -> float | None:
    if isinstance(values[0], int):
        mean: float = sum(values) / len(values)
        return round(mean, DECIMALS) + 0.0
    return _rounded(values, len(values))


def _rounded(values: Sequence[float], divisor: int) -> float | None:
    try:
        return round(math.fsum(values) / divisor, DECIMALS) + 0.0
    except OverflowError:
        return None


_COMBINE: Mapping[Aggregate, Callable[[list[Any]], Typed | None]] = {
    "max": max,
    "min": min,
    "sum": _sum,
    "mean": _mean,
    "count": len,
}
