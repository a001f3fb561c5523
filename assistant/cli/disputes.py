"""`dispute` and `disputes`: doubts about segments, in the terminal."""

from __future__ import annotations

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.run import Dispute
from assistant.errors import UsageError


def dispute(session: Session, account: str, reason: str) -> int:
    """Records a doubt."""
    if not reason.strip():
        raise UsageError('--reason is empty. Say what you doubt, such as --reason "the ward closed in May".')
    session.name_source()
    recorded = session.assistant.doubts.record(session.asker, account, reason.strip())
    if session.options.json:
        session.emit("dispute", recorded.model_dump(mode="json"))
    else:
        render.say(f"{recorded.id}: your doubt that {recorded.account} is {recorded.segment} is recorded.", "green")
        render.say("  Sales operations reads it with `parlance disputes`; the segment stays until they decide.")
    return 0


def disputes(session: Session, resolve: str | None, note: str | None, everything: bool) -> int:
    """Lists doubts, or answers one."""
    if (resolve is None) != (note is None):
        raise UsageError("--resolve ID and --note TEXT go together: the answer stays with the doubt.")
    if resolve is not None and note is not None:
        found: list[Dispute] = [session.assistant.doubts.resolve(session.asker, resolve, note)]
    else:
        every = session.assistant.doubts.all(session.asker)
        found = [doubt for doubt in every if everything or doubt.status == "open"]
    if session.options.json:
        session.emit("disputes", {"disputes": [doubt.model_dump(mode="json") for doubt in found]})
    elif not found:
        render.say("No open disputes." if not everything else "No disputes.")
    for doubt in [] if session.options.json else found:
        _say(doubt)
    return 0


def _say(doubt: Dispute) -> None:
    by = f" by {doubt.by}" if doubt.by else ""
    render.say(f"{doubt.id}  {doubt.account} is {doubt.segment} (run {doubt.run} as of {doubt.as_of})", "bold")
    render.say(f"      {doubt.on}{by}: {doubt.reason}")
    if doubt.status == "resolved":
        answered = f" by {doubt.resolved_by}" if doubt.resolved_by else ""
        render.say(f"      resolved {doubt.resolved_on}{answered}: {doubt.note}")
