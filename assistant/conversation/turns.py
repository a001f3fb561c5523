"""What was said before in a thread, as far as the asker may still see it."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError

from assistant.app import Assistant
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Reply
from assistant.domain.thread import Turn
from assistant.errors import ConfigurationError

LOOKED_AT = 20
"""So many turns back a thread is read."""


def turn(person: str, on: date, question: str, reply: Reply, wanted: Wanted) -> Turn:
    """One question with what was understood and answered."""
    return Turn(
        person=person,
        on=on,
        question=question,
        intent=reply.intent,
        slots=wanted.model_dump(mode="json"),
        reply=reply,
        accounts=reply.accounts,
    )


def seen_turns(assistant: Assistant, thread: str | None, universe: Universe) -> tuple[Turn, ...]:
    """The last turns of a thread that exist for the asker now; another person's, when it holds for both."""
    if thread is None:
        return ()
    try:
        turns = assistant.memory.threads.turns(thread, last=LOOKED_AT)
    except ConfigurationError:
        return ()
    return tuple(turn for turn in turns if _exists(turn, universe))


def _exists(turn: Turn, universe: Universe) -> bool:
    own = turn.person == universe.asker.id
    needed = {*turn.accounts, *turn.reply.accounts}
    if universe.scoring is None:
        return own and not needed and turn.reply.as_of is None
    return needed <= universe.accounts.names.keys() and (own or not turn.reply.personal)


def wanted_before(turns: tuple[Turn, ...], universe: Universe) -> Wanted | None:
    """What was wanted last, if all that it names still exists for the asker."""
    for turn in reversed(turns):
        try:
            wanted = Wanted.model_validate(turn.slots)
        except ValidationError:
            continue
        if wanted.intent and not wanted.nobody and not wanted.choices:
            return wanted if _still(wanted, universe) else None
    return None


def _still(wanted: Wanted, universe: Universe) -> bool:
    return (
        universe.accounts.names.keys() >= set(wanted.accounts)
        and universe.people.names.keys() >= set(wanted.people)
        and universe.roles.keys() >= {*wanted.roles, *wanted.without}
        and universe.account_segments.keys() >= set(wanted.account_segments)
        and universe.stakeholder_segments.keys() >= set(wanted.stakeholder_segments)
    )


def last_reply(turns: tuple[Turn, ...]) -> Reply | None:
    """The last reply with something to cite."""
    return next((turn.reply for turn in reversed(turns) if turn.reply.footnotes and turn.intent != "source"), None)
