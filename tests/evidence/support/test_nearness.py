"""How near two words are is said of these two alone, whatever else was or is remembered."""

from __future__ import annotations

import pytest

from assistant.evidence.support.lexicon import stem
from assistant.evidence.support.nearness import MOST_KNOWN, Nearness
from assistant.evidence.support.reading import Sentence

CLAIM = Sentence("Torvik nurses call discharged patients quickly")
KNOWN = ["nurse", "calling", "hospitals", "fast", "torvik", "people", "discharge"]


def _between(nearness: Nearness, known: list[str]) -> list[list[float]]:
    found: list[list[float]] = nearness.between(list(CLAIM.words), known).tolist()
    return found


@pytest.mark.parametrize("synonyms", [{}, {stem("patient"): stem("people")}])
def test_what_was_asked_before_changes_nothing(synonyms: dict[str, str]) -> None:
    """Words that come in one by one, in any order and company, are as near as words that come together."""
    together = _between(Nearness(synonyms), KNOWN)
    one_by_one = Nearness(synonyms)
    for known in reversed(KNOWN):
        one_by_one.between(list(Sentence("Torvik pays calls").words), [known, "unrelated"])
    assert _between(one_by_one, KNOWN) == together
    assert [row[::-1] for row in _between(one_by_one, KNOWN[::-1])] == together


def test_a_glossary_says_which_words_mean_the_same() -> None:
    """What the glossary puts in the place of another is as near as can be, and only there."""
    place = [word.lower for word in CLAIM.words].index("patients"), KNOWN.index("people")
    plain, agreed = (_between(Nearness(pairs), KNOWN) for pairs in ({}, {stem("patient"): stem("people")}))
    assert plain[place[0]][place[1]] < agreed[place[0]][place[1]] == 1.0


def test_more_words_than_are_remembered_are_compared_all_the_same() -> None:
    """Evidence with more words than fit is compared, and what is asked afterwards is right."""
    nearness = Nearness({})
    many = [*KNOWN, *(f"w{number}x" for number in range(MOST_KNOWN))]
    assert [row[: len(KNOWN)] for row in _between(nearness, many)] == _between(Nearness({}), KNOWN)
    assert _between(nearness, KNOWN) == _between(Nearness({}), KNOWN)
