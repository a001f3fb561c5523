"""Threads: what was said in a conversation, turn by turn, so that it can be taken up again."""

from __future__ import annotations

from datetime import date

from pydantic import JsonValue

from assistant.domain.conversation import Reply
from assistant.domain.value import Value


class Turn(Value):
    """One question of a thread with what was understood and what was answered."""

    sequence: int = 0
    """Place in its thread, counted from 1 and filled when it is kept; turns are ordered by it, never by time."""
    person: str
    """Id of who asked; empty for the local user."""
    on: date
    """Day on which it was asked."""
    question: str
    """As it was asked."""
    intent: str
    """What was understood, by the name of the tool that answered."""
    slots: dict[str, JsonValue] = {}
    """What the question named for that tool, such as the account and the role."""
    reply: Reply
    """What was answered."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts that question or reply speak of; who may not see one of them may not see the turn."""
