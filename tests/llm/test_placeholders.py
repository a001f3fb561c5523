"""Names, addresses and numbers stay here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.llm import Placeholders, left_over

NAMES = ["Dr. Amina Rahman", "Will Long", "José Ortega y Gasset", "Mercy Adams", "Li"]
PIECES = st.sampled_from(
    [
        *NAMES,
        "RAHMAN",
        "amina rahman",
        "Will",
        "will",
        "Ortega",
        "[person-1]",
        "[email-2]",
        "[PERSON-1]",
        "a@b.example",
        "+1 555 010 2030",
        "(617) 555-0123",
        "2026-11-20",
        "12,500",
        " ",
        "\n",
        "'s ",
        ", ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8))).map("".join))
def test_what_is_hidden_comes_back_to_the_letter(text: str) -> None:
    """Restoring what was hidden gives the very characters, whatever the text."""
    people = Placeholders(NAMES)
    assert people.restore(people.hide(text)) == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Dr. Amina Rahman decides.", ["Amina", "Rahman"]),
        ("Ask Rahman's team; RAHMAN agreed, and so did Amina.", ["Rahman", "RAHMAN", "Amina"]),
        ("amina rahman wrote to amina.rahman@mercy.example today", ["amina", "rahman", "mercy.example"]),
        ("Call +44 (0)20 7946 0958, (617) 555-0123 or 617.555.0123.", ["7946", "555", "0958", "0123"]),
        ("tel 7946 0958", ["7946"]),
        ("José Ortega y Gasset and Gasset", ["Ortega", "Gasset"]),
    ],
)
def test_people_do_not_leave(text: str, gone: list[str]) -> None:
    """Whole names, their parts, other cases, addresses and numbers: none of it is in what goes out."""
    hidden = Placeholders(NAMES).hide(text)
    assert [word for word in gone if word in hidden] == []


@pytest.mark.parametrize(
    "text",
    [
        "Readmissions fell by 12 % on 2026-11-20, from 1 200 000 to 1,100,000.",
        "It will take long; mercy is no rule.",
        "Between 100-2000 beds in 14 hospitals, HCAHPS 3.5.",
        "Mercy General is in Monitor.",
    ],
)
def test_facts_stay_readable(text: str) -> None:
    """Figures, dates, ordinary words and the account's own name are left alone."""
    assert Placeholders(NAMES, keep=["Mercy General"]).hide(text) == text


def test_one_person_has_one_number_in_every_text() -> None:
    """The same spelling has the same placeholder wherever it stands, and numbers follow the names as given."""
    people = Placeholders(["Ann Bell", "Carl Bell"])
    assert people.hide("Carl Bell and Ann Bell") == "[person-2] and [person-1]"
    assert people.hide("Ann Bell, Bell, Carl") == "[person-1], [person-1-last], [person-2-first]"


def test_a_placeholder_that_nobody_gave_out_is_noticed() -> None:
    """An invented placeholder is not restored to anybody, and can be found."""
    people = Placeholders(["Ann Bell"])
    people.hide("Ann Bell")
    assert people.restore("[person-1] and [Person-7]") == "Ann Bell and [Person-7]"
    assert left_over("[Person-7] said") == ["[Person-7]"]
