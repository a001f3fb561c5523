"""Decisions about a claim as a whole: what changes them, what does not, and their reasons."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
import yaml

from assistant.evidence.support import Support, supports

CASES = Path(__file__).resolve().parents[3] / "eval" / "cases" / "grounding"
EVIDENCE = (
    "Kestrel runs Stocklane in 46 stores.",
    "Since April 2023 picking errors have fallen by 22 %.",
    "Store managers say that the guided count helps new staff.",
    "The rollout in Spain may start in autumn.",
)
SUPPORTED = (
    "Picking errors have fallen by 22 % since April 2023.",
    "Kestrel runs Stocklane in 46 stores.",
    "Picking errors have fallen by 22 percent.",
    "The guided count helps new staff.",
)


def _cases(part: str) -> list[dict[str, object]]:
    return list(yaml.safe_load((CASES / f"{part}.yaml").read_text("utf-8"))["cases"])


@pytest.mark.parametrize("claim", SUPPORTED)
def test_what_the_evidence_says_is_supported(claim: str) -> None:
    """A sentence that the evidence states, in its own or in other words, is supported, and the reason quotes it."""
    found = supports(claim, EVIDENCE)
    assert found.supported, found
    assert any("«" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "claim", [*SUPPORTED, "Managers dislike the count.", "The rollout in Spain will start in autumn."]
)
def test_the_order_of_the_evidence_does_not_matter(claim: str) -> None:
    """Every order of the evidence gives the identical decision, score and reasons."""
    assert len({supports(claim, order) for order in permutations(EVIDENCE)}) == 1


@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_claim_itself_as_evidence_supports_it(part: str) -> None:
    """Whatever stands beside it, a claim that is added to the evidence is supported."""
    for case in _cases(part):
        claim, evidence = str(case["claim"]), [str(text) for text in case["evidence"]]  # type: ignore[attr-defined]
        assert supports(claim, [*evidence, claim]).supported, claim


@pytest.mark.parametrize(
    ("claim", "denied"),
    [
        (SUPPORTED[0], "Picking errors have not fallen by 22 % since April 2023."),
        (SUPPORTED[1], "Kestrel does not run Stocklane in 46 stores."),
        (SUPPORTED[3], "The guided count does not help new staff."),
    ],
)
def test_negating_a_supported_claim_removes_the_support(claim: str, denied: str) -> None:
    """The negation of what the evidence says scores lower than the claim, is not supported, and the reason names it."""
    found = supports(denied, EVIDENCE)
    assert not found.supported
    assert found.score < supports(claim, EVIDENCE).score
    assert any("not" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Picking errors have fallen by 23 % since April 2023.", "23 %"),
        ("Picking errors have fallen by 22 points since April 2023.", "22 points"),
        ("Picking errors have fallen by 22 % since April 2021.", "April 2021"),
        ("Kestrel runs Stocklane in 64 stores.", "64 stores"),
    ],
)
def test_changing_a_figure_removes_the_support(claim: str, wrong: str) -> None:
    """A figure, unit or date that the evidence does not state is never supported, and the reason names it."""
    found = supports(claim, EVIDENCE)
    assert not found.supported
    assert any(reason.startswith(f"{wrong} does not occur in the evidence") for reason in found.reasons)


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        (
            "The rollout will start in May.",
            "The rollout may start in May.",
            "The evidence says may, the sentence says will",
        ),
        ("Costs rose in the north.", "Costs fell in the north.", "The sentence says rose, the evidence says fell"),
        (
            "Grocers order more than bakers.",
            "Bakers order more than grocers.",
            "The evidence has it the other way round",
        ),
        ("All planners use it daily.", "Some planners use it daily.", "The evidence says Some, the sentence says All"),
    ],
)
def test_reasons_say_what_clashes(claim: str, evidence: str, reason: str) -> None:
    """Certainty, direction, order and quantity are told in words, with the sentence of the evidence."""
    found = supports(claim, [evidence])
    assert not found.supported
    assert f"{reason}: «{evidence}»" in found.reasons


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("", ["Something."]),
        ("   ", ["Something."]),
        ("Something.", []),
        ("Something.", ["", " "]),
        ("It is.", ["It was."]),
    ],
)
def test_nothing_to_compare_is_not_supported(claim: str, evidence: list[str]) -> None:
    """An empty claim, empty evidence and a claim without any word of content are refused with a reason."""
    found = supports(claim, evidence)
    assert (found.supported, found.score) == (False, 0.0)
    assert found.reasons


def test_every_decision_has_reasons_and_a_score_between_0_and_1() -> None:
    """No decision about the graded cases comes without reasons, and its score has at most six decimals."""
    for case in [*_cases("dev"), *_cases("test")]:
        found = supports(str(case["claim"]), [str(text) for text in case["evidence"]])  # type: ignore[attr-defined]
        assert found.reasons
        assert all(reason.strip() for reason in found.reasons)
        assert 0 <= found.score <= 1
        assert found.score == round(found.score, 6)


def test_synonyms_of_the_caller_count_as_the_same_word() -> None:
    """Words and phrases of a glossary stand for those that the caller puts in their place; quotes stay as written."""
    evidence = ["Every purchasing entity in Wales renewed its licence."]
    claim = "Every account in Wales renewed its licence."
    found = supports(claim, evidence, synonyms={"purchasing entity": "account"})
    assert found.score > supports(claim, evidence).score
    assert found.supported
    assert any("purchasing entity" in reason for reason in found.reasons)
    assert supports("Each logo renewed.", ["Each account renewed."], synonyms={"logo": "account"}).supported


def test_long_input_is_bounded() -> None:
    """A claim beyond one sentence's size is refused; very much evidence is searched, and the sentence in it found."""
    refused = supports("word " * 2_000, ["word"])
    assert not refused.supported
    assert "split" in refused.reasons[0]
    filler = [f"Store {number} opens at eight and closes at nine." for number in range(6_000)]
    assert supports(
        "Picking errors fell by 22 % in April.", [*filler, "In April picking errors fell by 22 %."]
    ).supported


def test_other_scripts_and_signs_do_no_harm() -> None:
    """Text in any script, control characters and a lone number give a decision, not an error."""
    for text in ("顧客は契約を更新した。", "Ünïcödé — «ja»", "\x00\x01", "12", "🙂", "٣ ملايين"):
        assert isinstance(supports(text, [text, "Something else."]), Support)
        assert isinstance(supports(text, ["Something else, 12 %."]), Support)
