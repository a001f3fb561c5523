"""The gate against a product that is broken on purpose: one that passes is a missing case."""

from __future__ import annotations

from pathlib import Path

import pytest
from sabotages import ROOT, SABOTAGES, Bench, Sabotage

from assistant.evaluation.registry import suites

PAGE = ROOT / "docs" / "evaluation.md"


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda sabotage: sabotage.what)
def test_a_sabotage_closes_the_gate(
    sabotage: Sabotage, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The undamaged product passes, the broken one fails, and the cases that got worse are named."""
    clean = bench.clean(sabotage, tmp_path)
    assert clean.ungraded == 0
    assert [metric.reason for metric in clean.metrics if metric.value is not None and not metric.passed] == []
    found = bench.noticed(sabotage, tmp_path, monkeypatch)
    assert found.closed, f"nothing in {sabotage.suite} notices: a case is missing"
    assert found.worse or found.closed == ("brier",)


def test_the_page_shows_every_sabotage() -> None:
    """The table of the documentation has a row for each."""
    page = PAGE.read_text(encoding="utf-8")
    assert [s.what for s in SABOTAGES if f"| {s.what} | {s.suite} |" not in page] == []


def test_every_suite_of_the_sample_is_sabotaged() -> None:
    """No suite is trusted that never had to close the gate."""
    assert suites().keys() - {sabotage.suite for sabotage in SABOTAGES} <= {"conversation"}
