"""How a reply looks in a terminal: short lines first, numbered sources behind them, what can be asked next last."""

from __future__ import annotations

from typing import Any

from assistant.cli import render
from assistant.domain.conversation import Reply
from assistant.domain.draft import Statement

FIRST = ("question", "intent", "statements", "abstained", "reason", "findings")


def say_reply(reply: Reply, *, whole: bool) -> None:
    """The reply; with `whole` also what stands behind “more”."""
    numbers = {note.cite: number for number, note in enumerate(reply.footnotes, start=1)}
    for statement in reply.statements:
        _say(statement, numbers)
    if reply.text:
        render.heading("Mended" if reply.findings else "Text")
        render.say(reply.text)
    for section in reply.more if whole else ():
        render.heading(section.title)
        for statement in section.statements:
            _say(statement, numbers)
    _say_questions(reply)
    if reply.reason:
        render.say(reply.reason, "yellow")
    for choice in reply.choices:
        render.say(f"  - {choice.label}: {choice.question}")
    _say_sources(reply, numbers, whole)
    if reply.follow_ups:
        render.say(f"Next: {' · '.join(reply.follow_ups)}", "dim")


def _say(statement: Statement, numbers: dict[str, int]) -> None:
    marks = "".join(f"[{numbers[cite]}]" for cite in statement.cites if cite in numbers)
    render.say(f"- {statement.text} {marks}".rstrip())


def _say_questions(reply: Reply) -> None:
    if reply.open_questions:
        render.heading("Not known")
    for question in reply.open_questions[:3]:
        render.say(f"- {question.missing} {question.why} ({question.owner})")


def _say_sources(reply: Reply, numbers: dict[str, int], whole: bool) -> None:
    """The sources of what was shown, with the day."""
    shown = [*reply.statements, *(s for part in reply.more if whole for s in part.statements)]
    cited = {cite for statement in shown for cite in statement.cites}
    day = f" (as of {reply.as_of})" if reply.as_of else ""
    if cited:
        render.say()
        render.say(f"Sources{day}", "dim")
    for note in reply.footnotes:
        if note.cite in cited:
            render.say(f"  [{numbers[note.cite]}] {note.label}", "dim")


def reply_document(reply: Reply) -> dict[str, Any]:
    """The fields of `ask --json`, those of the contract first."""
    document = reply.model_dump(mode="json")
    document["reason"] = document["reason"] or None
    return {name: document.pop(name) for name in FIRST} | document
