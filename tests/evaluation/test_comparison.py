"""Comparison: the same cases for two contenders, paired, with cost and latency beside quality."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from evaluation_workspaces import made, product_of
from model_server import ChatServer, computed

from assistant.evaluation import Contender, compare, contender

ROOT = Path(__file__).parent.parent.parent
CASES = """\
as_of: 2026-11-20
cases:
  - {name: The study is said., draft: value-proposition, role: economic_buyer, must_cite: ["claim:C-014"]}
  - {name: The limits are said., draft: value-proposition, role: economic_buyer, must_cite: ["claim:C-005"]}
  - {name: What moves sponsors is asked., draft: value-proposition, role: executive_sponsor, must_ask: [Motivation]}
  - name: A wrong figure is stopped.
    draft: value-proposition
    role: economic_buyer
    passes: false
    written: [{section: proof, text: Readmissions fell by 99 %., cites: ["claim:C-014"]}]
"""
MODEL = """
[llm]
model = "loopback-1"
base_url = "{url}"

[llm.prices."loopback-1"]
input_per_million = 2.0
output_per_million = 8.0
as_of = 2026-11-01
"""


@pytest.fixture
def small(sample: Path) -> Path:
    """The sample with a few cases about drafts."""
    folder = sample / "eval" / "cases" / "drafting"
    folder.mkdir(parents=True)
    (folder / "few.yaml").write_text(CASES, encoding="utf-8")
    shutil.copyfile(ROOT / "eval" / "thresholds.yaml", sample / "eval" / "thresholds.yaml")
    return sample


def study_alone(_request: dict[str, Any]) -> str:
    """A language model that writes one sentence, which is true."""
    text = "Discharge calls within 48 hours cut 30-day readmissions by 12 % in a 14-hospital study."
    section = {"id": "proof", "statements": [{"text": text, "cites": ["claim:C-014"]}]}
    return json.dumps({"sections": [section]})


def test_a_model_is_compared_with_the_composer(parlance, small: Path, chat_server: ChatServer) -> None:
    """Quality with paired intervals, and tokens, latency and cost of each, from calls over HTTP."""
    chat_server.script = [computed(study_alone)]
    with (small / "parlance.toml").open("a", encoding="utf-8") as file:
        file.write(MODEL.format(url=chat_server.base_url))
    outcome = parlance("eval", "drafting", "--compare", "composer", "model:loopback-1", "--json", cwd=small)
    document = outcome.json
    assert document["schema"] == "parlance/eval-comparison/1" and document["cases"] == 4
    passed = next(d for d in document["differences"] if d["metric"] == "pass_rate")
    assert passed["first"] == 1.0 and passed["second"] < 1.0
    assert passed["difference"] == pytest.approx(passed["second"] - passed["first"])
    assert passed["interval"][0] <= passed["difference"] <= passed["interval"][1]
    composer, model = document["spent"]
    assert (composer["input_tokens"], composer["cost"]) == (0, 0.0)
    calls = len(chat_server.bodies)
    assert calls >= 3 and model["input_tokens"] == calls * 1000 and model["output_tokens"] == calls * 100
    assert model["cost"] == pytest.approx((calls * 1000 * 2 + calls * 100 * 8) / 1e6)
    assert model["latency_p95"] >= model["latency_p50"] > 0
    assert "The limits are said." in [change["name"] for change in document["changes"]]


def test_two_glossaries_are_compared(tmp_path: Path) -> None:
    """Another glossary is read from its file, and the cases are graded with it."""
    folder = made(tmp_path / "w")
    other = tmp_path / "other.yaml"
    other.write_text("terms:\n  - {id: account, name: account, level: account, avoid: [shop]}\n", encoding="utf-8")
    cases = folder / "eval" / "cases" / "glossary"
    cases.mkdir()
    text = "cases:\n  - {name: A logo is wrong., text: The logo signs., finds: [{word: logo, rule: avoid}]}\n"
    (cases / "one.yaml").write_text(text, encoding="utf-8")
    product = product_of(folder)
    ticks = iter(range(100))
    found = compare(
        Contender("own", product),
        Contender("other", contender(str(other), product)),
        ["glossary"],
        lambda: float(next(ticks)),
    )
    recall = next(difference for difference in found.differences if difference.metric == "recall")
    assert (recall.first, recall.second, recall.difference) == (1.0, 0.0, -1.0)
    assert recall.clear and found.changes[0].worse
    assert found.spent[0].seconds == 1.0


def test_two_folders_of_prompts_are_compared(small: Path, tmp_path: Path) -> None:
    """Patterns of another folder write the drafts, and what they no longer say is named."""
    other = tmp_path / "other-prompts"
    shutil.copytree(small / "prompts", other)
    file = other / "patterns" / "value-proposition.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: limits")
    file.write_text(text[:start] + text[text.index("\n  - id:", start + 5) + 1 :], encoding="utf-8")
    product = product_of(small)
    ticks = iter(range(1000))
    found = compare(
        Contender("own", product),
        Contender("other", contender(str(other), product)),
        ["drafting"],
        lambda: float(next(ticks)),
    )
    assert [change.name for change in found.changes if change.worse] == ["The limits are said."]


def test_what_cannot_be_compared_is_refused(parlance, small: Path) -> None:
    """A name that is no writer, folder or glossary is a matter of usage, with what to give instead."""
    outcome = parlance("eval", "--compare", "composer", "nonsense", cwd=small)
    assert outcome.code == 2 and "`nonsense` cannot be compared" in outcome.err and "model:NAME" in outcome.err


def test_a_model_needs_a_name(parlance, small: Path) -> None:
    """Without a configured language model the message says where to set one."""
    outcome = parlance("eval", "--compare", "composer", "model", cwd=small)
    assert outcome.code == 2 and "parlance.toml" in outcome.err
