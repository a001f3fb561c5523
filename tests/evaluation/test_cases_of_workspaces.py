"""Case files: whatever is wrong in them is told with file and line, and nothing is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from evaluation_workspaces import CASES, THRESHOLDS, graded, made, replaced

from assistant.errors import ConfigurationError, FileProblemsError, UnknownNameError
from assistant.evaluation.cases import load_cases
from assistant.evaluation.registry import suites
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
AT_THE_START = 250


def problems(folder: Path) -> str:
    with pytest.raises(FileProblemsError) as raised:
        graded(folder)
    return str(raised.value)


def test_a_misspelled_field_is_told_with_its_line(tmp_path: Path) -> None:
    """The message names file, line and field, and the nearest allowed name."""
    replaced(made(tmp_path), CASES, "    kind: figure", "    knid: figure")
    told = problems(tmp_path)
    assert f"{CASES}:8: cases[1].knid: unknown field `knid`. Did you mean `kind`?" in told


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    """A missing field and a wrong type are both told."""
    made(tmp_path)
    replaced(tmp_path, CASES, "    kind: figure\n", "")
    replaced(tmp_path, CASES, "supported: true", "supported: perhaps")
    told = problems(tmp_path)
    assert "cases[1].kind: is required and missing." in told
    assert f"{CASES}:6: cases[0].supported: " in told


def test_two_cases_of_one_name_are_told_with_both_places(tmp_path: Path) -> None:
    """Names tell cases apart, so they are distinct within a suite."""
    replaced(made(tmp_path), CASES, "Another figure is not supported.", "The same sentence is supported.")
    assert f"{CASES}:7: name: `The same sentence is supported.` is also the name of the case at {CASES}:2" in problems(
        tmp_path
    )


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    """A bracket that is left open is an error of the file."""
    replaced(made(tmp_path), CASES, "[Readmissions fell by 12 % in a year.]", "[Readmissions")
    assert f"{CASES}:" in problems(tmp_path) and "not valid YAML" in problems(tmp_path)


def test_a_folder_with_cases_that_is_no_suite_is_an_error(tmp_path: Path) -> None:
    """Cases that nobody would grade are not passed over."""
    made(tmp_path)
    folder = tmp_path / "eval" / "cases" / "groundign"
    folder.mkdir()
    (folder / "x.yaml").write_text("cases: []\n", encoding="utf-8")
    with pytest.raises(UnknownNameError, match="unknown suite `groundign`"):
        graded(tmp_path)


def test_labelled_data_of_another_shape_may_lie_beside_cases(tmp_path: Path) -> None:
    """A file without `cases:` is no suite."""
    made(tmp_path)
    folder = tmp_path / "eval" / "cases" / "other"
    folder.mkdir()
    (folder / "x.yaml").write_text("orders: [one]\n", encoding="utf-8")
    assert [suite.name for suite in graded(tmp_path).suites] == ["grounding"]


def test_a_link_out_of_the_workspace_is_an_error(tmp_path: Path) -> None:
    """Files elsewhere are not read, and not passed over either."""
    folder = made(tmp_path / "workspace")
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("cases: []\n", encoding="utf-8")
    (folder / "eval/cases/grounding/linked.yaml").symlink_to(elsewhere)
    assert "linked.yaml: leads out of the workspace" in problems(folder)


def test_a_metric_without_a_threshold_is_an_error(tmp_path: Path) -> None:
    """Nothing passes for want of a number to reach."""
    replaced(made(tmp_path), THRESHOLDS, "    recall: {at_least: 0.5}\n", "")
    assert "eval/thresholds.yaml:2: thresholds.grounding: `recall` has no threshold." in problems(tmp_path)


def test_a_threshold_without_a_metric_is_an_error(tmp_path: Path) -> None:
    """A threshold that is misspelled would gate nothing."""
    replaced(made(tmp_path), THRESHOLDS, "recall:", "recal:")
    told = problems(tmp_path)
    assert "unknown metric `recal`. Did you mean `recall`?" in told and "`recall` has no threshold" in told


@pytest.mark.parametrize("bound", ["{}", "{at_least: 0.1, at_most: 0.9}"])
def test_a_threshold_bounds_one_side(tmp_path: Path, bound: str) -> None:
    """Neither and both are errors with their line."""
    replaced(made(tmp_path), THRESHOLDS, "brier: {at_most: 0.5}", f"brier: {bound}")
    assert "eval/thresholds.yaml:7" in problems(tmp_path)


def test_no_cases_at_all_is_an_error(tmp_path: Path) -> None:
    """A workspace without cases has nothing to be trusted for."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "thresholds.yaml").write_text("thresholds: {}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="there are no cases"):
        graded(tmp_path)


@pytest.mark.parametrize("suite", sorted(suites()))
def test_every_case_of_the_sample_can_be_read(suite: str) -> None:
    """Each suite of the sample has cases, each with its place."""
    placed = load_cases(Workspace(ROOT), suite, suites()[suite].file)
    assert placed and all(one.line > 1 for one in placed)


def test_the_sample_starts_with_cases_enough() -> None:
    """The suites that were written for the product as a whole have the number that a start needs."""
    written = [name for name in suites() if name not in {"senses", "alignment", "grounding"}]
    count = sum(len(load_cases(Workspace(ROOT), name, suites()[name].file)) for name in written)
    assert count >= AT_THE_START


def test_thresholds_of_the_sample_name_every_suite() -> None:
    """No suite of the registry is left without thresholds."""
    named = yaml.safe_load((ROOT / "eval" / "thresholds.yaml").read_text(encoding="utf-8"))["thresholds"]
    assert set(named) == set(suites())
