"""What sales operations does before and after a run is published: compare, override, cover, answer doubts."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest


@pytest.fixture
def stricter(sample: Path) -> Path:
    """A segment model with a higher bar for Invest."""
    text = (sample / "knowledge" / "segments.yaml").read_text(encoding="utf-8")
    file = sample / "stricter.yaml"
    file.write_text(text.replace("momentum: {at_least: 20}", "momentum: {at_least: 30}", 1), encoding="utf-8")
    return file


def accounts(sample: Path) -> dict[str, dict[str, str]]:
    with (sample / "knowledge" / "crm" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = {row["account_id"]: row for row in reversed(rows)}  # of repeated keys the first row stays
    return {id: row for id, row in first.items() if id.strip()}


def segments(parlance, sample: Path, folder: Path) -> dict[str, dict[str, str]]:
    parlance("score", "--out", str(folder), cwd=sample)
    with (folder / "accounts.csv").open(encoding="utf-8", newline="") as file:
        return {row["account_id"]: row for row in csv.DictReader(file)}


def test_compare_agrees_with_scoring_under_both(parlance, sample: Path, stricter: Path, tmp_path: Path) -> None:
    """Moves and coverage are the difference of two scorings, and nothing in the workspace changes."""
    before = segments(parlance, sample, tmp_path / "before")
    found = parlance("compare", str(stricter), "--json", cwd=sample).json
    (sample / "knowledge" / "segments.yaml").write_bytes(stricter.read_bytes())
    after = segments(parlance, sample, tmp_path / "after")
    moved = {id for id in before if before[id]["segment"] != after[id]["segment"]}
    assert found["moved"] == len(moved) == sum(flow["count"] for flow in found["from_to"]) > 0
    assert {id for flow in found["from_to"] for id in flow["examples"]} <= moved
    for name, change in found["coverage"].items():
        assert change["before"] == sum(row["coverage"] == name for row in before.values())
        assert change["after"] == sum(row["coverage"] == name for row in after.values())


def test_compare_reads_well_in_a_terminal(parlance, sample: Path, stricter: Path) -> None:
    """The matrix, coverage, load per owner and the nearest accounts are there, in words."""
    out = parlance("compare", "stricter.yaml", cwd=sample).out
    for part in ("accounts would move", "in brackets those that stay", "Coverage", "owner", "Nearest to a border"):
        assert part in out
    assert parlance("compare", "stricter.yaml", cwd=sample).out == out


def test_the_plot_is_the_same_bytes_each_time(parlance, sample: Path, stricter: Path, tmp_path: Path) -> None:
    """`--plot` writes a well-formed drawing that says the number of moves."""
    moved = parlance("compare", str(stricter), "--plot", str(tmp_path / "new" / "a.svg"), "--json", cwd=sample).json
    parlance("compare", str(stricter), "--plot", str(tmp_path / "b.svg"), cwd=sample)
    drawn = (tmp_path / "new" / "a.svg").read_bytes()
    assert drawn == (tmp_path / "b.svg").read_bytes()
    assert f"{moved['moved']} of " in "".join(ET.fromstring(drawn).itertext())


def test_a_faulty_model_is_refused_by_its_own_name(parlance, sample: Path) -> None:
    """Faults of the other file come with its name and lines, and exit code 4."""
    (sample / "broken.yaml").write_text("tables: {}\naccounts: {segmnts: []}\n", encoding="utf-8")
    outcome = parlance("compare", "broken.yaml", cwd=sample)
    assert outcome.code == 4
    assert "broken.yaml:2" in outcome.err


def test_a_rep_compares_own_accounts(parlance, sample: Path, stricter: Path) -> None:
    """No id and no owner beyond the rep's rights."""
    own = {id for id, row in accounts(sample).items() if row["owner"] == "sal"}
    found = parlance("compare", str(stricter), "--as", "sal", "--json", cwd=sample).json
    ids = {id for flow in found["overview"] for id in flow["examples"]} | {near["id"] for near in found["nearest"]}
    assert ids
    assert ids <= own
    assert [load["owner"] for load in found["owners"]] == ["sal"]


def test_an_override_shows_everywhere_it_applies(parlance, sample: Path, tmp_path: Path) -> None:
    """Receipt, file, summary and draft say the applied segment, and the receipt the computed one and the reason."""
    id = next(key for key, row in segments(parlance, sample, tmp_path / "a").items() if row["segment"] == "monitor")
    owner = accounts(sample)[id]["owner"]
    (sample / "knowledge" / "overrides.yaml").write_text(
        f"overrides:\n  - account: '{id}'\n    segment: invest\n    reason: A new ward opens in May.\n"
        "    approved_by: Vera\n    until: 2026-12-31\n",
        encoding="utf-8",
    )
    receipt = parlance("explain", id, "--json", cwd=sample).json
    assert (receipt["segment"], receipt["computed"], receipt["coverage"]) == ("invest", "monitor", "field")
    assert receipt["override"]["reason"] == "A new ward opens in May."
    assert segments(parlance, sample, tmp_path / "b")[id]["coverage"] == "field"
    told = parlance("explain", id, cwd=sample).out
    for part in (
        "Invest (field)",
        "approved by Vera, until 2026-12-31",
        "A new ward opens in May.",
        "computed: Monitor",
    ):
        assert part in told
    summary = parlance("score", "--json", cwd=sample)
    assert summary.json["overrides"]["by_owner"] == {owner: 1}
    assert "1 override in force" in parlance("score", cwd=sample).out
    drafted = parlance("draft", "talking-points", "--account", id, cwd=sample).out
    assert "Invest" in drafted
    lapsed = parlance("score", "--as-of", "2027-01-01", "--json", cwd=sample)
    assert lapsed.json["overrides"] == {"applied": 0, "changed": 0, "lapsed": 1, "unmatched": 0, "by_owner": {}}
    assert "overrides.yaml:2" in lapsed.err
    assert "lapsed after 2026-12-31" in lapsed.err


def test_a_faulty_override_is_a_configuration_error(parlance, sample: Path) -> None:
    """An unknown segment ends `score` and `explain` with 4, the line and a suggestion."""
    (sample / "knowledge" / "overrides.yaml").write_text(
        "overrides:\n  - {account: '004101', segment: invst, reason: R., approved_by: V}\n", encoding="utf-8"
    )
    for words in (("score",), ("explain", "004101")):
        outcome = parlance(*words, cwd=sample)
        assert (outcome.code, outcome.out) == (4, "")
        assert "overrides.yaml:2" in outcome.err
        assert "Did you mean `invest`" in outcome.err


def test_coverage_accounts_for_every_account(parlance, sample: Path) -> None:
    """Coverage types and owners each add up to all accounts; who lacks a decider is covered and has none."""
    report = parlance("coverage", "--json", cwd=sample).json
    total = parlance("score", "--json", cwd=sample).json["accounts"]["accepted"]
    assert sum(report["by_coverage"].values()) == sum(owner["accounts"] for owner in report["owners"]) == total
    assert len(report["uncovered"]) == sum(report["channels"].values())
    assert report["decision_roles"]
    for account in report["without_decider"]:
        assert account["coverage"] in ("field", "inside")
        assert not set(account["roles"]) & set(report["decision_roles"])
    text = parlance("coverage", cwd=sample).out
    assert "channel they get instead" in text
    assert f"{len(report['without_decider'])} covered accounts without a known" in text


def test_a_reps_coverage_is_of_own_accounts(parlance, sample: Path) -> None:
    """Counts follow the rights."""
    own = {id for id, row in accounts(sample).items() if row["owner"] == "sal"}
    report = parlance("coverage", "--as", "sal", "--json", cwd=sample).json
    assert sum(report["by_coverage"].values()) <= len(own)
    assert {a["id"] for part in ("uncovered", "without_decider", "without_owner") for a in report[part]} <= own


def test_a_doubt_is_recorded_listed_and_answered(parlance, sample: Path) -> None:
    """It keeps the run and segment that were doubted; an answered one leaves the list of open ones."""
    recorded = parlance(
        "dispute", "Mercy General", "--reason", "Two wards closed.", "--as", "sal", "--json", cwd=sample
    )
    assert recorded.json["schema"] == "parlance/dispute/1"
    assert (recorded.json["account"], recorded.json["segment"], recorded.json["by"]) == ("004101", "invest", "sal")
    explained = parlance("explain", "004101", "--json", cwd=sample).json
    assert (recorded.json["run"], recorded.json["as_of"]) == (explained["run"], explained["as_of"])
    assert "Two wards closed." in parlance("disputes", "--as", "mark", cwd=sample).out
    id = recorded.json["id"]
    answered = parlance("disputes", "--resolve", id, "--note", "Beds corrected.", "--as", "mark", "--json", cwd=sample)
    assert answered.json["disputes"][0]["resolved_by"] == "mark"
    assert parlance("disputes", "--json", cwd=sample).json["disputes"] == []
    assert parlance("disputes", "--all", "--json", cwd=sample).json["disputes"][0]["note"] == "Beds corrected."
    again = parlance("disputes", "--resolve", id, "--note", "No.", cwd=sample)
    assert again.code == 2
    assert "resolved already" in again.err


def test_a_doubt_is_seen_by_who_sees_the_account(parlance, sample: Path) -> None:
    """Another rep's account cannot be doubted, and its doubt neither be seen nor answered."""
    foreign = next(id for id, row in accounts(sample).items() if row["owner"] == "ines")
    recorded = parlance("dispute", foreign, "--reason", "Wrong.", "--as", "ines", "--json", cwd=sample).json
    assert parlance("disputes", "--as", "sal", "--json", cwd=sample).json["disputes"] == []
    hidden = parlance("disputes", "--resolve", recorded["id"], "--note", "x", "--as", "sal", cwd=sample)
    invented = parlance("disputes", "--resolve", "d-99", "--note", "x", "--as", "sal", cwd=sample)
    assert (hidden.code, invented.code) == (2, 2)
    assert hidden.err.replace(recorded["id"], "d-99") == invented.err
    assert parlance("dispute", foreign, "--reason", "x", "--as", "sal", cwd=sample).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("runs",),
        ("runs", "diff", "live", "live"),
        ("publish", "r-1"),
        ("compare", "knowledge/segments.yaml"),
        ("coverage",),
        ("dispute", "Mercy General", "--reason", "x"),
        ("disputes",),
    ],
)
def test_somebody_unknown_gets_nothing_of_it(parlance, sample: Path, words: tuple[str, ...]) -> None:
    """Who is not in team.yaml is refused before anything is scored."""
    outcome = parlance(*words, "--as", "eve", cwd=sample)
    assert (outcome.code, outcome.out) == (2, "")
    assert "definitions only" in outcome.err
