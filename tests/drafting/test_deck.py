"""Decks held against the claims of the sample: what is altered is found, what is approved passes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from deck_mutants import mutants

from assistant.domain.evidence import Claim
from assistant.domain.finding import Finding
from assistant.drafting import Sayable, check_claims
from assistant.evidence import load_claims
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 11, 20)
DOCUMENTS = ("product/bridgecall.md", "studies/transition-study.md")


def document(name: str) -> str:
    return (ROOT / "knowledge" / "documents" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sayable() -> Sayable:
    """All claims of the sample, with the documents that customers may read."""
    claims = load_claims(Workspace(ROOT)).value.claims
    return Sayable(claims, AS_OF, "Northlight", "BridgeCall", tuple(map(document, DOCUMENTS)))


@pytest.fixture(scope="module")
def usable(sayable: Sayable) -> list[Claim]:
    return [claim for claim in sayable.claims if claim.usable(AS_OF)]


def by_id(sayable: Sayable, id: str) -> Claim:
    return next(claim for claim in sayable.claims if claim.id == id)


def rules(text: str, sayable: Sayable) -> list[str]:
    return [finding.rule for finding in check_claims(text, sayable)]


def only(text: str, sayable: Sayable) -> Finding:
    (finding,) = check_claims(text, sayable)
    return finding


def test_altered_claims_are_found(sayable: Sayable, usable: list[Claim]) -> None:
    """Of at least 200 generated alterations of every kind 98 % are found, and each kind is among them."""
    made = [(kind, text) for claim in usable for kind, text in mutants(claim)]
    missed = [text for _, text in made if not {"claim-altered", "claim-unsupported"} & set(rules(text, sayable))]
    assert len(made) >= 200
    assert set(Counter(kind for kind, _ in made)) == {"figure", "unit", "negation", "strength", "direction", "name"}
    assert len(missed) <= 0.02 * len(made), missed


def test_approved_claims_raise_nothing(sayable: Sayable, usable: list[Claim]) -> None:
    """Each claim for customers passes as it is, in bold, in a list, with its id and with a footnote."""
    for claim in (claim for claim in usable if claim.audience == "customer"):
        for text in (
            claim.text,
            f"- **{claim.text}**[^1][^2]",
            f"| {claim.text} | proof |",
            f"{claim.text.rstrip('.')} ({claim.id}).",
        ):
            assert rules(text, sayable) == [], text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_sources_themselves_say_what_is_approved(sayable: Sayable, name: str) -> None:
    """A document for customers raises nothing but the sentence of a claim that waits for approval."""
    found = check_claims(document(name), sayable)
    waiting = [finding for finding in found if finding.rule == "claim-unapproved"]
    assert list(found) == waiting
    assert all("C-012" in finding.message for finding in waiting)


@pytest.mark.parametrize(
    "text",
    [
        "Within 48 hours, nurses reached 71 % of patients.",
        "Nurses reached 64 % of the patients who went home on a Saturday or Sunday, up from 29 %.",
        "In 22 percent of completed calls, the nurse found a medication problem.",
        "Going live took a median of eight weeks.",
        "In a 14-hospital study, discharge calls within 48 hours reduced 30-day readmissions by twelve percent.",
        "With BridgeCall, 30-day readmissions fell by 12 % in 14 hospitals.",
        "Patient data stays in the United States.",
    ],
)
def test_other_words_with_the_same_figures_pass(sayable: Sayable, text: str) -> None:
    """What says an approved claim otherwise worded, or a part of it, raises nothing."""
    assert rules(text, sayable) == []


@pytest.mark.parametrize(
    "text",
    [
        "We meet on 12 May at 10 for 30 minutes.",
        "The hospital has 250 beds and 12 wards.",
        "BridgeCall is a service of Northlight.",
        "Nurses call patients.",
        "Mercy General discharged 4,000 patients last year.",
        "How much could BridgeCall save you?",
        "Anything above $250,000 goes to the committee, which meets four times a year.",
        "```\nBridgeCall cuts costs by 40 %.\n```",
    ],
)
def test_what_claims_nothing_raises_nothing(sayable: Sayable, text: str) -> None:
    """Neither figures of others, nor questions, nor code, nor plain mentions are claims about us."""
    assert rules(text, sayable) == []


@pytest.mark.parametrize(
    "text",
    [
        "BridgeCall improves patient satisfaction.",
        "A shift saves three beds.",
        "Our customers save $2M a year.",
        "Northlight is ISO 27001 certified.",
    ],
)
def test_a_result_without_a_source_is_unsupported(sayable: Sayable, text: str) -> None:
    """A figure or an effect of ours that nothing says is an error at the whole sentence."""
    found = only(text, sayable)
    assert (found.rule, found.severity, found.text) == ("claim-unsupported", "error", text)


@pytest.mark.parametrize(
    ("id", "rule"),
    [
        ("C-010", "claim-internal"),
        ("C-012", "claim-unapproved"),
        ("C-013", "claim-withdrawn"),
        ("C-015", "claim-expired"),
    ],
)
def test_claims_that_may_not_be_said_are_named(sayable: Sayable, id: str, rule: str) -> None:
    """The rule says why, the message which claim, and no wording that may not be said is suggested."""
    found = only(by_id(sayable, id).text, sayable)
    assert found.rule == rule
    assert id in found.message
    assert found.suggestion is None


@pytest.mark.parametrize(
    ("text", "rule", "id"),
    [
        ("BridgeCall cuts readmissions by 30 %.", "claim-altered", "C-014"),
        ("A call takes 4 minutes.", "claim-altered", "C-003"),
        ("Patient data stays in Europe.", "claim-altered", "C-008"),
        ("BridgeCall pays for itself.", "claim-withdrawn", "C-013"),
        ("Your readmissions will fall.", "claim-unapproved", "C-012"),
    ],
)
def test_short_sentences_are_held_against_the_claim_they_shorten(
    sayable: Sayable, text: str, rule: str, id: str
) -> None:
    """Few words are enough to know which claim is meant: another figure or place is altered, a part is what it is."""
    found = only(text, sayable)
    assert (found.rule, id in found.message) == (rule, True)


def test_a_claim_runs_out_on_its_day(sayable: Sayable) -> None:
    """The last day still passes, the next does not."""
    claim = by_id(sayable, "C-001")
    assert claim.valid_until
    for day, expected in ((claim.valid_until, []), (date(2027, 7, 1), ["claim-expired"])):
        assert rules(claim.text, sayable.__class__(sayable.claims, day, "Northlight", "BridgeCall")) == expected


def test_the_message_tells_the_difference(sayable: Sayable) -> None:
    """Both figures are named with the claim, and the approved wording is suggested."""
    claim = by_id(sayable, "C-014")
    found = only(claim.text.replace("12 %", "12 points"), sayable)
    assert "12 points here, 12 % in C-014" in found.message
    assert found.suggestion == claim.text


def test_exact_wording_is_word_for_word(sayable: Sayable) -> None:
    """What rephrases a claim whose wording is exact is altered, even where it means the same."""
    found = only("In the study, readmissions did not change after elective hip or knee replacement.", sayable)
    assert found.rule == "claim-altered"
    assert found.suggestion == by_id(sayable, "C-005").text


@pytest.mark.parametrize(
    "text",
    [
        "Nurses reached 38 % of patients within 48 hours; with manual call lists the same hospitals had reached 71 %.",
        "Nurses reached 38 % of patients within 48 hours.",
        "A completed call took a nurse 11 minutes with its note.",
    ],
)
def test_figures_stay_in_their_place(sayable: Sayable, text: str) -> None:
    """A figure of a claim that is said of something else in it is altered."""
    assert rules(text, sayable) == ["claim-altered"]


def test_places_are_those_of_the_source(sayable: Sayable) -> None:
    """Front matter and marks are counted, a sentence over two lines ends on the second."""
    text = "---\ntitle: x\n---\n# Deck\n\nHello. BridgeCall cuts\ncosts by **40 %**.[^1] Bye.\n"
    found = only(text, sayable)
    assert (found.line, found.column, found.end_line, found.end_column) == (6, 8, 7, 19)
    assert found.text == "BridgeCall cuts\ncosts by **40 %**."


def test_the_order_of_claims_does_not_matter(sayable: Sayable) -> None:
    """The same findings come from the claims in reverse."""
    text = "\n\n".join(text for claim in sayable.claims[:4] for _, text in mutants(claim))
    turned = Sayable(sayable.claims[::-1], AS_OF, "Northlight", "BridgeCall", sayable.documents)
    assert check_claims(text, turned) == check_claims(text, sayable)
