"""Negation, opposites, order and strength: where two sentences clash and where they only seem to."""

from __future__ import annotations

import pytest

from assistant.evidence.support.comparison import compared
from assistant.evidence.support.nearness import Nearness
from assistant.evidence.support.observation import clashes
from assistant.evidence.support.polarity import negated
from assistant.evidence.support.reading import Sentence
from assistant.evidence.support.words import normal, sentences, words


def _kinds(claim: str, evidence: str) -> set[str]:
    beside = compared(Sentence(normal(claim)), Sentence(normal(evidence)), Nearness({}))
    return {meeting.kind for meeting in clashes(beside) if meeting.strength > 0}


@pytest.mark.parametrize(
    ("claim", "evidence", "kind"),
    [
        ("The app works offline.", "The app doesn't work offline.", "negation"),
        ("Buyers asked for references.", "No buyers asked for references.", "negation"),
        ("The export is available to resellers.", "The export is unavailable to resellers.", "opposite"),
        ("Own brands became cheaper in May.", "Own brands became more expensive in May.", "opposite"),
        ("Torvik acquired Belmore.", "Belmore acquired Torvik.", "order"),
        ("Reps moved from Leeds to York.", "Reps moved from York to Leeds.", "order"),
        ("All planners trust the forecast.", "Many planners trust the forecast.", "quantity"),
        ("The tool reduces overtime.", "The tool might reduce overtime.", "certainty"),
        ("The tool guarantees compliance.", "The tool helps with compliance.", "promise"),
        ("Long queues cause small baskets.", "Long queues are associated with small baskets.", "cause"),
    ],
)
def test_what_clashes(claim: str, evidence: str, kind: str) -> None:
    """Each kind of clash is seen in a sentence that says the same but for that."""
    assert kind in _kinds(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Belmore acquired Torvik.", "Torvik was acquired by Belmore."),
        ("The app does not work offline.", "The app doesn't work offline."),
        ("Reps save two hours each week.", "Reps save two hours a week."),
        ("Many planners trust the forecast.", "All planners trust the forecast."),
        ("The tool might reduce overtime.", "The tool reduces overtime."),
        ("Costs fell in May.", "Costs decreased in May."),
    ],
)
def test_what_only_seems_to_clash(claim: str, evidence: str) -> None:
    """The passive voice, two negations, a rate, saying less than the evidence, and a synonym are no clash."""
    assert not _kinds(claim, evidence)


def test_a_negation_ends_with_its_clause() -> None:
    """What stands before a negation, or in the next clause, is not negated; `not only` negates nothing."""
    text = "The pilot did not start in May, but sales grew"
    flags = dict(zip([word.lower for word in words(text)], negated(text, words(text)), strict=True))
    assert flags["start"]
    assert flags["may"]
    assert not flags["pilot"]
    assert not flags["sales"]
    only = "Not only nurses use it"
    assert not any(negated(only, words(only)))


def test_sentences_end_where_a_reader_ends_them() -> None:
    """Abbreviations and decimals do not end a sentence; lines and full stops do."""
    text = normal("Dr. Lee pays $1.2M. It helps.\nNew line")
    assert sentences(text) == ("Dr. Lee pays $1.2M.", "It helps.", "New line")
