"""From a question and what was said before to a reply: understood, answered by a tool, finished.

Nothing is kept here, and the same question, universe and turns give the same reply.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app import Assistant
from assistant.conversation import refusals
from assistant.conversation.ask import MOST, Ask, Progress
from assistant.conversation.footnotes import opened
from assistant.conversation.replies import finished, page, together
from assistant.conversation.tools import TOOLS
from assistant.conversation.turns import last_reply, wanted_before
from assistant.conversation.understanding import understood
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Reply
from assistant.domain.thread import Turn

LONGEST = 20_000
"""Characters of a question."""


def replied(
    assistant: Assistant, universe: Universe, question: str, turns: Sequence[Turn], progress: Progress
) -> tuple[Reply, Ask]:
    """The reply to a question after these turns, and what was asked of the tools first."""
    if len(question) > LONGEST:
        wanted: tuple[Wanted, ...] = (Wanted(),)
    else:
        wanted = understood(question, universe, wanted_before(tuple(turns), universe))
    asks = [Ask(assistant, universe, one, progress) for one in wanted]
    replies = [finished(_reply(ask, turns), ask, question[:LONGEST]) for ask in asks]
    return together(replies, asks), asks[0]


def _reply(ask: Ask, turns: Sequence[Turn]) -> Reply:
    """The answer of the tool that was asked for, or why there is none."""
    wanted = ask.wanted
    if wanted.follow_up == "source" or (wanted.follow_up == "why" and wanted.intent != "explain"):
        return _sources(ask, turns)
    if refusal := refusals.of(ask):
        return refusal
    return page(TOOLS[wanted.intent].run(ask), wanted.page)


def _sources(ask: Ask, turns: Sequence[Turn]) -> Reply:
    """Where the last reply came from, read again for the asker of now."""
    before = last_reply(tuple(turns))
    if before is None:
        return refusals.no_source()
    notes = [note.cite for note in before.footnotes]
    if ask.wanted.text.isdigit():
        number = int(ask.wanted.text)
        if not 0 < number <= len(notes):
            return refusals.no_such_source(len(notes))
        notes = [notes[number - 1]]
    statements = tuple(opened(notes, ask))
    reply = Reply(question="", intent="source", statements=statements[:MOST], accounts=before.accounts)
    return reply.model_copy(update={"personal": before.personal})
