"""A first segment model for a table that nobody has modelled yet: a start to argue about, not an answer.

Numbers get bands at the median and the 80th percentile of what the table holds, dates by their age; texts with few
values become attributes without points. The same table gives the same proposal.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from assistant.domain.segments import PROPOSED
from assistant.errors import DataError
from assistant.segmentation.model.cells import UnreadableError, parse
from assistant.segmentation.model.schema import AttributeType

MOST_ROWS = 20_000
MOST_ATTRIBUTES = 6
POINTS = 20
NEVER_SCORED = re.compile(
    r"address|street|city|town|zip|postal|post ?code|phone|fax|mail|url|web|county|note|comment|(^|[\W_])(id|no)$",
    re.IGNORECASE,
)
ORGANISATION = re.compile(r"company|organi[sz]ation|account|customer|client|business|firm", re.IGNORECASE)
DUE = re.compile(r"renew|due|expir|end|next|until|close|target", re.IGNORECASE)
TYPES: tuple[AttributeType, ...] = ("integer", "number", "date", "boolean", "text")


@dataclass(frozen=True)
class Column:
    """A column that may become an attribute."""

    header: str
    slug: str
    type: AttributeType
    cells: tuple[str, ...]
    """Its cells, trimmed, one for each row."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its cells that are not empty."""
        return tuple(cell for cell in self.cells if cell)


def propose(table: Path) -> str:
    """The text of a `segments.yaml` for a CSV file of accounts; `DataError` when it has no usable key."""
    header, cells = _read(table)
    key = _key(table, header, cells)
    name = _name(header, cells, key)
    columns = [c for c in _columns(header, cells) if c.header not in (key, name) and not NEVER_SCORED.search(c.header)]
    scored = [c for c in columns if c.type in ("integer", "number") or _looks_back(c)][:MOST_ATTRIBUTES]
    plain = [c for c in columns if c.type in ("text", "boolean") and len(set(c.texts)) <= 12][:MOST_ATTRIBUTES]
    return "".join(f"{line}\n" for line in _lines(key, name, scored, plain))


def _read(table: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in islice(csv.reader(file), MOST_ROWS) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{table}: cannot be read as CSV ({error}). Save it as “CSV UTF-8” and try again.") from error
    if rows and len(rows[0]) == 1 and (mark := next((m for m in ";\t|" if m in rows[0][0]), None)):
        raise DataError(f"{table}: its columns are separated by {mark!r}. Save it as CSV with commas and try again.")
    if len(rows) < 2:
        raise DataError(f"{table}: holds no rows below a header. Export the accounts with their column names.")
    header = [cell.strip() for cell in rows[0]]
    return header, [[cell.strip() for cell in row] + [""] * (len(header) - len(row)) for row in rows[1:]]


def _key(table: Path, header: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    least = 0.9 * len(cells)
    distinct = [head for i, head in enumerate(header) if head and len({row[i] for row in cells} - {""}) >= least]
    if not distinct:
        raise DataError(
            f"{table}: no column has different values in nearly all rows, so nothing can serve as the key. "
            "Add a column of account ids."
        )
    called_id = re.compile(r"(^|[\W_])(id|key|number|code)$", re.IGNORECASE)
    return next((head for head in distinct if called_id.search(head)), distinct[0])


def _name(header: Sequence[str], cells: Sequence[Sequence[str]], key: str) -> str | None:
    """The column that names accounts: one that says so, else one called after organisations with a name in each row."""
    others = [head for head in header if head and head != key]
    told = next((head for head in others if "name" in head.casefold()), None)
    called = (head for head in others if ORGANISATION.search(head))
    return told or next((h for h in called if len({row[header.index(h)] for row in cells}) >= 0.9 * len(cells)), None)


def _columns(header: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[Column]:
    taken: set[str] = {"potential"}
    for index, head in enumerate(header):
        column = tuple(row[index] for row in cells)
        texts = [cell for cell in column if cell]
        slug = re.sub(r"\W+", "_", head.casefold()).strip("_")
        if slug and slug not in taken and len(set(texts)) > 1:
            taken.add(slug)
            yield Column(head, slug, next(kind for kind in TYPES if _fits(texts, kind)), column)


def _looks_back(column: Column) -> bool:
    """Whether it holds dates of things that happened; what is due would give no points before its day."""
    return column.type == "date" and not DUE.search(column.header)


def _fits(texts: Sequence[str], kind: AttributeType) -> bool:
    return sum(_typed(text, kind) is not None for text in texts) >= 0.9 * len(texts)


def _typed(text: str, kind: AttributeType) -> int | float | str | None:
    try:
        return parse(text, kind)
    except UnreadableError:
        return None


def _lines(key: str, name: str | None, scored: Sequence[Column], plain: Sequence[Column]) -> Iterator[str]:
    yield "# Proposed from your table by `parlance init --accounts`: each band, reason and segment is a guess."
    yield "# `parlance score` shows what comes of it, `parlance explain NAME` shows why."
    named = f", name: {_quoted(name)}" if name else ""
    yield "tables:"
    yield f"  accounts: {{file: crm/accounts.csv, key: {_quoted(key)}{named}}}"
    yield "accounts:"
    yield "  attributes:" if scored or plain else "  attributes: {}"
    for column in (*scored, *plain):
        seen = f"   # {', '.join(sorted(set(column.texts)))}" if column in plain else ""
        yield f"    {column.slug}: {{column: {_quoted(column.header)}, type: {column.type}}}{seen}"
    if scored:
        yield "  dimensions:"
        yield "    - id: potential"
        yield "      layer: who"
        yield "      rules:"
        for column in scored:
            yield from _rule(column)
    yield "  segments:"
    yield from _segments(sorted(_totals(scored)))


def _rule(column: Column) -> Iterator[str]:
    yield f"        - attribute: {column.slug}"
    if column.type == "date":
        yield "          days_since: [[0, 20], [91, 10], [366, 0]]"
        yield f"          why: {_quoted(f'{PROPOSED} the more recent “{column.header}”, the better the moment')}"
        return
    yield f"          bands: [{', '.join(f'[{lower:g}, {points}]' for lower, points in _bands(column))}]"
    yield f"          why: {_quoted(f'{PROPOSED} the higher “{column.header}”, the more there is to gain')}"


def _quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


def _quantile(values: Sequence[float], share: float) -> float:
    """The value at that share, rounded to two digits so that people can argue about it."""
    return float(f"{values[min(len(values) - 1, int(share * len(values)))]:.2g}")


def _bands(column: Column) -> list[tuple[float, int]]:
    values = sorted(float(value) for text in column.texts if (value := _typed(text, column.type)) is not None)
    bands = {min(0.0, values[0]): 0, _quantile(values, 0.5): POINTS // 2, _quantile(values, 0.8): POINTS}
    return sorted(bands.items())


def _totals(scored: Sequence[Column]) -> list[int]:
    """About what each row would get, dates taken as neither recent nor old."""
    bands = {column.slug: _bands(column) for column in scored if column.type != "date"}

    def points(column: Column, cell: str) -> int:
        value = _typed(cell, column.type) if cell else None
        if value is None or column.type == "date":
            return 0 if value is None else POINTS // 2
        return max((given for lower, given in bands[column.slug] if float(value) >= lower), default=0)

    return [sum(points(column, cell) for column, cell in zip(scored, row, strict=True)) for row in _rows(scored)]


def _rows(scored: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    return zip(*(column.cells for column in scored), strict=True)


def _segments(totals: Sequence[int]) -> Iterator[str]:
    """The upper seventh is proposed for the field, the half above the middle for inside sales."""
    if totals and totals[-1] > 0:
        maintain = max(1, totals[len(totals) // 2])
        invest = max(maintain + 1, totals[int(0.85 * len(totals))])
        yield "    - {id: invest, name: Invest, coverage: field, meaning: Most to gain; a rep calls on them.,"
        yield f"       when: {{potential: {{at_least: {invest}}}}}}}"
        yield "    - {id: maintain, name: Maintain, coverage: inside, meaning: Worth a call now and then.,"
        yield f"       when: {{potential: {{at_least: {maintain}}}}}}}"
    yield "    - {id: monitor, name: Monitor, coverage: digital, meaning: Digital channels until more is known.}"
