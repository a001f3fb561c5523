"""Joins: what each level knows, gathered from its own table and from tables with many rows per account."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from assistant.domain.segments import Level
from assistant.segmentation.model.sources import Source
from assistant.segmentation.tables.aggregates import aggregate
from assistant.segmentation.tables.columns import Column
from assistant.segmentation.tables.quarantine import ProblemCell
from assistant.segmentation.tables.tables import TypedTable


class Joiner:
    """Gathers the attributes of one level; rows are matched once for each table."""

    def __init__(self, level: Level, tables: Mapping[str, TypedTable]) -> None:
        self._tables = tables
        self._own = tables.get(f"{level}s") or TypedTable(f"{level}s")
        self._positions: dict[tuple[str, bool], array[int]] = {}

    def column(self, source: Source) -> Column:
        """The attribute for each row of the level, in the order of its keys."""
        if source.link is None and source.reading is not None:
            return self._own.columns[source.reading]
        if source.link == "account" and self._own.name == "stakeholders":
            accounts = sorted(set(self._own.accounts))
            place = {account: i for i, account in enumerate(accounts)}
            return self._aggregated(source, accounts).picked([place[account] for account in self._own.accounts])
        return self._aggregated(source, self._own.keys)

    def _aggregated(self, source: Source, ids: Sequence[str]) -> Column:
        table = self._tables[source.table]
        column, beyond = aggregate(source, table, self._matched(source, table, ids), len(ids))
        for position in beyond:
            name = source.reading.column if source.reading else ""
            reason = f"the {source.aggregate} of its rows is beyond 64 bits"
            account = ids[position] if source.link == "account" else None
            table.problems.add(ProblemCell(ids[position], table.name, 0, name, "", reason, account))
        return column

    def _matched(self, source: Source, table: TypedTable, ids: Sequence[str]) -> array[int]:
        """For each row of the table the position of its id, -1 for none."""
        by_account = source.link == "account"
        if (table.name, by_account) not in self._positions:
            place = {key: i for i, key in enumerate(ids) if key}
            linked = table.accounts if by_account else table.stakeholders
            self._positions[table.name, by_account] = array("q", (place.get(key, -1) for key in linked))
        return self._positions[table.name, by_account]
