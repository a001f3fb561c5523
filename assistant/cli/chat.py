"""`chat`: a conversation in the terminal, or line by line in a pipe.

On a terminal there is history, completion of commands and of names that exist for the asker, and what is being done.
In a pipe one line goes in and one answer comes out. Ctrl-C drops a line or stops an answer, Ctrl-D leaves; what is
typed while an answer is made is read when it is there.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator

from assistant.cli.chat_commands import Chat, run_line
from assistant.cli.interrupts import between_imports
from assistant.cli.render import say
from assistant.cli.session import Session
from assistant.cli.typed_ahead import typed_ahead
from assistant.conversation import Brain
from assistant.errors import ParlanceError


def chat(session: Session, thread: str | None) -> int:
    """Answers line after line until there are no more."""
    name = thread or f"chat-{secrets.token_hex(4)}"
    talk = Chat(session, Brain(session.assistant, surface="chat"), name, session.asker)
    if not sys.stdin.isatty() or session.options.no_input:
        _talk(talk, (line.rstrip("\n") for line in sys.stdin))
        return 0
    with typed_ahead():
        from assistant.cli.prompting import lines

        say("Ask anything; /help lists commands, Tab completes, Ctrl-D leaves.", "dim")
        _talk(talk, lines(talk))
    session.note(f"`parlance chat --thread {talk.thread}` goes on from here")
    return 0


def _talk(talk: Chat, typed: Iterator[str]) -> None:
    for line in typed:
        if line.strip() and not _answered(talk, line):
            break


def _answered(talk: Chat, line: str) -> bool:
    """Whether the conversation goes on after a line; what goes wrong is said and ends nothing."""
    try:
        with between_imports():
            return run_line(talk, line.strip())
    except ParlanceError as error:
        say(str(error), "yellow")
    except KeyboardInterrupt:
        say("stopped", "dim")
    sys.stdout.flush()
    return True
