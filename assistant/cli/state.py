"""`audit`, `forget`, `backup` and `restore`, in the terminal: for whoever runs the workspace, not for an asker."""

from __future__ import annotations

from pathlib import Path

from assistant.cli import render
from assistant.cli.consent import agreed
from assistant.cli.session import Session
from assistant.errors import UsageError
from assistant.store import forgetting
from assistant.store import restore as restoring
from assistant.store.backup import back_up, require_backup

BROKEN = 3


def entries(session: Session, last: int) -> int:
    """Lists the last entries of the audit log, oldest first."""
    _require_local(session)
    lines = session.assistant.memory.audit.lines(last)
    if session.options.json:
        session.emit_lines("audit", (line.model_dump(mode="json") for line in lines))
    elif not lines:
        render.say("Nobody was told anything yet.")
    for line in [] if session.options.json else lines:
        entry = line.entry
        render.say(f"{line.sequence}  {entry.on}  {entry.person or line.who}  {entry.surface}: {entry.intent}", "bold")
        if entry.question:
            render.say(f"      {entry.question}")
        render.say(f"      {', '.join(entry.evidence) or 'no evidence'}")
    session.note(*session.assistant.memory.notices)
    return 0


def verify(session: Session, anchor: str | None) -> int:
    """Prints whether the audit log is whole; 3 when it is not."""
    _require_local(session)
    verdict = session.assistant.memory.audit.verify(anchor)
    if session.options.json:
        session.emit("audit-verify", {**verdict.model_dump(mode="json"), "anchor": verdict.anchor})
    elif verdict.ok:
        render.say(f"The audit log holds: {render.count(verdict.rows, 'row')}, each as it was recorded.", "green")
        render.say(f"  anchor {verdict.anchor}")
        render.say("  Keep it elsewhere; `parlance audit verify --anchor` later shows that nobody made the log anew.")
    else:
        render.say(f"The audit log does not hold: row {verdict.bad} is the first that is wrong.", "red")
        render.say(f"  {verdict.reason}; {render.count(verdict.rows, 'row')} before it hold.")
    return 0 if verdict.ok else BROKEN


def forget(session: Session, person: str, yes: bool) -> int:
    """Forgets a person, once that is agreed to."""
    _require_local(session)
    if not person.strip():
        raise UsageError("PERSON is empty. Give the id that `--as` takes.")
    memory = session.assistant.memory
    there = forgetting.held(memory.store, person)
    if there.known and not (yes or agreed(session, _what_goes(person, there), "--yes")):
        session.note(f"{person} is not forgotten; everything stays as it was.")
        return 0
    gone = memory.forget(person, session.assistant.day.today)
    elsewhere = forgetting.copies(memory.store)
    if session.options.json:
        counted = {"turns": gone.turns, "feedback": gone.feedback, "records": gone.records}
        session.emit(
            "forget", {"person": person, **counted, "pseudonym": gone.pseudonym or None, "copies": list(elsewhere)}
        )
        return 0
    if not gone.pseudonym:
        render.say(f"The state holds nothing of {person}.")
    else:
        said = f"{render.count(gone.turns, 'turn')} and {gone.feedback} of feedback are deleted"
        render.say(f"{person} is forgotten: {said}, and the key to their pseudonym is destroyed.", "green")
        render.say(f"  The audit log and {render.count(gone.records, 'record')} know only {gone.pseudonym}.")
    for copy in elsewhere:
        session.note(f"{copy} may still hold {person}; delete it, or make it anew with `parlance backup`")
    return 0


def _what_goes(person: str, there: forgetting.Held) -> str:
    """The question before somebody is forgotten: what is destroyed, and what stays."""
    turns, entries = render.count(there.turns, "turn"), render.count(there.asked, "audit row")
    records = render.count(there.records, "record")
    return (
        f"Forget {person}? Destroyed for good: {turns} of threads, {there.feedback} of feedback, the words of "
        f"{entries}, and the key to the pseudonym. What stays, under the pseudonym: the rows themselves and "
        f"{records} (disputes, answers). Go on?"
    )


def backup(session: Session, file: str) -> int:
    """Writes a backup."""
    _require_local(session)
    manifest = back_up(session.assistant.memory.store, Path(file), session.assistant.day.today)
    if session.options.json:
        session.emit("backup", {"file": file, **manifest.model_dump(mode="json", exclude={"format"})})
    else:
        render.say(f"{file}: {render.count(manifest.rows, 'row')} of {len(manifest.tables)} tables.", "green")
        render.say(f"  audit anchor {manifest.anchor}")
    session.note("the backup holds what people asked, and the keys of their pseudonyms: keep it as you keep the state")
    return 0


def restore(session: Session, file: str, yes: bool) -> int:
    """Puts a backup in the place of the state."""
    _require_local(session)
    workspace = session.assistant.workspace
    manifest = require_backup(Path(file))
    question = f"Replace the state by the backup of {manifest.on} with {render.count(manifest.rows, 'row')}?"
    if restoring.has_state(workspace) and not (yes or agreed(session, question, "--yes")):
        session.note("the state stays as it was.")
        return 0
    done = restoring.restore(workspace, Path(file), session.assistant.day.today)
    aside = workspace.display(done.aside) if done.aside else None
    if session.options.json:
        session.emit(
            "restore",
            {"file": file, "on": str(manifest.on), "rows": manifest.rows, "aside": aside, "forgotten": done.forgotten},
        )
    else:
        render.say(f"The state is that of {manifest.on}: {render.count(manifest.rows, 'row')}.", "green")
        if aside:
            render.say(f"  The state of before lies in {aside}.")
        if done.forgotten:
            render.say(f"  {render.count(done.forgotten, 'person')} forgotten since then stayed forgotten.")
    if not done.verdict.ok:
        session.note(f"the audit log of the backup does not hold: row {done.verdict.bad}: {done.verdict.reason}")
    return 0


def _require_local(session: Session) -> None:
    if session.options.asker is not None:
        raise UsageError("This is for whoever runs the workspace, not for a person in it. Leave --as out.")
