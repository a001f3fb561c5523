"""The real hospitals of the CMS files: 5,432 accounts, ids that lost their zeros, ratings that are often blank."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections import defaultdict
from pathlib import Path

import pytest

from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

AS_OF = dt.date(2026, 11, 20)
MODEL = """
tables:
  accounts: {file: accounts.csv, key: Facility ID, name: Facility Name}
  readmissions: {file: readmissions.csv, account: Facility ID, pad: 6}
accounts:
  attributes:
    kind: {column: Hospital Type, type: text}
    rating: {column: Hospital overall rating, type: integer}
    emergency: {column: Emergency Services, type: boolean}
    worst: {table: readmissions, column: Excess Readmission Ratio, type: number, aggregate: max}
    mean: {table: readmissions, column: Excess Readmission Ratio, type: number, aggregate: mean}
    readmitted: {table: readmissions, column: Number of Readmissions, type: integer, aggregate: sum}
    measures: {table: readmissions, aggregate: count}
    high: {table: readmissions, aggregate: count, where: {Excess Readmission Ratio: {above: 1.05}}}
  dimensions:
    - id: need
      layer: who
      needs: 0.6
      rules:
        - {attribute: worst, bands: [[1, 10], [1.05, 20], [1.1, 30]], why: Medicare penalises each ratio above 1.}
        - {attribute: high, bands: [[1, 5], [3, 10]], why: Several conditions are nobody's bad luck.}
        - {attribute: rating, values: {1: 10, 2: 10, 3: 5}, missing: 2, why: Low ratings want company.}
        - {attribute: emergency, values: {true: 3}, otherwise: -3, why: Patients come back through the emergency room.}
  segments:
    - {id: invest, coverage: field, meaning: High need., when: {need: {at_least: 40}, kind: {is: acute care hospitals}}}
    - {id: rated, coverage: inside, meaning: Some need., when: [{need: {at_least: 20}}, {rating: {at_most: 2}}]}
    - {id: unknown_rating, coverage: digital, meaning: Nothing to go by., when: {rating: {known: false}}}
    - {id: rest, coverage: none, meaning: What is left.}
"""


@pytest.fixture
def workspace(hospitals: Path, tmp_path: Path) -> Workspace:
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "segments.yaml").write_text(MODEL)
    (knowledge / "accounts.csv").write_bytes((hospitals / "Hospital_General_Information.csv").read_bytes())
    readmissions = next(hospitals.glob("FY_2026_Hospital_Readmissions*.csv"))
    (knowledge / "readmissions.csv").write_bytes(readmissions.read_bytes())
    return Workspace.at(tmp_path)


def rows(workspace: Workspace, name: str) -> list[dict[str, str]]:
    with (workspace.knowledge / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cells(scoring: Scoring, attribute: str) -> dict[str, object]:
    scored = scoring.levels["account"]
    return {key: scored.attributes[attribute].cell(i) for i, key in enumerate(scored.keys)}


def test_every_hospital_is_accounted_for(workspace: Workspace) -> None:
    """Each row of the file is an account with a segment and a coverage; none is rejected, no cell a problem."""
    scoring = score(workspace, as_of=AS_OF)
    counts = scoring.summary().accounts
    listed = rows(workspace, "accounts")
    assert counts.read == counts.accepted == len(listed) == 5432
    assert sum(counts.by_segment.values()) == sum(counts.by_coverage.values()) == len(listed)
    assert {account.id for account in scoring.accounts()} == {row["Facility ID"] for row in listed}
    assert not scoring.problems


def test_lost_zeros_are_filled_and_ratings_stay_blank(workspace: Workspace) -> None:
    """Ids of the second table match with `pad: 6`; blank ratings are missing and never low."""
    scoring = score(workspace, as_of=AS_OF)
    ids = {row["Facility ID"] for row in rows(workspace, "accounts")}
    linked = {row["Facility ID"].rjust(6, "0") for row in rows(workspace, "readmissions")}
    assert scoring.unmatched == {"readmissions": len(linked - ids)}
    blank = [row["Facility ID"] for row in rows(workspace, "accounts") if not row["Hospital overall rating"]]
    ratings = cells(scoring, "rating")
    assert [key for key, rating in ratings.items() if rating is None] == sorted(blank)
    assert round(len(blank) / len(ratings), 2) == 0.41
    without = MODEL.replace(", pad: 6", "")
    (workspace.knowledge / "segments.yaml").write_text(without)
    unpadded = score(workspace, as_of=AS_OF)
    lost = unpadded.unmatched["readmissions"]
    (hint,) = unpadded.hints
    assert hint.startswith(f"readmissions: {lost - len(linked - ids)} of {lost} ids that match no account would match")
    assert hint.endswith("Add `pad: 6` to the table `readmissions` in segments.yaml.")


def test_aggregates_are_those_of_the_rows(workspace: Workspace) -> None:
    """Highest and mean ratio, sums and counts of every hospital, computed again from the file."""
    scoring = score(workspace, as_of=AS_OF)
    by_id: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(workspace, "readmissions"):
        by_id[row["Facility ID"].rjust(6, "0")].append(row)
    found = {name: cells(scoring, name) for name in ("worst", "mean", "readmitted", "measures", "high")}
    for key in found["worst"]:
        ratios = [float(r["Excess Readmission Ratio"]) for r in by_id[key] if r["Excess Readmission Ratio"]]
        readmitted = [int(r["Number of Readmissions"]) for r in by_id[key] if r["Number of Readmissions"]]
        assert found["worst"][key] == max(ratios, default=None)
        assert found["mean"][key] == (round(math.fsum(ratios) / len(ratios), 6) if ratios else None)
        assert found["readmitted"][key] == (sum(readmitted) if readmitted else None)
        assert (found["measures"][key], found["high"][key]) == (len(by_id[key]), sum(r > 1.05 for r in ratios))


def test_receipts_of_all_hospitals_add_up(workspace: Workspace) -> None:
    """The points of every receipt's rules are the score, and its segment the one in the table."""
    scoring = score(workspace, as_of=AS_OF)
    points = scoring.levels["account"].answer.points[0]
    for position, account in enumerate(scoring.accounts()):
        receipt = scoring.receipt("account", account.id)
        assert sum(rule.points for rule in receipt.rules) == receipt.dimensions[0].points == points[position]
        assert (receipt.segment, receipt.coverage) == (account.segment, account.coverage)


def test_files_are_the_same_twice_and_on_every_engine(workspace: Workspace, tmp_path: Path) -> None:
    """Byte for byte."""
    written = {}
    for name, engine in (("one", "pandas"), ("two", "pandas"), ("three", "polars"), ("four", "duckdb")):
        pytest.importorskip(engine)
        paths = score(workspace, as_of=AS_OF, engine=engine).write(tmp_path / name)
        written[name] = [path.read_bytes() for path in paths]
    assert written["one"] == written["two"] == written["three"] == written["four"]
    assert len(written["one"][0].splitlines()) == 5433
