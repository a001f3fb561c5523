"""How well the shipped model decides, on our own cases and on the shared judged sets."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.evidence.support import supports
from assistant.evidence.support.features import features
from assistant.evidence.support.model import score, weights
from assistant.evidence.support.support import observe

CASES = Path(__file__).resolve().parents[3] / "eval" / "cases" / "grounding"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data sets are not here")


def _auroc(truth: list[bool], scores: list[float]) -> float:
    """The chance that a supported case scores above another one, by comparing all pairs."""
    values, true = np.array(scores), np.array(truth)
    above = values[true][:, None] - values[~true][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def _right(part: str) -> dict[str, list[bool]]:
    right: dict[str, list[bool]] = {}
    for case in yaml.safe_load((CASES / f"{part}.yaml").read_text("utf-8"))["cases"]:
        found = supports(case["claim"], case["evidence"])
        right.setdefault(case["kind"], []).append(found.supported == case["supported"])
    return right


def test_own_test_cases_are_decided_as_a_colleague_would() -> None:
    """At least nine in ten of the cases that nothing is trained on, and figures and units without exception."""
    right = _right("test")
    every = [one for found in right.values() for one in found]
    assert sum(every) / len(every) >= 0.9
    assert all(right["figure"] + right["unit"])


def test_both_parts_hold_every_kind_of_change() -> None:
    """Negation, figure, unit, direction, strength, entity, time, order and numbers in words occur in both parts."""
    kinds = {
        "negation",
        "figure",
        "unit",
        "direction",
        "strength",
        "entity",
        "time",
        "order",
        "number words",
        "paraphrase",
    }
    for part in ("dev", "test"):
        assert kinds <= _right(part).keys()


def test_weights_pull_the_way_their_names_say() -> None:
    """No clash and no gap can raise a score, and no coverage can lower one."""
    for name, entry in weights().features.items():
        if name.startswith(("clash", "missing", "names_missing", "figures_absent")):
            assert entry.weight <= 0, name
        if name.startswith(("cover", "exact", "clause", "names_near", "figures_share")):
            assert entry.weight >= 0, name


def test_a_figure_that_is_not_stated_caps_the_score() -> None:
    """However much the evidence covers, an unstated figure keeps the score below the threshold."""
    seen = observe("Kestrel runs Stocklane in 46 stores.", ["Kestrel runs Stocklane in 46 stores."])
    assert seen is not None
    found = features(seen)
    assert score(found) > 0.5 > score({**found, "figures_absent": 1.0})


@needs_shared
def test_contradictions_and_gaps_on_wice() -> None:
    """On WiCE the scores separate full support from the rest, better than word overlap's 0.73 (AUROC)."""
    lines = (SHARED / "wice" / "entailment_retrieval_claim_dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines][::3]
    scores = [supports(row["claim"], row["evidence"]).score for row in rows]
    assert _auroc([row["label"] == "supported" for row in rows], scores) > 0.78


@needs_shared
def test_contradictions_and_gaps_on_scifact() -> None:
    """On SciFact pairs the scores separate support from contradiction and silence, better than word overlap's 0.75."""
    lines = (SHARED / "scifact" / "claim_pairs.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines][::3]
    scores = [supports(row["claim"], [row["context"]]).score for row in rows]
    assert _auroc([row["label"] == "SUPPORT" for row in rows], scores) > 0.78
