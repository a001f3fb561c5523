"""Rehearsals: questions asked one after the other without a store, as graders and examples need them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.access import Asker
from assistant.app import Assistant
from assistant.conversation.answering import replied
from assistant.conversation.present import Present
from assistant.conversation.turns import turn
from assistant.domain.conversation import Reply
from assistant.domain.thread import Turn
from assistant.errors import UsageError


def rehearsed(assistant: Assistant, asker: Asker, questions: Sequence[str]) -> Reply:
    """The reply to the last question after the others; nothing is kept of the thread."""
    universe = Present(assistant).universe(assistant, asker)
    turns: list[Turn] = []
    reply: Reply | None = None
    for question in questions:
        reply, ask = replied(assistant, universe, question, turns, lambda _what: None)
        turns.append(turn(asker.id, assistant.day.today, question, reply, ask.wanted))
    if reply is None:
        raise UsageError("there is nothing to ask.")
    return reply
