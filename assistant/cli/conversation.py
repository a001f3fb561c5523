"""`ask`: one question, one answer."""

from __future__ import annotations

import sys

from assistant.cli.render_reply import reply_document, say_reply
from assistant.cli.session import Session
from assistant.cli.working import working
from assistant.conversation import Brain
from assistant.errors import UsageError

MOST_CHARACTERS = 200_000


def ask(session: Session, question: str, thread: str | None) -> int:
    """Prints the answer to a question; `-` reads it from standard input."""
    asked = sys.stdin.read(MOST_CHARACTERS) if question == "-" else question
    if not asked.strip():
        raise UsageError('ask: there is no question. Try `parlance ask "what is a stakeholder?"`.')
    brain = Brain(session.assistant, surface="ask")
    with working(session) as told:
        reply = brain.answer(session.asker, asked, thread=thread, progress=told)
    if reply.as_of:
        session.name_source()
    if session.options.json:
        session.emit("ask", reply_document(reply))
    else:
        say_reply(reply, whole=False)
    session.note(*session.assistant.memory.notices if session.workspace else ())
    return 0
