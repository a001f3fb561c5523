"""`draft`: personas, value propositions and talking points, in the terminal or in a file."""

from __future__ import annotations

from typing import Any, get_args

from assistant.cli import render
from assistant.cli.options import DraftOptions
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.domain.audit import AuditEntry
from assistant.domain.draft import Draft, Kind
from assistant.drafting import Sources, Views, Writer, chosen_format, draft_id, load_views, rendered, sheet
from assistant.errors import UnknownNameError, UsageError


class Shown:
    """Drafts as one call wants to see them: its view and its format."""

    def __init__(self, session: Session, options: DraftOptions, out: str | None) -> None:
        self.sources: Sources = session.assistant.sources(session.asker)
        self.format = chosen_format(options.format, out)
        self._name = options.view
        self._views: Views | None = None
        if options.view is not None:
            self._views = load_views(session.assistant.workspace, self.sources.patterns)
            self._views.of(options.view)

    def document(self, made: Draft) -> dict[str, Any]:
        """The fields of `draft --json`."""
        if self._views is None or self._name is None:
            return made.model_dump(mode="json")
        return {**self._views.shown(made, self._name).model_dump(mode="json"), "view": self._name}

    def page(self, made: Draft) -> bytes:
        """The bytes of its file."""
        if self._views is None or self._name is None:
            return rendered(sheet(made, self.sources), self.format)
        seen = self._views.shown(made, self._name)
        return rendered(sheet(seen, self.sources, self._views.of(self._name)), self.format)


def draft(session: Session, options: DraftOptions) -> int:
    """Prints a draft or writes its file; 3 when it was refused."""
    session.assistant.live = options.live
    wanted, writer = named_kind(options.kind), named_writer(options.writer)
    if wanted is None:
        raise UsageError(f"draft what? Name {', '.join(get_args(Kind))}, or draft everything with --all.")
    if options.out is None and chosen_format(options.format, None) == "docx" and not session.options.json:
        raise UsageError("--format docx needs a file to write to. Add --out FILE.docx.")
    session.name_source()
    shown = Shown(session, options, options.out)
    audience = session.assistant.audience(session.asker, wanted, options.names)
    made = session.assistant.draft(session.asker, wanted, audience, writer)
    record(session, made)
    if options.out is not None:
        write(options.out, shown.page(made), "--out")
        session.note(f"written to {options.out}")
    if session.options.json:
        session.emit("draft", shown.document(made))
    elif options.out is None:
        render.say(shown.page(made).decode().rstrip("\n"))
    notices(session, made)
    return 3 if made.status == "refused" else 0


def record(session: Session, made: Draft) -> None:
    """Keeps in the audit log who was shown a draft, as it is kept of an answer."""
    named = (f"{name}={value}" for name, value in made.audience.model_dump().items() if value is not None)
    evidence = tuple(made.provenance.evidence)
    told = {cite.removeprefix("receipt:") for cite in evidence if cite.startswith("receipt:")}
    entry = AuditEntry(
        person=session.asker.id,
        on=session.assistant.day.today,
        surface="draft",
        question=" ".join((made.kind, *named)),
        intent=made.kind,
        evidence=evidence,
        accounts=tuple(sorted(told | ({made.audience.account} if made.audience.account else set()))),
        draft=draft_id(made),
        writer=made.writer,
        shown="\n".join(statement.text for section in made.sections for statement in section.statements),
    )
    session.assistant.memory.audit.record(entry)


def named_kind(text: str | None) -> Kind | None:
    """The kind of that name; None when none is given."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if text is not None and kind == text.replace("_", "-"):
            return kind
    if text is not None:
        raise UnknownNameError.of("kind of draft", text, kinds, hint=f"Use one of {', '.join(kinds)}.")
    return None


def named_writer(text: str | None) -> Writer | None:
    """The writer of that name; None when none is given."""
    writers: tuple[Writer, ...] = get_args(Writer)
    if text is not None and text not in writers:
        raise UnknownNameError.of("writer", text, writers, hint=f"Use one of {', '.join(writers)}.")
    return next((writer for writer in writers if writer == text), None)


def notices(session: Session, *made: Draft) -> None:
    """What else there is to say: of the draft, of the state, of the index."""
    session.note(*(finding.message for one in made for finding in one.findings if finding.file == "draft"))
    session.note(*session.assistant.memory.notices, *session.assistant.evidence.notices)
