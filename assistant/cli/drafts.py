"""`draft`: personas, value propositions and talking points, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.draft import Audience, Draft, Kind
from assistant.drafting import render_markdown
from assistant.errors import UnknownNameError, UsageError


def draft(session: Session, kind: str, names: Mapping[str, str | None], out: str | None, live: bool) -> int:
    """Prints a draft; 3 when it was refused."""
    session.assistant.live = live
    session.name_source()
    wanted = _kind(kind)
    audience = session.assistant.audience(session.asker, wanted, names)
    made = session.assistant.draft(session.asker, wanted, audience)
    markdown = render_markdown(made, session.assistant.sources(session.asker))
    if out is not None:
        _write(Path(out), markdown)
        session.note(f"written to {out}")
    if session.options.json:
        session.emit("draft", made.model_dump(mode="json"))
    elif out is None:
        render.say(markdown.rstrip("\n"))
    _notices(session)
    return 3 if made.status == "refused" else 0


def draft_all(session: Session, kind: str, names: Mapping[str, str | None], resume: bool, live: bool) -> int:
    """Prints every draft that occurs as JSON Lines, or a line for each; 3 when one was refused."""
    session.assistant.live = live
    session.name_source()
    wanted = _kind(kind)
    audiences = session.assistant.audiences(session.asker, wanted, names)
    done = {known.model_dump_json() for known in session.assistant.remembered()} if resume else set()
    statuses = []
    with session.progress("Drafting") as progress:
        for made in _drafts(session, wanted, audiences, progress):
            statuses.append(made.status)
            if made.model_dump_json() in done:
                continue
            if session.options.json:
                session.emit_lines("draft", [made.model_dump(mode="json")])
            else:
                render.say(f"{made.status}  {made.kind}  {_whom(made.audience)}")
    session.note(f"{len(statuses)} drafts, {statuses.count('refused')} refused")
    _notices(session)
    return 3 if "refused" in statuses else 0


def _drafts(session: Session, kind: Kind, audiences: tuple[Audience, ...], progress: Any) -> Iterator[Draft]:
    for number, audience in enumerate(audiences, start=1):
        yield session.assistant.draft(session.asker, kind, audience)
        progress(number, len(audiences))


def _whom(audience: Audience) -> str:
    return ", ".join(f"{name}={value}" for name, value in audience.model_dump().items() if value is not None)


def _kind(text: str) -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if kind == text.replace("_", "-"):
            return kind
    raise UnknownNameError.of("kind of draft", text, kinds, hint=f"Use one of {', '.join(kinds)}.")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}). Choose another file with --out.") from error


def _notices(session: Session) -> None:
    session.note(*session.assistant.notices, *session.assistant.evidence.notices)
