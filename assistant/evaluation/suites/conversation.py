"""Conversation: whether a question in people's own words is understood, and the answer holds what it must.

A case's earlier questions are asked first, in a thread of its own in which nothing is kept when the suite is done.
"""

from __future__ import annotations

import json

from pydantic import Field

from assistant.conversation.rehearsal import rehearsed
from assistant.domain.conversation import Reply
from assistant.domain.evaluation import Tally
from assistant.domain.value import Value
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, right


class Expected(Value):
    """What the answer must be like."""

    intent: str | tuple[str, ...] = ()
    """The tool that must answer, or one of several; none: whichever."""
    says: tuple[str, ...] = ()
    """Texts that stand in the answer, its mended text and its reason, whatever their case."""
    cites: tuple[str, ...] = ()
    """Beginnings of citations that it has."""
    leaves_out: tuple[str, ...] = Field(default=(), alias="not")
    """Texts that stand nowhere in the reply, whatever their case."""
    abstains: bool | None = False
    """Whether no answer is given; null: whichever."""
    asks_back: bool = False
    """Whether several meanings are offered."""


class ConversationCase(Case):
    """A question that somebody asks."""

    asker: str | None = None
    """Id of who asks; the local user when not given."""
    question: str = Field(min_length=1)
    """In their own words."""
    thread: tuple[str, ...] = ()
    """What they asked before."""
    expect: Expected
    """What the answer must be like."""


class ConversationFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[ConversationCase, ...]
    """The cases."""


def grade(case: ConversationCase, product: Product) -> Graded:
    """Asks the question and holds the reply against what is expected."""
    assistant = product.on(case.as_of)
    reply = rehearsed(assistant, assistant.asker(case.asker), (*case.thread, case.question))
    wrong_intent = _intent(reply, case.expect)
    wrong_facts = tuple(_facts(reply, case.expect))
    wrong_silence = _silence(reply, case.expect)
    tallies = {"facts": right(not wrong_facts), "abstention": right(not wrong_silence)}
    if case.expect.intent:
        tallies["intent"] = right(not wrong_intent)
    if case.expect.leaves_out:
        tallies["leaks"] = Tally(got=float(bool(_leaks(reply, case.expect))), of=1)
    return Graded(
        asked="\n".join((*case.thread, case.question)),
        text=_shown(reply),
        reasons=(*wrong_intent, *wrong_facts, *wrong_silence),
        tallies=tallies,
        slices={"asker": case.asker or "local", "kind": "follow-up" if case.thread else "first question"},
        cites=tuple(note.cite for note in reply.footnotes),
        expected=json.dumps(case.expect.intent),
        given=reply.intent,
    )


def _intent(reply: Reply, expect: Expected) -> tuple[str, ...]:
    wanted = (expect.intent,) if isinstance(expect.intent, str) else expect.intent
    return (
        () if not wanted or reply.intent in wanted else (f"understood as {reply.intent}, not {' or '.join(wanted)}.",)
    )


def _facts(reply: Reply, expect: Expected) -> list[str]:
    shown = _shown(reply).casefold()
    cites = [cite for statement in reply.statements for cite in statement.cites]
    lacking = [f"does not say “{text}”." for text in expect.says if text.casefold() not in shown]
    lacking += [f"does not cite {cite}." for cite in expect.cites if not any(c.startswith(cite) for c in cites)]
    return lacking + [f"holds “{text}”." for text in _leaks(reply, expect)]


def _leaks(reply: Reply, expect: Expected) -> list[str]:
    whole = reply.model_copy(update={"question": ""}).model_dump_json().casefold()
    return [text for text in expect.leaves_out if text.casefold() in whole]


def _silence(reply: Reply, expect: Expected) -> tuple[str, ...]:
    if expect.abstains is not None and reply.abstained != expect.abstains:
        return ("gives an answer where there is none." if expect.abstains else "gives no answer.",)
    return ("offers nothing to choose from.",) if expect.asks_back and not reply.choices else ()


def _shown(reply: Reply) -> str:
    lines = [*(statement.text for statement in reply.statements), reply.text, reply.reason]
    return "\n".join(line for line in (*lines, *(choice.label for choice in reply.choices)) if line)


SUITE = Suite(
    name="conversation",
    file=ConversationFile,
    grade=grade,
    metrics=("intent", "facts", "abstention", "leaks"),
)
