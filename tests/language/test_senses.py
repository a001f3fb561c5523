"""Words with senses are read by the grammar and meaning of their sentence."""

import importlib.util
from pathlib import Path

import pytest
import yaml

from assistant.domain.finding import Finding
from assistant.language import Glossary, check, fix, load_glossary

ROOT = Path(__file__).parents[2]
GLOSSARY = load_glossary(None).value


def sense_findings(text: str, glossary: Glossary = GLOSSARY) -> list[Finding]:
    return [f for f in check(text, glossary) if f.rule in {"sense", "unclear"}]


def senses(text: str) -> list[str]:
    """The sense of each word with senses, or `unclear`."""
    return [f.sense or "unclear" for f in sense_findings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The customer smiled.", ["stakeholder"]),
        ("The customer merged with a rival.", ["account"]),
        ("We interviewed a customer.", ["stakeholder"]),
        ("We invoiced a customer.", ["account"]),
        ("Three nurses at the customer objected.", ["account"]),
        ("Our customers are surgeons.", ["stakeholder"]),
        ("Our customers are hospitals.", ["account"]),
        ("The customer has 14 sites.", ["account"]),
        ("The customer has a cold and two kids.", ["stakeholder"]),
        ("The client's headcount doubled.", ["account"]),
        ("The client's husband called.", ["stakeholder"]),
        ("Tired prospects skim.", ["stakeholder"]),
        ("Multi-site prospects tender.", ["account"]),
        ("A customer called. She was furious.", ["stakeholder"]),
        ("By customers I mean the people in those accounts.", ["stakeholder"]),
        ("Customer fears belong in the persona.", ["stakeholder"]),
        ("Nurses in this segment want calm.", ["stakeholder"]),
        ("Hospitals in this segment pay late.", ["account"]),
        ("The customer comes first.", ["unclear"]),
        ("The customer has nine plants, but the client rolled his eyes.", ["account", "stakeholder"]),
    ],
)
def test_grammar_and_meaning_decide(text: str, expected: list[str]) -> None:
    """Subject, object, place, complement, possession, compound and pronoun each point to a level."""
    assert senses(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We lead the workshop and target the south.",
        "Poor light leads to errors.",
        "The campaign targets nurses.",
        "You may segment by size.",
        "Who will prospect tomorrow?",
        "Lead time is nine weeks for lead solder.",
        "Restart the mail client.",
        "Sales missed its target.",
        "The ST segment was elevated.",
        "The prospect of delay is grim.",
        "Customer service and client-side checks.",
        "The word “customer” has two senses.",
    ],
)
def test_verbs_other_meanings_and_fixed_compounds_raise_nothing(text: str) -> None:
    """The letters of a word with senses are not yet the word."""
    assert senses(text) == []


def test_a_heading_and_a_lead_in_decide_for_what_stands_below() -> None:
    """What the sentence leaves open, the heading above may settle."""
    assert senses("## Nurses and surgeons\n\nKeep it short for customers.") == ["stakeholder"]
    assert senses("## Hospitals by bed count and tender\n\nHere is the list of customers.") == ["account"]


def test_a_finding_says_what_it_went_by_and_what_to_write() -> None:
    """Sense, level, replacement and reason are in the finding."""
    (finding,) = sense_findings("The customers' headcount grew.")
    assert (finding.text, finding.sense, finding.level) == ("customers", "account", "account")
    assert finding.suggestion == "accounts"
    assert "its `headcount`" in finding.message


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The customers' headcount grew.", "The accounts' headcount grew."),
        ("A customer smiled.", "A stakeholder smiled."),
        ("We invoiced a customer twice.", "We invoiced an account twice."),
        ("CUSTOMERS SMILED AND WEPT", "STAKEHOLDERS SMILED AND WEPT"),
        ("Hospitals in this segment pay late.", "Hospitals in this account segment pay late."),
        ("Customer segments of hospitals by beds.", "Account segments of hospitals by beds."),
        ("The customer comes first.", "The customer comes first."),
    ],
)
def test_fixing_a_sense_keeps_number_capitals_and_possessive(text: str, fixed: str) -> None:
    """What is certain is replaced, what is unclear stays, and a second time changes nothing."""
    once = fix(text, check(text, GLOSSARY))
    assert once == fixed
    assert fix(once, check(once, GLOSSARY)) == once


def test_cues_decide_where_senses_are_not_of_the_two_levels() -> None:
    """A glossary may give any word senses; then its cues speak."""
    glossary = Glossary.model_validate(
        {
            "terms": [
                {"id": "release", "name": "software release"},
                {"id": "start", "name": "market start"},
                {
                    "id": "launch",
                    "name": "launch",
                    "plural": "launches",
                    "senses": [
                        {"id": "code", "use": "release", "cues": ["deploy"]},
                        {"id": "market", "use": "start", "cues": ["press"]},
                    ],
                },
            ]
        }
    )
    assert [
        f.sense for f in sense_findings("We deploy at launch. The press came to the launch. Launches!", glossary)
    ] == [
        "code",
        "market",
        None,
    ]


def test_the_resolver_reaches_its_figures_on_sentences_it_was_not_built_on() -> None:
    """On the test part: clear ones mostly right, few called the other sense, open ones found, the rest left alone."""
    spec = importlib.util.spec_from_file_location("senses_bench", ROOT / "benchmarks" / "senses.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    cases = yaml.safe_load((ROOT / "eval/cases/senses/test.yaml").read_text(encoding="utf-8"))["cases"]
    given = [(case["expect"], bench.answered(case["text"], case["word"], GLOSSARY)) for case in cases]
    clear = [(e, g) for e, g in given if e in {"account", "stakeholder"}]
    assert sum(e == g for e, g in clear) / len(clear) >= 0.86
    assert sum(g in {"account", "stakeholder"} and g != e for e, g in clear) / len(clear) <= 0.05
    for label, least in (("unclear", 0.75), ("keep", 0.95)):
        of_label = [(e, g) for e, g in given if e == label]
        assert sum(e == g for e, g in of_label) / len(of_label) >= least


def test_every_labelled_sentence_is_named_once_and_holds_its_word() -> None:
    """The two parts share no sentence, and a case's name is unique."""
    parts = [
        yaml.safe_load((ROOT / f"eval/cases/senses/{part}.yaml").read_text(encoding="utf-8"))["cases"]
        for part in ("dev", "test")
    ]
    assert len(parts[0]) + len(parts[1]) >= 400
    for cases in parts:
        assert len({case["name"] for case in cases}) == len(cases)
        assert all(case["word"].lower() in case["text"].lower() for case in cases)
    shared = {(c["text"], c["word"]) for c in parts[0]} & {(c["text"], c["word"]) for c in parts[1]}
    assert not shared
