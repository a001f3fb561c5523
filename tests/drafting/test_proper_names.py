"""Proper names are words in capitals that nothing marks as ordinary."""

from __future__ import annotations

import pytest

from assistant.drafting.sentences.proper_names import names

CASES = {
    "Mercy General's CFO met Dana.": ["Mercy", "General", "CFO", "Dana"],
    "They use Epic at BridgeCall.": ["Epic", "BridgeCall"],
    "Discharge calls help.": [],
    "The nurse said: “When the beds are full, call.”": [],
    "I think I'm right.": [],
    "Ask Renée O'Neill about the ADT feed.": ["Renée", "O'Neill", "ADT"],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_names_are_found_and_sentence_openings_are_not(text: str, expected: list[str]) -> None:
    """Capitals count inside a sentence, and at its start unless the word is known as ordinary."""
    assert [name.text for name in names(text, {"discharge", "calls"}.__contains__)] == expected
