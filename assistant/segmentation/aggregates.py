"""Aggregates: many rows of a table become one value per account or stakeholder.

Exact and independent of the order of rows: integers add without limit, numbers with a single rounding at the end, and
sums and means of numbers are rounded to 6 decimals before anything compares them.
"""

from __future__ import annotations

import math
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import repeat
from typing import Any

from assistant.segmentation.cells import LEAST, MOST, Typed
from assistant.segmentation.columns import Column
from assistant.segmentation.compiler import aggregated_type
from assistant.segmentation.schema import Aggregate
from assistant.segmentation.sources import Source
from assistant.segmentation.tables import TypedTable

DECIMALS = 6


def aggregate(source: Source, table: TypedTable, positions: Iterable[int], count: int) -> tuple[Column, list[int]]:
    """One value for each of `count` accounts or stakeholders, and the positions whose sum is beyond 64 bits.

    `positions` gives for each row of the table the account or stakeholder it is linked to, -1 for none.
    """
    combine = _COMBINE[source.aggregate or "count"]
    groups = _grouped(source, table, positions)
    values: list[Typed | None] = [0 if source.aggregate == "count" else None] * count
    beyond = []
    for position, members in groups.items():
        combined = combine(members)
        if combined is None:
            beyond.append(position)
        values[position] = combined
    kind = source.reading.kind if source.reading else "integer"
    return Column.of(aggregated_type(source.aggregate, kind), values), beyond


def _grouped(source: Source, table: TypedTable, positions: Iterable[int]) -> Mapping[int, list[Any]]:
    """The values to combine by position; missing cells are left out, except where rows are counted."""
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    column = table.columns[source.reading] if source.reading else None
    values = column.values if column else repeat(1)
    flags = _both(_selected(source, table), column.known) if column else _selected(source, table)
    for position, value, counts in zip(positions, values, flags, strict=False):
        if counts and position >= 0:
            groups[position].append(value)
    return groups


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
