"""`draft`: personas, value propositions and talking points, in the terminal."""

from __future__ import annotations

from typing import get_args

from assistant.cli import render
from assistant.cli.options import DraftOptions
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.domain.draft import Audience, Draft, Kind
from assistant.drafting import Writer, render_markdown
from assistant.errors import UnknownNameError


def draft(session: Session, options: DraftOptions, out: str | None) -> int:
    """Prints a draft; 3 when it was refused."""
    session.assistant.live = options.live
    session.name_source()
    wanted, writer = _kind(options.kind), _writer(options.writer)
    audience = session.assistant.audience(session.asker, wanted, options.names)
    made = session.assistant.draft(session.asker, wanted, audience, writer)
    markdown = render_markdown(made, session.assistant.sources(session.asker))
    if out is not None:
        write(out, markdown, "--out")
        session.note(f"written to {out}")
    if session.options.json:
        session.emit("draft", made.model_dump(mode="json"))
    elif out is None:
        render.say(markdown.rstrip("\n"))
    _notices(session, made)
    return 3 if made.status == "refused" else 0


def draft_all(session: Session, options: DraftOptions, resume: bool) -> int:
    """Prints every draft that occurs as JSON Lines, or a line for each; 3 when one was refused."""
    session.assistant.live = options.live
    session.name_source()
    wanted, writer = _kind(options.kind), _writer(options.writer)
    audiences = session.assistant.audiences(session.asker, wanted, options.names)
    done = {known.model_dump_json() for known in session.assistant.memory.drafts()} if resume else set()
    statuses = []
    with session.progress("Drafting") as progress:
        for number, audience in enumerate(audiences, start=1):
            made = session.assistant.draft(session.asker, wanted, audience, writer)
            progress(number, len(audiences))
            statuses.append(made.status)
            if made.model_dump_json() not in done:
                _show(session, made)
    session.note(f"{len(statuses)} drafts, {statuses.count('refused')} refused")
    _notices(session)
    return 3 if "refused" in statuses else 0


def _show(session: Session, made: Draft) -> None:
    if session.options.json:
        session.emit_lines("draft", [made.model_dump(mode="json")])
    else:
        render.say(f"{made.status}  {made.kind}  {_whom(made.audience)}")


def _whom(audience: Audience) -> str:
    return ", ".join(f"{name}={value}" for name, value in audience.model_dump().items() if value is not None)


def _kind(text: str) -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if kind == text.replace("_", "-"):
            return kind
    raise UnknownNameError.of("kind of draft", text, kinds, hint=f"Use one of {', '.join(kinds)}.")


def _writer(text: str | None) -> Writer | None:
    writers: tuple[Writer, ...] = get_args(Writer)
    if text is not None and text not in writers:
        raise UnknownNameError.of("writer", text, writers, hint=f"Use one of {', '.join(writers)}.")
    return next((writer for writer in writers if writer == text), None)


def _notices(session: Session, *made: Draft) -> None:
    """What else there is to say: of the draft, of the state, of the index."""
    session.note(*(finding.message for one in made for finding in one.findings if finding.rule == "writer"))
    session.note(*session.assistant.memory.notices, *session.assistant.evidence.notices)
