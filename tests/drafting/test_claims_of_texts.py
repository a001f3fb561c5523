"""Decks, mails and battle cards of fictional companies: what they invent is found, what claims nothing stays."""

from __future__ import annotations

from collections import Counter

import pytest
from labelled_texts import CASES, HARMLESS, Labelled, alone, checked, sayable

from assistant.drafting import check_claims

NAMES = sorted(path.stem for path in CASES.glob("*.yaml") if path.stem != "alone")


def every() -> list[Labelled]:
    return [sentence for name in NAMES for sentence in checked(name)]


def rules(text: str) -> list[str]:
    claims = [
        {"id": "P-01", "text": "The Tideline 400 uses 18 % less energy than a fixed-speed pump at part load."},
        {"id": "P-02", "text": "Tideline seals run 16,000 hours between changes."},
        {"id": "P-03", "text": "Spare parts ship from Bremen within 24 hours on working days."},
        {"id": "P-04", "text": "Tideline saved $1.2M in 12 plants."},
        {"id": "P-05", "text": "The monitoring service does not need access to your plant network."},
    ]
    return [finding.rule for finding in check_claims(text, sayable(["Marlow Flow", "Tideline"], claims))]


def test_what_a_text_may_not_say_is_found() -> None:
    """Nine in ten wrong sentences of eleven texts raise a finding, and nine in ten of those that only invent."""
    wrong = [sentence for sentence in every() if sentence.expected not in HARMLESS]
    invented = [sentence for sentence in wrong if sentence.expected == "unsupported"]
    assert len(wrong) >= 150
    for some in (wrong, invented):
        missed = [sentence.text for sentence in some if sentence.missed]
        assert len(missed) <= 0.1 * len(some), missed


def test_harmless_sentences_raise_nothing() -> None:
    """Of greetings, questions, headings, the reader's world and approved claims at most one in twenty is marked."""
    harmless = [sentence for sentence in every() if sentence.expected in HARMLESS]
    marked = [sentence.text for sentence in harmless if sentence.false_alarm]
    assert len(harmless) >= 150
    assert len(marked) <= 0.05 * len(harmless), marked


def test_the_rule_says_what_is_wrong() -> None:
    """Nine in ten findings name the rule that a person would, and each rule is among them."""
    found = [sentence for sentence in every() if sentence.expected not in HARMLESS and sentence.found]
    right = Counter(sentence.expected for sentence in found if sentence.expected in sentence.found)
    assert set(right) == {"altered", "unsupported", "expired", "withdrawn", "internal"}
    assert sum(right.values()) >= 0.9 * len(found)


def test_sentences_are_judged_without_their_company_too() -> None:
    """Alone, nine in ten invented sentences are found and one in twenty harmless ones is marked at most."""
    some = list(alone())
    wrong = [sentence for sentence in some if sentence.expected == "unsupported"]
    missed = [sentence.text for sentence in wrong if sentence.missed]
    marked = [sentence.text for sentence in some if sentence.false_alarm]
    assert len(missed) <= 0.1 * len(wrong), missed
    assert len(marked) <= 0.05 * (len(some) - len(wrong)), marked


@pytest.mark.parametrize(
    "text",
    [
        "The Tideline 400 uses 18\u00a0% less energy than a fixed-speed pump at part load.",
        "The Tideline 400 uses eighteen percent less energy\nthan a fixed-speed pump at part load.",
        "- **Tideline seals** run 16\u202f000 hours between changes.[^1]",
        "| Seals | Tideline seals run 16,000 hours between changes. |",
        "Tideline saved $1,200,000 in 12 plants.",
        "The monitoring service needs no access to your plant network.",
        "Spare parts ship from Bremen within 24 hours, and Tideline seals run 16,000 hours between changes.",
        "- Tideline seals run 16,000 hours between changes.\n- Tideline for plant managers in large plants.",
        "- Tideline for plant managers in Grow accounts, for example Ole Berg.",
        "# Open questions\n\n- Tideline seals run 16,000 hours between changes.\n- Wear is not recorded.",
        "The head of quality could explain every stop afterwards and prevent none.",
        "- “Every stop costs me a shift. If the pump then stands, you cost me two.”",
        "The manager paid $9,000 last year: “The bill arrives two months after the stop.” He sighed.",
        "Hello.[^1][^2]\n\n[^1]: Tideline sheet, What it does (product/seal.md)\n[^2]: Study 2025, 9 plants",
    ],
)
def test_the_form_of_a_claim_does_not_matter(text: str) -> None:
    """Another space, a number in words, a line break, emphasis, a cell or two claims in one sentence change nothing."""
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tideline 400: 24 % less energy at part load", ["claim-altered"]),
        ("- The Tideline 400 uses 24\u00a0% less\n  energy than a fixed-speed pump at part load.", ["claim-altered"]),
        ("| | Tideline |\n|---|---|\n| Seal life | 24,000 hours between changes |", ["claim-altered"]),
        ("Tideline saved $1.5M in 12 plants.", ["claim-altered"]),
        ("Spare parts ship from Bremen within 24 hours on working days, and a seal change takes 20 minutes.",
         ["claim-unsupported"]),
        ("Spare parts ship within 24 hours, and Tideline seals run 20,000 hours between changes.", ["claim-altered"]),
        ("Spare parts ship from Bremen within two working weeks.", ["claim-altered"]),
        ("Welcome to Marlow Flow.[^1]\n\n[^1]: Tideline halves the energy bill.", ["claim-unsupported"]),
        ("One.[^1]\n\n[^1]: Plant study 2025\n[^2]: Tideline halves the energy bill.", ["claim-unsupported"]),
        ("> “Tideline cut our energy bill by a third,” says Ole Berg of Krefeld.", ["claim-unsupported"]),
    ],
)  # fmt: skip
def test_claims_are_found_wherever_they_stand(text: str, expected: list[str]) -> None:
    """In a slide's title, a bullet, a cell, a footnote, a customer's quote, and as one half of a sentence."""
    assert rules(text) == expected
