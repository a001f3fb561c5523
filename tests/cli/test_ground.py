"""`ground`: JSON Lines in, a decision with reasons out."""

from __future__ import annotations

import json
from pathlib import Path

import yaml


def ground(parlance, workspace: Path, claim: str, evidence: str) -> dict[str, object]:
    line = json.dumps({"id": "1", "claim": claim, "evidence": [evidence]})
    answer = parlance("ground", "-", "--json", cwd=workspace, stdin=line)
    assert answer.code == 0, answer.err
    return answer.lines[0]


def test_words_of_the_glossary_are_one(parlance, sample: Path) -> None:
    """What the evidence calls by an avoided word of the glossary supports a sentence with the term, and says so only
    because of the glossary."""
    glossary = sample / "knowledge" / "glossary.yaml"
    said = ("Every ward got a hushfob.", "Every ward got a quiet pager.")
    before = ground(parlance, sample, *said)
    terms = yaml.safe_load(glossary.read_text())["terms"]
    terms.append({"id": "hushfob", "name": "hushfob", "meaning": "A pager that hums.", "avoid": ["quiet pager"]})
    glossary.write_text(yaml.safe_dump({"terms": terms}))
    after = ground(parlance, sample, *said)
    assert (before["supported"], after["supported"]) == (False, True)
    assert float(str(after["score"])) > float(str(before["score"]))


def test_an_empty_sentence_is_a_decision(parlance, sample: Path) -> None:
    """Nothing said is not supported, and the reason says why."""
    answer = ground(parlance, sample, "", "Something.")
    assert answer["supported"] is False
    assert "empty" in str(answer["reasons"])
