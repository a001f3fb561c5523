"""One resolver of names for every command: part of a name is enough where it means one; hidden names are no names."""

from __future__ import annotations

from pathlib import Path

import pytest

COMMANDS = (("explain",), ("qualify",), ("draft", "talking-points", "--account"), ("dispute", "--reason", "why?"))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("typed", ["Mercy General", "mercy gen", "general MERCY", "4101"])
def test_a_part_that_means_one_account_is_enough(parlance, sample: Path, command: tuple[str, ...], typed: str) -> None:
    """Words and beginnings of words name an account in whatever order and case, as a bare number does."""
    outcome = parlance(*command, typed, cwd=sample)
    assert outcome.code == 0, outcome.err
    assert "Mercy General" in outcome.out or "004101" in outcome.out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_part_that_means_several_lists_them(parlance, sample: Path, command: tuple[str, ...]) -> None:
    """Exit 2, with the id and the name of each."""
    refused = parlance(*command, "mercy", cwd=sample)
    assert refused.code == 2
    assert "account:004101 (Mercy General), account:004111 (Mercy Harbor Hospital). Use one of these." in refused.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_typo_is_answered_with_the_name_that_was_meant(parlance, sample: Path, command: tuple[str, ...]) -> None:
    """Nothing is guessed: exit 2 and the nearest name."""
    refused = parlance(*command, "Mercy Generel", cwd=sample)
    assert refused.code == 2
    assert "Did you mean `Mercy General`" in refused.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("hidden", ["lake", "Lake Ond", "odine", "Lake Ondine Regional"])
def test_part_of_a_hidden_name_is_part_of_no_name(
    parlance, sample: Path, command: tuple[str, ...], hidden: str
) -> None:
    """For a rep, part of another's account gets the bytes of a name that nothing carries."""
    refused = parlance(*command, hidden, "--as", "sal", cwd=sample)
    invented = parlance(*command, "qqqq", "--as", "sal", cwd=sample)
    assert (refused.code, refused.out) == (invented.code, invented.out) == (2, "")
    assert refused.err.replace(hidden, "") == invented.err.replace("qqqq", "")


def test_people_are_named_in_part_without_accents(parlance, sample: Path) -> None:
    """A first name with the beginning of a last one is a person; a person is no account."""
    assert "Renée Aldous [S-1002]" in parlance("explain", "renee ald", cwd=sample).out
    refused = parlance("draft", "talking-points", "--account", "renee ald", cwd=sample)
    assert "`renee ald` is a stakeholder" in refused.err
