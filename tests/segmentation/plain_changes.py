"""What other values would do to an account or stakeholder, asked of the plain-Python reference value by value.

Attributes are tried at many values around every bound that random segment models can hold, so that nothing between two
bounds is missed.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from plain_scorer import PlainScorer
from random_models import AS_OF, BOUNDS, Case

INTEGERS = [*range(-6, 16), 10**6, -(10**6), 2**63 - 1, -(2**63)]
NUMBERS = sorted({b + step for b in [*BOUNDS["number"], 1.5, 20] for step in (-0.7, -1e-4, -1e-6, 0, 1e-6, 1e-4, 0.7)})
DAYS = sorted({d + step for d in (-401, -400, -366, -90, -89, -30, -1, 0, 1, 30) for step in (-2, -1, 0, 1, 2)})
PROBES = {
    "integer": INTEGERS,
    "number": NUMBERS,
    "date": [AS_OF + dt.timedelta(days) for days in (*DAYS, -3000, 3000)],
    "text": ["A", "b", "É", "SS", "no", "true", "1", "zz", "not in any model"],
    "boolean": ["true", "false"],
}


@dataclass(frozen=True)
class PlainSubject:
    """One account or stakeholder, as the reference knows it."""

    plain: PlainScorer
    level: str
    values: dict[str, object]
    links: dict[str, object]

    @property
    def part(self) -> dict:
        return self.plain.model[f"{self.level}s"]

    def segment(self, **changed: object) -> str:
        """The segment with some values changed."""
        return self.with_values(changed)

    def with_values(self, changed: dict[str, object]) -> str:
        """The segment with some values changed."""
        values = {**self.values, **changed}
        return self.plain.scored(self.part, values, {**values, **self.links})["segment"]

    def kind(self, name: str) -> str:
        attribute = self.part["attributes"][name]
        return {"count": "integer", "mean": "number"}.get(attribute.get("aggregate", ""), attribute.get("type", ""))

    def counts(self, name: str) -> bool:
        return self.part["attributes"][name].get("aggregate") == "count"

    def probes(self, name: str) -> list[object]:
        """Many values that the attribute could have, the unknown one aside."""
        attribute = self.part["attributes"][name]
        probes = [p for p in PROBES[self.kind(name)] if not self.counts(name) or p >= 0]
        if attribute.get("aggregate") in ("sum", "mean"):
            probes = [p for p in probes if round(p, 6) == p]
        return probes

    def sets(self, allowed: list[str], size: int) -> Iterator[dict[str, object]]:
        """Every set of changes of so many attributes."""
        for names in itertools.combinations(allowed, size):
            for values in itertools.product(*(self.probes(name) for name in names)):
                yield dict(zip(names, values, strict=True))


def subjects(case: Case) -> Iterator[tuple[str, str, PlainSubject]]:
    """Level, id and reference of everything in a case."""
    plain = PlainScorer(case.model, case.tables, AS_OF)
    for level in ("account", "stakeholder"):
        for key in plain.results[level]:
            number, row = plain.keyed(f"{level}s")[key]
            values = plain.attributes(f"{level}s", key, number, row)
            links = {}
            if level == "stakeholder":
                account = plain.results["account"].get(_account(plain, row), {})
                links = {"account_segment": account.get("segment"), "role": plain.results[level][key]["role"]}
            yield level, key, PlainSubject(plain, level, values, links)


def _account(plain: PlainScorer, row: dict[str, str]) -> str:
    text, pad = row[plain.column("stakeholders", "account")].strip(), plain.pad("stakeholders")
    return text.rjust(pad, "0") if pad and text.isascii() and text.isdigit() else text
