"""The tables of the sample as a spreadsheet shows them, read without the product."""

from __future__ import annotations

import csv
import io
from pathlib import Path

CRM = Path(__file__).parents[2] / "knowledge" / "crm"
Row = dict[str, str]


class Tables:
    """Rows of the sample's tables."""

    def rows(self, table: str) -> list[Row]:
        """Rows, blank lines left out."""
        text = (CRM / f"{table}.csv").read_text(encoding="utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def accepted(self, table: str, key: str) -> list[Row]:
        """Rows with a key that was not there before."""
        first: dict[str, Row] = {}
        for row in self.rows(table):
            if row[key].strip():
                first.setdefault(row[key].strip(), row)
        return list(first.values())

    @property
    def accounts(self) -> list[Row]:
        return self.accepted("accounts", "account_id")

    @property
    def stakeholders(self) -> list[Row]:
        return self.accepted("stakeholders", "stakeholder_id")
