"""Lists: what is excluded is left out, all are shown when all are asked for, and no condition is passed over."""

from __future__ import annotations

import pytest
from talking import Talk, said

from assistant.app import Assistant
from assistant.conversation.tools.lists import AT_ONCE


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("which accounts are not invest", {"maintain", "grow", "monitor"}),
        ("accounts that are not invest or grow", {"maintain", "monitor"}),
        ("list all accounts other than monitor", {"invest", "maintain", "grow"}),
        ("which accounts are outside field coverage", {"maintain", "grow", "monitor"}),
    ],
)
def test_a_list_holds_nothing_that_was_excluded(
    talk: Talk, assistant: Assistant, question: str, left: set[str]
) -> None:
    """The accounts of an answer are exactly those of the other segments."""
    segments = {account.id: account.segment for account in assistant.read(assistant.asker(None)).accounts()}
    reply = talk("mark", question)
    assert {id for id, segment in segments.items() if segment in left} == set(reply.accounts)


def test_an_exclusion_that_lists_cannot_make_is_refused(talk: Talk) -> None:
    """A list without its condition would be another list."""
    reply = talk("mark", "list invest accounts not owned by sal")
    assert reply.abstained
    assert "sal" in reply.reason


def test_all_are_shown_when_all_are_asked_for(talk: Talk, assistant: Assistant) -> None:
    """Ten of ten, and of many as many as can be read, the others behind “more”; a plain list stays short."""
    short, ten = talk("mark", "invest accounts"), talk("mark", "show me all invest accounts")
    assert (len(short.statements), len(short.more)) == (6, 1)
    assert (len(ten.statements), len(ten.more)) == (11, 0)
    everybody = talk("mark", "list all stakeholders")
    assert len(everybody.statements) == AT_ONCE + 1
    people = assistant.read(assistant.asker(None)).stakeholders()
    assert [len(part.statements) for part in everybody.more] == [len(people) - AT_ONCE]


def test_who_it_is_and_a_draft_of_them_are_one_question(talk: Talk) -> None:
    """A list that only says of whom the draft is gives way to it; two questions stay two."""
    assert talk("mark", "who is our cfo? persona please").intent == "persona"
    both = talk("mark", "how many invest accounts are there? persona for the CFO")
    assert both.intent == "count"
    assert "economic buyers" in said(both)
