"""The scorer against the plain-Python reference, on random segment models and tables and on every engine."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from plain_scorer import PlainScorer
from random_models import AS_OF, Case, cases

from assistant.segmentation.scoring import Scoring, score

QUIET = {
    "deadline": None,
    "report_multiple_bugs": False,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_rows(case: Case, plain: PlainScorer, level: str) -> list[dict[str, object]]:
    found = []
    for key, result in sorted(plain.results[level].items()):
        line: dict[str, object] = {"id": key, "segment": result["segment"], "role": result.get("role")}
        for name, (points, known, ready) in result["dimensions"].items():
            line |= {name: str(points), f"{name}_known": known, f"{name}_ready": "true" if ready else "false"}
        found.append({name: value for name, value in line.items() if value is not None})
    return found


def scored_in(folder: Path, case: Case, engine: str) -> Scoring:
    return score(case.write(folder), as_of=AS_OF, engine=engine)


def check(case: Case, engine: str) -> None:
    plain = PlainScorer(case.model, case.tables, AS_OF)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        scoring = scored_in(folder, case, engine)
        scoring.write(folder / "out")
        for level in ("account", "stakeholder"):
            expected = expected_rows(case, plain, level)
            actual = rows(folder / "out" / f"{level}s.csv")
            assert [
                {name: row[name] for name in wanted} for wanted, row in zip(expected, actual, strict=True)
            ] == expected
        rejected = {(row["table"], int(row["row"]), row["key"]) for row in rows(folder / "out" / "rejected.csv")}
        assert rejected == plain.rejected
        problems = rows(folder / "out" / "problems.csv")
        assert {(p["table"], int(p["row"]), p["key"], p["column"], p["value"]) for p in problems} == plain.problems
        check_receipts(scoring)


def check_receipts(scoring: Scoring) -> None:
    """The receipt's capped sum is the score, and its segment the assignment, for every row."""
    for level, things in (("account", scoring.accounts()), ("stakeholder", scoring.stakeholders())):
        scored = scoring.levels[level]
        part = scoring.model.value.accounts if level == "account" else scoring.model.value.stakeholders
        for position, thing in enumerate(things):
            receipt = scoring.receipt(level, thing.id)
            assert receipt.computed == thing.segment
            for index, line in enumerate(receipt.dimensions):
                total = sum(rule.points for rule in receipt.rules if rule.dimension == line.id)
                cap = part.dimensions[index].cap
                assert (
                    line.points == scored.answer.points[index][position] == (total if cap is None else min(total, cap))
                )
                assert line.known == scored.answer.known[index][position]


@settings(max_examples=120, **QUIET)
@given(cases())
def test_pandas_agrees_with_the_reference(case: Case) -> None:
    """On pandas every assignment, receipt, rejected row and problem cell is what the design says."""
    check(case, "pandas")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_other_engines_agree_with_the_reference(engine: str) -> None:
    """On polars and duckdb too."""
    pytest.importorskip(engine)
    settings(max_examples=40, **QUIET)(given(cases())(lambda case: check(case, engine)))()


@settings(max_examples=30, **QUIET)
@given(cases())
def test_the_order_of_rows_does_not_matter(case: Case) -> None:
    """With every key once, rows in reverse give byte-identical assignments."""
    unique = {name: list({row.get("id", str(i)).strip(): row for i, row in enumerate(rows)}.values())
              for name, rows in case.tables.items()}  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, turned in (("one", unique), ("two", {table: listed[::-1] for table, listed in unique.items()})):
            scored_in(folder / name, Case({**case.model, "tables": _unpadded(case)}, turned), "pandas").write(
                folder / name
            )
        for file in ("accounts.csv", "stakeholders.csv"):
            assert (folder / "one" / file).read_bytes() == (folder / "two" / file).read_bytes()


def _unpadded(case: Case) -> dict:
    return {name: {k: v for k, v in table.items() if k != "pad"} for name, table in case.model["tables"].items()}
