"""Columns: typed values without gaps, and a flag for each that says whether it is known.

Values of missing cells are 0 or empty text, so that no engine's idea of a missing value can ever matter.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.segments import Cell
from assistant.segmentation.model.cells import Typed, fold, shown
from assistant.segmentation.model.schema import AttributeType

CODES = {"integer": "q", "date": "q", "number": "d"}


@dataclass
class Column:
    """One attribute of all accounts or stakeholders, or one column of a table."""

    kind: AttributeType
    values: Any = None
    """64-bit integers (dates as days since 1970-01-01), 64-bit floats, or a list of texts as written."""
    known: bytearray = field(default_factory=bytearray)
    """1 where there is a value."""

    def __post_init__(self) -> None:
        if self.values is None:
            self.values = array(CODES[self.kind]) if self.kind in CODES else []

    @classmethod
    def of(cls, kind: AttributeType, values: Sequence[Typed | None]) -> Column:
        """A column of those values; None is missing."""
        column = cls(kind)
        column.extend(values)
        return column

    def extend(self, values: Sequence[Typed | None]) -> None:
        """Adds values, texts as written; None is missing."""
        filler: Typed = 0 if self.kind in CODES else ""
        self.values.extend([filler if value is None else value for value in values])
        self.known.extend([value is not None for value in values])

    def typed(self, position: int) -> Typed | None:
        """The value as rules compare it."""
        if not self.known[position]:
            return None
        value: Typed = self.values[position]
        return fold(value) if isinstance(value, str) else value

    def cell(self, position: int) -> Cell:
        """The value as receipts show it."""
        return shown(self.values[position], self.kind) if self.known[position] else None

    def picked(self, order: Sequence[int]) -> Column:
        """The values at these positions, in this order."""
        values = map(self.values.__getitem__, order)
        picked = array(CODES[self.kind], values) if self.kind in CODES else list(values)
        return Column(self.kind, picked, bytearray(map(self.known.__getitem__, order)))
