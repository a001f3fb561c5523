"""`demo`: the main job in one go, on the workspace at hand."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.draft import Audience, Draft, Kind
from assistant.domain.finding import Finding
from assistant.domain.segments import Receipt
from assistant.drafting import render_markdown
from assistant.segmentation.scoring import Scoring

DIALOGUE = """\
Mark: My team has designed positioning and messaging for each type of customer.
Sal: Well, there are many customers we choose not to visit.
Mark: I'm talking about the customers, the people in those accounts.
Sal: No, I'm the one talking about customers, the accounts that we call on.
"""
"""From a pub conversation of marketing and sales: T. Laczkowski, “You Say Segment, I Say Segment”, 2015."""


def demo(session: Session) -> int:
    """Runs each step and says what came of it; findings and rejected rows are part of the summary."""
    session.assistant.live = True
    session.name_day()
    folder = session.assistant.workspace.writable_state("demo")
    scoring = session.assistant.score(session.asker)
    files = [session.assistant.workspace.display(path) for path in scoring.write(folder)]
    receipt = _telling(scoring)
    findings = session.assistant.check(DIALOGUE, "dialogue")
    drafts = list(_drafts(session, scoring, receipt, folder))
    if session.options.json:
        session.emit("demo", _document(session, scoring, files, receipt, findings, drafts))
        return 0
    _words(findings)
    render.heading("2. Who to focus on")
    render.scores(scoring.summary(), scoring.model.value, files)
    render.heading("3. Why: one receipt")
    render.receipt(receipt, scoring.model.value)
    render.heading("4. What to say: one draft of each kind, checked")
    for made, file, markdown in drafts:
        _draft(made, session.assistant.workspace.display(file), markdown)
    render.heading("Where everything is")
    render.say(f"  {session.assistant.workspace.display(folder)}/  tables and drafts of this run")
    render.say("  knowledge/          segments.yaml, glossary.yaml, claims.yaml, documents/: edit, then run again")
    render.say("  Next: parlance explain NAME; parlance draft talking-points --account NAME; parlance check FILE")
    if shutil.which("parlance") is None:
        render.say("  (`. .venv/bin/activate` lets your shell find parlance)")
    session.note(*session.assistant.memory.notices)
    return 0


def _telling(scoring: Scoring) -> Receipt:
    """The receipt of the account that shows most: the first segment, most stakeholders, then the first id."""
    people: dict[str, int] = {}
    for stakeholder in scoring.stakeholders():
        people[stakeholder.account] = people.get(stakeholder.account, 0) + 1
    order = [segment.id for segment in scoring.model.value.account_segments]
    best = min(scoring.accounts(), key=lambda a: (order.index(a.segment), -people.get(a.id, 0), a.id))
    return scoring.receipt("account", best.id)


def _drafts(session: Session, scoring: Scoring, receipt: Receipt, folder: Path) -> Iterator[tuple[Draft, Path, str]]:
    role = _commonest_role(scoring, receipt.segment)
    wanted: list[tuple[Kind, Audience]] = [("talking-points", Audience(account=receipt.id))]
    if role is not None:
        people = Audience(role=role, account_segment=receipt.segment)
        wanted = [("persona", people), ("value-proposition", people), *wanted]
    sources = session.assistant.sources(session.asker)
    for kind, audience in wanted:
        made = session.assistant.draft(session.asker, kind, audience)
        markdown = render_markdown(made, sources)
        file = folder / f"{kind}.md"
        file.write_text(markdown, encoding="utf-8")
        yield made, file, markdown


def _commonest_role(scoring: Scoring, segment: str) -> str | None:
    """The role that most stakeholders in accounts of that segment have; None without any."""
    accounts = {account.id for account in scoring.accounts() if account.segment == segment}
    counts = Counter(s.role for s in scoring.stakeholders() if s.account in accounts and s.role != "unknown")
    return min(counts, key=lambda role: (-counts[role], role)) if counts else None


def _words(findings: tuple[Finding, ...]) -> None:
    render.heading("1. One language: the same word, two meanings")
    lines = DIALOGUE.splitlines()
    for number, line in enumerate(lines, start=1):
        render.say(f"  {line}")
        for finding in (f for f in findings if f.line == number):
            render.say(f"      {finding.rule}: {finding.message}", "yellow")


def _draft(made: Draft, file: str, markdown: str) -> None:
    counts = f"{sum(len(s.statements) for s in made.sections)} statements, each cited"
    render.heading(f"{made.kind} ({made.status}; {counts}; {file})")
    for line in _opening(markdown):
        render.say(f"  {line}")


def _opening(markdown: str) -> Iterator[str]:
    """The title and the summary of a rendered draft."""
    parts = 0
    for line in markdown.splitlines():
        parts += line.startswith("## ")
        if parts > 1:
            return
        if line.strip():
            yield line


def _document(
    session: Session,
    scoring: Scoring,
    files: list[str],
    receipt: Receipt,
    findings: tuple[Finding, ...],
    drafts: list[tuple[Draft, Path, str]],
) -> dict[str, Any]:
    return {
        "score": {**scoring.summary().model_dump(mode="json", exclude={"hints"}), "files": files},
        "explain": render.receipt_document(receipt),
        "check": {"findings": [finding.model_dump(mode="json") for finding in findings]},
        "drafts": [made.model_dump(mode="json") for made, _, _ in drafts],
        "files": [session.assistant.workspace.display(file) for _, file, _ in drafts],
    }
