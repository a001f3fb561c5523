"""Tests of the small English of composed sentences: names of roles, whatever a segment model calls them."""

from __future__ import annotations

import pytest

from assistant.drafting.sentences.grammar import members, one_of, sentence, somebody, unstopped

ROLES = {
    "economic buyer": ("economic buyers", "an economic buyer", "an economic buyer"),
    "head of purchasing": ("heads of purchasing", "a head of purchasing", "a head of purchasing"),
    "owner or partner": ("owners or partners", "an owner or partner", "an owner or partner"),
    "energy & sustainability manager": (
        "energy & sustainability managers",
        "an energy & sustainability manager",
        "an energy & sustainability manager",
    ),
    "CFO": ("CFOs", "a CFO", "a CFO"),
    "VP of finance": ("VPs of finance", "a VP of finance", "a VP of finance"),
    "chairwoman": ("chairwomen", "a chairwoman", "a chairwoman"),
    "security analyst": ("security analysts", "a security analyst", "a security analyst"),
    "HR": ("people in HR", "in HR", "somebody in HR"),
    "IT security": ("people in IT security", "in IT security", "somebody in IT security"),
    "purchasing": ("people in purchasing", "in purchasing", "somebody in purchasing"),
    "payroll team": ("people in the payroll team", "in the payroll team", "somebody in the payroll team"),
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_spoken_of_as_people_speak_of_it(role: str) -> None:
    """A role called after a person has a plural and an article, one called after a department has people in it."""
    assert (members(role), one_of(role), somebody(role)) == ROLES[role]


def test_a_name_keeps_the_stop_that_belongs_to_it() -> None:
    """Within a sentence a full stop goes, that of `Inc.` stays, and no sentence ends with two."""
    assert unstopped("They wait.") == "They wait"
    assert unstopped("Harrow Retail Inc.") == "Harrow Retail Inc."
    assert sentence("for example at Harrow Retail Inc.") == "For example at Harrow Retail Inc."
