"""Figures, units and dates: what is the same, what is not."""

from __future__ import annotations

import pytest

from assistant.evidence.support.figure import Figure, stated_in_parts, states
from assistant.evidence.support.quantities import figures


def _one(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("12 %", "twelve percent"),
        ("12%", "12 per cent"),
        ("$1.2M", "1,200,000 dollars"),
        ("$250k", "250,000 USD".replace(" USD", " dollars")),
        ("forty-two sites", "42 sites"),
        ("a dozen wards", "12 wards"),
        ("one in four", "25 %"),
        ("half of the wards", "50 %"),
        ("12 months", "a year".replace("a year", "one year")),
        ("24 hours", "1 day"),
        ("doubled", "two-fold"),
        ("about 40 minutes", "41 minutes"),
        ("more than 300 beds", "312 beds"),
        ("at least 312 beds", "312 beds"),
        ("less than 5 days", "3 days"),
        ("between 10 and 20 sites", "15 sites"),
        ("4 to 9 weeks", "4-9 weeks"),
        ("May 2022", "17 May 2022"),
        ("2022", "May 17, 2022"),
        ("30 June 2024", "2024-06-30"),
        ("Q2 2023", "the second quarter of 2023"),
    ],
)
def test_what_states_the_same(said: str, known: str) -> None:
    """Notations, words, conversions, roundings that are said to be such, bounds, ranges and coarser dates."""
    assert states(_one(known), _one(said))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("12 %", "12 points"),
        ("12 percentage points", "12 %"),
        ("$80", "€80"),
        ("3 million users", "3 thousand users"),
        ("2 months", "2 years"),
        ("45 minutes", "41 minutes"),
        ("more than 300 beds", "212 beds"),
        ("6 hours", "up to 6 hours"),
        ("4 weeks", "4 to 9 weeks"),
        ("tripled", "doubled"),
        ("17 May 2022", "May 2022"),
        ("2022", "2021"),
        ("5 wards", "5th ward"),
    ],
)
def test_what_does_not_state_it(said: str, known: str) -> None:
    """Other units, scales, values, bounds that do not hold, ends of ranges, and dates that are more exact."""
    assert not states(_one(known), _one(said))


def test_a_change_has_two_figures_and_a_range_has_one() -> None:
    """`from 9 to 6 days` are two figures, `6 to 9 days` is one range."""
    assert [figure.number for figure in figures("fell from 9 to 6 days")] == [9, 6]
    assert [figure.number for figure in figures("takes 6 to 9 days")] == [6]


def test_a_date_may_be_stated_in_parts() -> None:
    """Day and month in one place and the year in another state a date together; either alone does not."""
    parts = figures("Published 2018-04-30. It opens on May 7.")
    assert stated_in_parts(parts, _one("May 7, 2018"))
    assert not stated_in_parts(parts, _one("May 8, 2018"))
    assert not stated_in_parts(figures("It opens on May 7."), _one("May 7, 2018"))


def test_figures_keep_their_place() -> None:
    """The text of a figure stands at its place, in order."""
    text = "In 2021 about 40 % of 312 beds cost $1.2M."
    found = figures(text)
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)
    assert all(text[figure.start : figure.end].strip() == figure.text for figure in found)
