"""`parlance eval` as a person runs it: exit codes, JSON, baseline, report."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from evaluation_workspaces import CASES, made, replaced

BROKEN = ("claim: Readmissions fell by 12 %.", "claim: Readmissions fell by 13 %.")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return made(tmp_path / "small")


def test_an_open_gate_exits_with_0_and_shows_every_metric(parlance, workspace: Path) -> None:
    """Each metric stands with its n, its interval and its threshold."""
    outcome = parlance("eval", cwd=workspace)
    assert outcome.code == 0 and "The gate is open." in outcome.out
    assert all(name in outcome.out for name in ("accuracy", "precision", "recall", "f1", "brier", "≥ 0.5"))


def test_the_json_document_is_that_of_the_contract(parlance, workspace: Path) -> None:
    """Suites with name, cases and metrics; each metric with value, n, interval, baseline and passed."""
    document = parlance("eval", "--json", cwd=workspace).json
    assert document["schema"] == "parlance/eval/1" and document["passed"] is True
    (suite,) = document["suites"]
    assert suite["name"] == "grounding" and suite["cases"] == 3
    for metric in suite["metrics"]:
        assert {"name", "value", "n", "interval", "baseline", "passed"} <= metric.keys()
        assert metric["baseline"] is None


def test_json_is_the_same_bytes_twice(parlance, workspace: Path) -> None:
    """Nothing in it depends on the clock or on chance."""
    assert parlance("eval", "--json", cwd=workspace).out == parlance("eval", "--json", cwd=workspace).out


def test_a_closed_gate_exits_with_3_and_shows_before_and_after(parlance, workspace: Path) -> None:
    """The case that got worse is named with its place, the reason and both texts."""
    assert parlance("eval", "--update-baseline", "--yes", cwd=workspace).code == 0
    replaced(workspace, CASES, *BROKEN)
    outcome = parlance("eval", cwd=workspace)
    assert outcome.code == 3 and "The gate is closed: grounding." in outcome.out
    assert "The same sentence is supported." in outcome.out and f"{CASES}:2" in outcome.out
    assert "before: supported" in outcome.out and "after:  not supported" in outcome.out


def test_updating_the_baseline_shows_what_changes_and_asks(parlance, workspace: Path) -> None:
    """Where nobody can be asked it fails and names the flag, and nothing is written."""
    outcome = parlance("eval", "--update-baseline", "--no-input", cwd=workspace)
    assert outcome.code == 2 and "--yes" in outcome.err and "accuracy: - → 1.000" in outcome.err
    assert not (workspace / "eval" / "baseline.json").exists()


def test_an_updated_baseline_opens_the_gate_again(parlance, workspace: Path) -> None:
    """What somebody agreed to is the new baseline, and a second update has nothing to write."""
    parlance("eval", "--update-baseline", "--yes", cwd=workspace)
    replaced(workspace, CASES, "claim: Nurses wear blue.", "claim: Readmissions fell by 12 %.")
    assert parlance("eval", cwd=workspace).code == 3
    changed = parlance("eval", "--update-baseline", "--yes", cwd=workspace)
    assert changed.code == 0
    assert "passed → failed: A sentence about something else is not supported." in changed.err
    assert parlance("eval", cwd=workspace).code == 0
    assert "nothing to write" in parlance("eval", "--update-baseline", "--yes", cwd=workspace).err


def test_a_suite_that_does_not_exist_is_named(parlance, workspace: Path) -> None:
    """The nearest name is suggested."""
    outcome = parlance("eval", "grounded", cwd=workspace)
    assert outcome.code == 2 and "Did you mean `grounding`?" in outcome.err


def test_a_broken_baseline_says_what_to_do(parlance, workspace: Path) -> None:
    """It is a matter of configuration, and the file is named."""
    (workspace / "eval" / "baseline.json").write_text("{", encoding="utf-8")
    outcome = parlance("eval", cwd=workspace)
    assert outcome.code == 4 and "eval/baseline.json: cannot be read" in outcome.err


def test_the_report_has_every_case_for_programs(parlance, workspace: Path, tmp_path: Path) -> None:
    """JSON Lines hold each case, JUnit XML each metric and case; a failed gate is a failure there."""
    parlance("eval", "--update-baseline", "--yes", cwd=workspace)
    replaced(workspace, CASES, *BROKEN)
    parlance("eval", "--report", str(tmp_path / "out"), cwd=workspace)
    lines = [json.loads(line) for line in (tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["schema"] for line in lines] == ["parlance/eval-case/1"] * 3
    suite = fromstring((tmp_path / "out" / "junit.xml").read_text(encoding="utf-8")).find("testsuite")
    assert suite is not None and int(suite.get("tests", "")) == len(suite.findall("testcase")) == 8
    failures = [case.get("name") for case in suite.findall("testcase") if case.find("failure") is not None]
    assert "accuracy" in failures and int(suite.get("failures", "")) == len(failures)
    assert "before: supported" in (suite.find("testcase/failure").text or "")


def test_a_new_workspace_has_cases_that_pass(parlance, tmp_path: Path) -> None:
    """Over somebody's own accounts `init` writes cases that hold for any workspace, with their thresholds."""
    table = tmp_path / "accounts.csv"
    table.write_text("id,name,beds\n1,North,120\n2,South,40\n", encoding="utf-8")
    assert parlance("init", "own", "--accounts", str(table), cwd=tmp_path).code == 0
    outcome = parlance("eval", "alignment", "grounding", cwd=tmp_path / "own")
    assert outcome.code == 0, outcome.out


@pytest.mark.parametrize("person", ["eve", "sal"])
def test_who_may_not_see_every_account_grades_nothing(parlance, sample: Path, person: str) -> None:
    """Outcomes show what accounts say, of all reps."""
    outcome = parlance("eval", "--as", person, cwd=sample)
    assert outcome.code == 2 and person in outcome.err and outcome.out == ""
