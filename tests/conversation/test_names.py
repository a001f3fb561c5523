"""Names in questions: one's own are found through typos and short forms, another's are never taken for one's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.app import Assistant
from assistant.conversation.lexicon import lexicon
from assistant.conversation.names import NameIndex
from assistant.conversation.present import Present
from assistant.conversation.tokens import tokens
from assistant.conversation.understanding import understood
from assistant.conversation.universe import Universe


@pytest.fixture
def universe(assistant: Assistant):
    """`universe("sal")`: what exists for that person."""
    present = Present(assistant)
    return lambda person: present.universe(assistant, assistant.asker(person))


def spellings(name: str) -> Iterator[str]:
    """The name, in small letters, its first two words, and with two letters exchanged inside each word."""
    words = name.split()
    yield from (name, name.lower(), " ".join(words[:2]), " ".join(words[:2]).lower())
    for at, word in enumerate(words):
        for letter in range(1, len(word) - 2):
            if word[letter] != word[letter + 1] and word.isalpha():
                wrong = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
                yield " ".join([*words[:at], wrong, *words[at + 1 :]])


@pytest.mark.parametrize("person", ["sal", "ines"])
def test_a_name_of_another_rep_is_a_name_of_nobody(universe, person: str) -> None:
    """However it is typed, it is neither an account nor a person of one's own, nor asked back."""
    everything, own = universe("mark").accounts.names, universe(person)
    for id, name in everything.items():
        for spelled in spellings(name.strip()) if id not in own.accounts.names else ():
            for question in (f"talking points for {spelled}", spelled):
                reading = understood(question, own)[0]
                assert (reading.accounts, reading.people, reading.choices) == ((), (), ()), question


@pytest.mark.parametrize("person", ["sal", "ines"])
def test_ones_own_accounts_are_found_in_any_spelling(universe, person: str) -> None:
    """A name in full, in small letters or with a typo leads to its account, or is asked back with it."""
    own: Universe = universe(person)
    missed = []
    for id, name in own.accounts.names.items():
        for spelled in spellings(name.strip()):
            reading = understood(f"talking points for {spelled}", own)[0]
            offered = {choice.question.rsplit(" ", 1)[-1] for choice in reading.choices}
            if reading.accounts != (id,) and id not in offered:
                missed.append(spelled)
    assert len(missed) <= 2, missed


def index(**names: str) -> NameIndex:
    """An index of these names by id."""
    return NameIndex.of(lexicon(), names.items())


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("mercy gen", ("a1",)),
        ("Mercy", ("a1", "a2")),
        ("St Johns", ("a3",)),
        ("saint john's med ctr", ("a3",)),
        ("Mercy West", ()),
        ("two forks", ("a4",)),
        ("general", ()),
        ("hospital", ()),
    ],
)
def test_short_forms_and_what_is_too_little(typed: str, ids: tuple[str, ...]) -> None:
    """Beginnings and short forms of words count; a word too much, or words that many names hold, name nobody."""
    names = index(a1="Mercy General", a2="Mercy Harbor Hospital", a3="St. John's Medical Center", a4="Two Forks")
    found = [mention.ids for mention in names.mentions(tokens(typed), lexicon().known) if mention.ids]
    assert found == ([ids] if ids else [])


def test_an_id_is_found_with_and_without_its_zeros() -> None:
    """`0012` and `12` mean the same where only one account has it."""
    names = NameIndex.of(lexicon(), [("0012", "Alpha"), ("0013", "Beta")])
    for typed in ("0012", "12"):
        assert names.mentions(tokens(typed), lexicon().known)[0].ids == ("0012",)


def test_a_universe_of_nothing_finds_nothing(universe) -> None:
    """Without a scoring there are no names at all, whatever is typed."""
    empty = replace(universe("mark"), scoring=None)
    assert understood("talking points for Mercy General", empty)[0].accounts == ()
    assert empty.accounts.names == {}
