"""The segment model for the public hospital files holds on the real ones, and its page says what comes out."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

DOCS = Path(__file__).parents[2] / "docs"
DAY = dt.date(2026, 11, 20)
ACUTE = "Acute Care Hospitals"
Row = dict[str, str]


def score_hospitals(hospitals: Path, folder: Path) -> Scoring:
    """Scores the downloads where they lie, with a workspace that has nothing but the segment model."""
    (folder / "knowledge").mkdir(parents=True)
    shutil.copyfile(DOCS / "hospitals" / "segments.yaml", folder / "knowledge" / "segments.yaml")
    tables = {
        "accounts": hospitals / "Hospital_General_Information.csv",
        "readmissions": hospitals / "FY_2026_Hospital_Readmissions_Reduction_Program_Hospital.csv",
    }
    return score(Workspace.at(folder), as_of=DAY, tables=tables)


@pytest.fixture
def scored(hospitals: Path, tmp_path: Path) -> Scoring:
    return score_hospitals(hospitals, tmp_path)


@pytest.fixture
def rows(hospitals: Path) -> dict[str, Row]:
    """The downloaded row of each hospital by its id."""
    with (hospitals / "Hospital_General_Information.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Facility ID"]: row for row in csv.DictReader(file)}


def test_every_hospital_is_scored(scored: Scoring, rows: dict[str, Row]) -> None:
    """Each row of the download has an account segment; those that were read are those that were accepted."""
    summary = scored.summary()
    assert {account.id for account in scored.accounts()} == set(rows)
    assert summary.accounts.read == summary.accounts.accepted == len(rows)
    assert summary.unmatched["readmissions"] == 10


def test_page_states_the_counts_that_come_out(scored: Scoring) -> None:
    """The table in docs/hospitals.md has every account segment with the coverage and count that the scorer gives."""
    page = (DOCS / "hospitals.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\w+) \| (\w+) \| ([\d,]+) \|", page, re.MULTILINE)
    counts = scored.summary().accounts.by_segment
    segments = scored.model.value.account_segments
    assert found == [(s.name, s.coverage, f"{counts[s.id]:,}") for s in segments]


def test_two_runs_write_the_same_bytes(hospitals: Path, tmp_path: Path) -> None:
    """The same files and day, scored twice in two places, give the same four files."""
    written = [
        {path.name: path.read_bytes() for path in score_hospitals(hospitals, tmp_path / place).write(tmp_path / place)}
        for place in ("first", "second")
    ]
    assert written[0] == written[1]
    assert len(written[0]) == 4


def test_receipts_of_invest_hospitals_would_stand_up_in_a_meeting(scored: Scoring, rows: dict[str, Row]) -> None:
    """Where a rep is sent, at least two conditions are above 1, one clearly so, and there are patients to call."""
    invest = [account.id for account in scored.accounts() if account.segment == "invest"]
    for id in invest:
        value = {line.attribute: line.value for line in scored.receipt("account", id).rules}
        assert rows[id]["Hospital Type"] == ACUTE
        assert float(str(value["worst_excess_ratio"])) >= 1.06
        assert int(str(value["conditions_above_expected"])) >= 2
        assert int(str(value["medicare_stays_in_three_years"])) >= 1000


def test_receipts_sum_to_the_points_of_their_dimensions(scored: Scoring) -> None:
    """For a hospital of every account segment the rules of the receipt add up to its dimensions."""
    first = {account.segment: account.id for account in reversed(scored.accounts())}
    assert len(first) == len(scored.model.value.account_segments)
    for id in first.values():
        receipt = scored.receipt("account", id)
        for dimension in receipt.dimensions:
            assert dimension.points == sum(r.points for r in receipt.rules if r.dimension == dimension.id)


def test_hospitals_outside_the_programme_are_never_called_on(scored: Scoring, rows: dict[str, Row]) -> None:
    """Field and inside coverage go to acute care hospitals only; critical access hospitals stay on digital channels."""
    for account in scored.accounts():
        hospital_type = rows[account.id]["Hospital Type"]
        if account.coverage in ("field", "inside"):
            assert hospital_type == ACUTE, account
        if hospital_type == "Critical Access Hospitals":
            assert account.coverage == "digital", account


def test_a_blank_rating_is_not_a_bad_one(scored: Scoring, rows: dict[str, Row]) -> None:
    """A hospital without stars gets the points of one with four, and its receipt says that the rating is not known."""
    points: dict[str, set[tuple[int, bool]]] = {}
    by_rating = {rows[account.id]["Hospital overall rating"]: account.id for account in scored.accounts()}
    for rating, id in by_rating.items():
        line = next(r for r in scored.receipt("account", id).rules if r.attribute == "star_rating")
        points.setdefault(rating, set()).add((line.points, line.known))
    assert points[""] == {(next(iter(points["4"]))[0], False)}


def test_hospitals_without_ratios_are_not_counted_as_low(scored: Scoring, rows: dict[str, Row]) -> None:
    """A hospital of which no ratio is known has no pressure that a condition could use."""
    unknown = 0
    for account in scored.accounts():
        if rows[account.id]["Hospital Type"] == ACUTE and account.segment == "monitor":
            receipt = scored.receipt("account", account.id)
            value = {line.attribute: line.value for line in receipt.rules}
            ready = {line.id: line.ready for line in receipt.dimensions}
            assert ready["pressure"] == (value["worst_excess_ratio"] is not None)
            unknown += not ready["pressure"]
    assert f"{unknown} acute care hospitals" in (DOCS / "hospitals.md").read_text(encoding="utf-8")
