"""Readiness: counts against receipts, one account and stakeholder at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.segmentation.model.cells import days
from assistant.segmentation.operations.readiness import readiness
from assistant.segmentation.receipts.receipts import assess
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)
PLAUSIBLE = {"integer": 1, "number": 1.0, "text": "x", "boolean": "true", "date": days(DAY)}


@pytest.fixture
def scoring(sample: Path) -> Scoring:
    return score(Workspace.at(sample), as_of=DAY)


def test_layers_are_those_of_the_receipts(scoring: Scoring) -> None:
    """Each count of a layer within a segment is the number of receipts that say so."""
    ready: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for level, scored in scoring.levels.items():
        for key in scored.keys:
            receipt = scoring.receipt(level, key)
            of[level, receipt.segment] += 1
            ready.update((level, layer, receipt.segment) for layer in receipt.ready_layers())
    found = readiness(scoring).layers
    assert {line.level for line in found} == {"account", "stakeholder"}
    for line in found:
        assert (line.ready, line.of) == (ready[line.level, line.layer, line.segment], of[line.level, line.segment])


def test_collecting_is_counted_by_trying_it(scoring: Scoring) -> None:
    """Filling one missing attribute at a time and assessing again makes as many ready as is said; no other does."""
    tried: Counter[tuple[str, str]] = Counter()
    for level, scored in scoring.levels.items():
        for key in scored.keys:
            subject = scoring.subject(level, key)
            for name in (name for name in subject.attributes if subject.values[name] is None):
                filled = {**subject.values, name: PLAUSIBLE[subject.traits[name].type]}
                after = assess(subject.definition, filled, days(DAY)).standings
                before = subject.computed.standings
                tried[level, name] += any(b.ready > a.ready for a, b in zip(before, after, strict=True))
    found = {(line.level, line.attribute): line.would_become_ready for line in readiness(scoring).collect}
    assert found == {name: count for name, count in tried.items() if count}
    assert found


def test_what_helps_most_comes_first_with_its_question(scoring: Scoring) -> None:
    """Within a level the counts fall, and each question is the `ask` of the segment model."""
    model = scoring.model.value
    lines = readiness(scoring).collect
    for level, part in (("account", model.accounts), ("stakeholder", model.stakeholders)):
        own = [line for line in lines if line.level == level]
        counts = [line.would_become_ready for line in own]
        assert counts == sorted(counts, reverse=True)
        assert part is not None
        assert all((line.ask or "") == part.attributes[line.attribute].ask for line in own)


def test_an_asker_gets_counts_of_own_accounts(parlance, sample: Path) -> None:
    """A rep's counts are smaller than everybody's, and the terminal says the same figures in words."""
    totals = []
    for who in ("mark", "sal"):
        document = parlance("readiness", "--json", "--as", who, cwd=sample).json
        assert document["schema"] == "parlance/readiness/1"
        totals.append(sum(line["of"] for line in document["layers"] if line["level"] == "account"))
    assert 0 < totals[1] < totals[0]
    document = parlance("readiness", "--json", cwd=sample).json
    out = parlance("readiness", cwd=sample).out
    assert all(line["attribute"] in out for line in document["collect"])
