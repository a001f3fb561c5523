"""Replies as they leave a tool and reach a surface: of what length, with footnotes, one or two together.

The last look at access is here: a statement whose receipt is of an account that does not exist for the asker is a
fault of ours and ends the reply.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation.ask import MOST, Ask, section
from assistant.conversation.footnotes import footnotes
from assistant.conversation.tools import TOOLS
from assistant.domain.conversation import Reply
from assistant.domain.draft import Section, Statement
from assistant.errors import ParlanceError

FOLLOW_UPS = {
    "talking-points": ("shorter", "why?", "more", "which source?"),
    "persona": ("more", "shorter", "which source?"),
    "value-proposition": ("more", "shorter", "which source?"),
    "explain": ("what would change it?", "talking points", "what is missing?"),
    "list": ("how many?", "more"),
    "check": ("which source?",),
}


def finished(reply: Reply, ask: Ask, question: str) -> Reply:
    """The reply with what was asked, its footnotes, its day and what can be asked next."""
    intent = reply.intent or ask.wanted.intent or "unknown"
    tool = TOOLS.get(intent)
    dated = ask.universe.scoring is not None and not (tool and tool.for_everybody) and not reply.abstained
    _require_seen(reply, ask)
    follow_ups = reply.follow_ups or (() if reply.abstained else FOLLOW_UPS.get(intent, ()))
    if not reply.more:
        follow_ups = tuple(one for one in follow_ups if one != "more")
    return reply.model_copy(
        update={
            "question": question,
            "intent": intent,
            "footnotes": footnotes(reply, ask),
            "as_of": ask.as_of if dated else None,
            "follow_ups": follow_ups,
        }
    )


def _require_seen(reply: Reply, ask: Ask) -> None:
    every = (*reply.statements, *(statement for part in reply.more for statement in part.statements))
    cited = {c.removeprefix("receipt:") for s in every for c in s.cites if c.startswith("receipt:")}
    if not {*cited, *reply.accounts} <= ask.universe.accounts.names.keys():
        raise ParlanceError("This answer would hold something that you may not see, so it is not given. Ask otherwise.")


def page(reply: Reply, number: int) -> Reply:
    """The usual answer for 0, half as much for each step below, six statements of the rest for each step above."""
    if number < 0:
        kept = reply.statements
        for _ in range(-number):
            kept = kept[: max(1, (len(kept) + 1) // 2)]
        more = _rest(reply.statements[len(kept) :], reply.more)
        return reply.model_copy(update={"statements": kept, "more": more, "open_questions": ()})
    if number == 0 or reply.abstained:
        return reply
    rest = [(part, statement) for part in reply.more for statement in part.statements]
    shown, left = rest[(number - 1) * MOST : number * MOST], rest[number * MOST :]
    if not shown:
        return reply.model_copy(update={"more": ()})
    statements = [_titled(part, one, (at == 0 or shown[at - 1][0] != part)) for at, (part, one) in enumerate(shown)]
    after = [
        section(part.id, part.title, [s for p, s in left if p == part]) for part in dict.fromkeys(p for p, _ in left)
    ]
    return reply.model_copy(update={"statements": tuple(statements), "more": tuple(after), "open_questions": ()})


def _titled(part: Section, statement: Statement, opens: bool) -> Statement:
    """A statement of the rest; the first of a section says which it is."""
    text = f"{part.title}: {statement.text}" if opens else statement.text
    return statement.model_copy(update={"text": text})


def _rest(statements: Sequence[Statement], more: Sequence[Section]) -> tuple[Section, ...]:
    return (section("rest", "The rest", statements), *more) if statements else tuple(more)


def together(replies: Sequence[Reply], asks: Sequence[Ask]) -> Reply:
    """One reply for one or two questions: the first in full, as much of the second as six statements leave room for."""
    first, *others = replies
    if not others:
        return first
    second = others[0]
    if first.abstained and not second.abstained:
        return _with_reason(second, first, asks[0])
    if second.abstained:
        return _with_reason(first, second, asks[1])
    new = tuple(statement for statement in second.statements if statement not in first.statements)
    kept = first.statements[: MOST - min(len(new), MOST // 2)]
    statements = (*kept, *new[: MOST - len(kept)])
    over = (*first.statements[len(kept) :], *new[MOST - len(kept) :])
    reply = first.model_copy(
        update={
            "statements": statements,
            "more": _rest(over, (*first.more, *second.more)),
            "open_questions": tuple(dict.fromkeys((*first.open_questions, *second.open_questions))),
            "accounts": tuple(dict.fromkeys((*first.accounts, *second.accounts))),
            "personal": first.personal or second.personal,
            "findings": (*first.findings, *second.findings),
            "text": first.text or second.text,
            "as_of": first.as_of or second.as_of,
            "draft": first.draft or second.draft,
        }
    )
    return reply.model_copy(update={"footnotes": footnotes(reply, asks[0])})


def _with_reason(reply: Reply, other: Reply, ask: Ask) -> Reply:
    """An answer to one question, with why there is none to the other, which can be asked again."""
    follow_ups = (ask.wanted.question, *reply.follow_ups)
    return reply.model_copy(update={"reason": other.reason, "choices": other.choices, "follow_ups": follow_ups})
