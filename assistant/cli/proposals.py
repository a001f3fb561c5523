"""`eval add-from feedback`: rejected drafts become cases that a person accepts, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cli import render
from assistant.cli.consent import agreed
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.errors import UnknownNameError
from assistant.evaluation import Proposal, added, case_names, proposals

SOURCES = ("feedback",)


def add_from(session: Session, sources: Sequence[str], *, yes: bool) -> int:
    """Shows a case for each rejected draft, and adds those that somebody accepts."""
    if tuple(sources) != SOURCES:
        given = " ".join(sources) or "nothing"
        raise UnknownNameError.of("source of cases", given, SOURCES, hint="Write `parlance eval add-from feedback`.")
    assistant = session.assistant
    assistant.desk.require_everything(session.asker, "turn feedback into cases")
    drafts = {stored.id: stored.draft for stored in assistant.memory.drafts()}
    found = proposals(assistant.memory.feedback.all(), drafts, case_names(assistant.workspace, "drafting"))
    session.note(*assistant.memory.notices)
    accepted = _accepted(session, found, yes=yes)
    if accepted:
        path, text = added(assistant.workspace, accepted)
        write(str(path), text, "--workspace")
        session.note(f"{len(accepted)} added to {assistant.workspace.display(path)}")
    if session.options.json:
        shown = [proposal.model_dump(mode="json") for proposal in found]
        session.emit("eval-proposals", {"proposals": shown, "added": len(accepted)})
    elif not found:
        render.say("No rejected draft with a reason is waiting to become a case.")
    return 0


def _accepted(session: Session, found: Sequence[Proposal], *, yes: bool) -> list[Proposal]:
    """What somebody agreed to; with --json nobody is asked, and --yes alone accepts."""
    accepted = []
    for proposal in found:
        if not session.options.json:
            render.heading(f"“{proposal.reason}” (draft {proposal.draft})")
            render.say(proposal.text().rstrip("\n"))
        if proposal.lacking:
            session.note(f"draft {proposal.draft}: {proposal.lacking}")
        elif yes or (not session.options.json and agreed(session, "Add this case?", "--yes")):
            accepted.append(proposal)
    return accepted
