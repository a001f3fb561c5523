"""The commands of `chat`: what begins with a slash; every other line is a question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.access import Asker
from assistant.cli.output import write
from assistant.cli.render import say
from assistant.cli.render_reply import reply_document, say_reply
from assistant.cli.session import Session
from assistant.cli.working import working
from assistant.conversation import Brain
from assistant.domain.conversation import Reply
from assistant.errors import UnknownNameError, UsageError
from assistant.workspace import read_text


@dataclass
class Chat:
    """One conversation: with whom, in which thread."""

    session: Session
    brain: Brain
    thread: str
    asker: Asker


@dataclass(frozen=True)
class Command:
    """Something that a slash starts."""

    usage: str
    purpose: str
    run: Callable[[Chat, str], None]


def run_line(talk: Chat, line: str) -> bool:
    """Answers a question or runs a command; False ends the conversation."""
    if not line.startswith("/"):
        _show(talk, _ask(talk, line))
        return True
    name, _, rest = line[1:].partition(" ")
    if name in ("quit", "exit", "q"):
        return False
    if name not in COMMANDS:
        raise UnknownNameError.of("command", f"/{name}", [f"/{known}" for known in COMMANDS], hint="/help lists all.")
    COMMANDS[name].run(talk, rest.strip())
    return True


def _ask(talk: Chat, question: str) -> Reply:
    with working(talk.session) as told:
        return talk.brain.answer(talk.asker, question, thread=talk.thread, progress=told)


def _show(talk: Chat, reply: Reply, *, whole: bool = False) -> None:
    if talk.session.options.json:
        talk.session.emit_lines("ask", [reply_document(reply)])
        return
    say_reply(reply, whole=whole)
    say()
    sys.stdout.flush()


def _help(_talk: Chat, _rest: str) -> None:
    width = max(len(command.usage) for command in COMMANDS.values())
    for command in COMMANDS.values():
        say(f"  {command.usage.ljust(width)}  {command.purpose}")
    say(f"  {'/quit'.ljust(width)}  Leave; Ctrl-D does too.")
    say("Everything else is a question: “help” says what can be asked.")


def _source(talk: Chat, rest: str) -> None:
    if rest and not rest.isdecimal():
        raise UsageError(f"/source {rest}: give the number of a source, such as /source 2, or nothing for all.")
    _show(talk, talk.brain.source(talk.asker, talk.thread, int(rest) if rest else None))


def _more(talk: Chat, _rest: str) -> None:
    _show(talk, _ask(talk, "more"))


def _as(talk: Chat, rest: str) -> None:
    """Goes on as somebody else: in the same thread, with their rights."""
    talk.asker = talk.session.assistant.asker(rest or None)
    known = "" if talk.asker.rights != "none" else ", who is not in the team list and gets definitions only"
    say(f"You ask as {rest or 'the local user'}{known}.")


def _check(talk: Chat, rest: str) -> None:
    """Checks a text, or the file of that name."""
    if not rest:
        raise UsageError("/check TEXT checks a text, /check FILE a file.")
    text = read_text(Path(rest), rest) if len(rest) < 256 and Path(rest).is_file() else rest
    _show(talk, _ask(talk, f"check:\n{text}"))


def _export(talk: Chat, rest: str) -> None:
    if not rest:
        raise UsageError("/export FILE writes the last draft: FILE.md, FILE.html or FILE.docx.")
    write(rest, talk.brain.file(talk.asker, talk.thread, rest), "/export")
    say(f"Written to {rest}.")


def _feedback(talk: Chat, rest: str) -> None:
    word, _, reason = rest.partition(" ")
    if word.lower() not in HELPFUL:
        raise UsageError("/feedback good REASON or /feedback bad REASON says what you think of the last answer.")
    new = talk.brain.feedback(talk.asker, talk.thread, HELPFUL[word.lower()], reason.strip())
    say("Thank you, that is kept." if new else "That was kept before, or nothing can be written here.")


def _thread(talk: Chat, rest: str) -> None:
    talk.thread = rest or talk.thread
    say(f"This is the thread {talk.thread}.")


HELPFUL = {"good": True, "yes": True, "up": True, "+": True, "bad": False, "no": False, "down": False, "-": False}
COMMANDS: Mapping[str, Command] = {
    "help": Command("/help", "These commands.", _help),
    "more": Command("/more", "The rest of the last answer.", _more),
    "source": Command("/source [N]", "The sources of the last answer, or the one with that number.", _source),
    "check": Command("/check TEXT|FILE", "Check the words of a text or file.", _check),
    "export": Command("/export FILE", "Write the last draft to FILE.md, FILE.html or FILE.docx.", _export),
    "feedback": Command("/feedback good|bad [REASON]", "Say whether the last answer helped.", _feedback),
    "as": Command("/as [PERSON]", "Ask as this person of team.yaml; nobody: the local user.", _as),
    "thread": Command("/thread [NAME]", "Go on in another thread, or say which this is.", _thread),
}
