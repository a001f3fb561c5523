"""Overrides: people decide openly, the computed segment stays to be seen, and nothing lapses in silence."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from shop import open_shop

from assistant.access import Visible
from assistant.errors import FileProblemsError
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)
ENTRY = "{account: '005', segment: invest, reason: Merges with Ash., approved_by: Vera, until: 2026-11-20}"


def scored(workspace: Workspace, text: str, as_of: date = DAY) -> Scoring:
    (workspace.knowledge / "overrides.yaml").write_text(text, encoding="utf-8")
    return score(workspace, as_of=as_of, keep=["owner"])


def refused(workspace: Workspace, text: str) -> str:
    with pytest.raises(FileProblemsError) as caught:
        scored(workspace, text)
    return str(caught.value)


def test_the_receipt_shows_the_computed_and_the_applied_segment(tmp_path: Path) -> None:
    """Coverage follows the applied segment; rules, points and what matched stay those of the computation."""
    workspace = open_shop(tmp_path / "shop")
    before = score(workspace, as_of=DAY).receipt("account", "005")
    after = scored(workspace, f"overrides:\n  - {ENTRY}\n").receipt("account", "005")
    assert (before.segment, before.computed, before.coverage) == ("monitor", "monitor", "digital")
    assert (after.segment, after.computed, after.coverage) == ("invest", "monitor", "field")
    assert (after.rules, after.dimensions, after.matched) == (before.rules, before.dimensions, before.matched)
    assert after.override is not None
    assert (after.override.reason, after.override.approved_by) == ("Merges with Ash.", ("Vera",))
    assert before.override is None


def test_everything_downstream_follows_the_applied_segment(tmp_path: Path) -> None:
    """Files, counts and the stakeholders' account segment are those of the override."""
    workspace = open_shop(tmp_path / "shop")
    assert score(workspace, as_of=DAY).receipt("stakeholder", "S5").segment == "far"
    scoring = scored(workspace, f"overrides:\n  - {ENTRY}\n")
    assert scoring.receipt("stakeholder", "S5").segment == "near"
    scoring.write(tmp_path / "out")
    with (tmp_path / "out" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["account_id"]: row for row in csv.DictReader(file)}
    assert (rows["005"]["segment"], rows["005"]["coverage"]) == ("invest", "field")
    summary = scoring.summary("owner")
    assert summary.accounts.by_segment["invest"] == sum(row["segment"] == "invest" for row in rows.values())
    assert summary.overrides.model_dump() == {
        "applied": 1,
        "changed": 1,
        "lapsed": 0,
        "unmatched": 0,
        "by_owner": {"ines": 1},
    }


def test_the_last_day_counts_and_the_next_does_not(tmp_path: Path) -> None:
    """`until` is inclusive; a lapsed override is counted and reported with its place, and the computed one applies."""
    workspace = open_shop(tmp_path / "shop")
    text = f"overrides:\n  - {ENTRY}\n"
    assert scored(workspace, text).receipt("account", "005").segment == "invest"
    lapsed = scored(workspace, text, date(2026, 11, 21))
    assert lapsed.receipt("account", "005").segment == "monitor"
    assert lapsed.summary().overrides.lapsed == 1
    assert any("overrides.yaml:2" in hint and "lapsed after 2026-11-20" in hint for hint in lapsed.summary().hints)


def test_without_a_last_day_it_holds(tmp_path: Path) -> None:
    """An override without `until` holds until somebody removes it; several people may answer for it."""
    text = "- {account: '005', segment: grow, reason: They asked., approved_by: [Vera, Ines]}\n"
    scoring = scored(open_shop(tmp_path / "shop"), text, date(2031, 1, 1))
    receipt = scoring.receipt("account", "005")
    assert receipt.segment == "grow"
    assert receipt.override is not None
    assert (receipt.override.approved_by, receipt.override.until) == (("Vera", "Ines"), None)


@pytest.mark.parametrize("account", ["005", "'005'", "5", "' 5 '"])
def test_ids_are_read_as_they_are_written(tmp_path: Path, account: str) -> None:
    """YAML reads 005 as a number and 010 as eight; an override means the text, filled with zeros as the table is."""
    text = f"overrides:\n  - {{account: {account}, segment: invest, reason: R., approved_by: V}}\n"
    assert scored(open_shop(tmp_path / "shop"), text).receipt("account", "005").segment == "invest"


def test_an_account_that_is_not_there_is_reported_and_nothing_stops(tmp_path: Path) -> None:
    """The hint names file, line and the nearest id; the others apply."""
    text = f"overrides:\n  - {{account: '0055', segment: grow, reason: R., approved_by: V}}\n  - {ENTRY}\n"
    scoring = scored(open_shop(tmp_path / "shop"), text)
    assert scoring.receipt("account", "005").segment == "invest"
    assert scoring.summary().overrides.unmatched == 1
    hint = next(hint for hint in scoring.summary().hints if "0055" in hint)
    assert "overrides.yaml:2" in hint
    assert "Did you mean `005`" in hint


def test_every_fault_of_the_file_is_reported_at_once(tmp_path: Path) -> None:
    """An unknown segment, a second entry for an account and a missing reason come with their lines."""
    workspace = open_shop(tmp_path / "shop")
    text = (
        "overrides:\n"
        "  - {account: '001', segment: invets, reason: R., approved_by: V}\n"
        "  - {account: '001', segment: grow, reason: R., approved_by: V}\n"
    )
    told = refused(workspace, text)
    assert "overrides.yaml:2: overrides[0].segment: unknown account segment `invets`. Did you mean `invest`?" in told
    assert "overrides.yaml:3: overrides[1].account: `001` has an override at line 2 already" in told
    told = refused(workspace, "overrides:\n  - {account: '001', segment: grow, aproved_by: V}\n")
    assert "overrides[0].reason: is required" in told
    assert "Did you mean `approved_by`?" in told


def test_an_empty_file_overrides_nothing(tmp_path: Path) -> None:
    """Nothing in the file is the same as no file, but for the run's id."""
    workspace = open_shop(tmp_path / "shop")
    without = score(workspace, as_of=DAY)
    empty = scored(workspace, "")
    assert empty.summary().accounts == without.summary().accounts
    assert empty.run != without.run


def test_an_asker_learns_of_own_overrides_only(tmp_path: Path) -> None:
    """Counts, hints and receipts of a restricted scoring speak of no other account."""
    text = (
        f"overrides:\n  - {ENTRY}\n"
        "  - {account: '002', segment: invest, reason: R., approved_by: V, until: 2026-01-01}\n"
        "  - {account: nobody, segment: invest, reason: R., approved_by: V}\n"
    )
    scoring = scored(open_shop(tmp_path / "shop"), text)
    summary = scoring.restricted(Visible(frozenset({"001", "002", "007"}))).summary("owner")
    assert (summary.overrides.applied, summary.overrides.lapsed, summary.overrides.unmatched) == (0, 1, 0)
    assert summary.overrides.by_owner == {}
    assert all("002" in hint for hint in summary.hints)
