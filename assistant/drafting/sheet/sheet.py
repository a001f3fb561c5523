"""A draft as a page before it has a format: title, head, sections with numbered sources, open questions, provenance.

Markdown, HTML and DOCX are written from the same sheet, so that they cannot say different things. The audience's size
comes from the scorer and stands in the head; no statement of a draft gives it. A page for customers names no segment,
no count and nothing that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.draft import Draft, OpenQuestion, Section
from assistant.domain.evidence import Share
from assistant.domain.segments import Account
from assistant.drafting.audience import in_audience
from assistant.drafting.brief.brief import BriefSources
from assistant.drafting.sheet.views import SUMMARY, View
from assistant.evidence import Scope
from assistant.segmentation.scoring import Scoring

KINDS = {"persona": "Persona", "value-proposition": "Value proposition", "talking-points": "Talking points"}
READERS = {"internal": "internal", "customer": "may be shared"}


@dataclass(frozen=True)
class Line:
    """A statement and the numbers of its sources."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A section."""

    title: str
    readers: str
    """Who may read it; empty for the summary."""
    share: Share
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the page, in plain words."""

    title: str
    head: str
    view: str
    """For which team it is and what for; empty for the whole draft."""
    blocks: tuple[Block, ...]
    refusal: tuple[str, ...]
    """Why there is no text."""
    questions: tuple[OpenQuestion, ...]
    sources: tuple[str, ...]
    """Footnotes; the first has number 1."""
    provenance: str


def sheet(draft: Draft, sources: BriefSources, view: View | None = None) -> Sheet:
    """The page of a draft, which holds the sections of the view already."""
    shared = view is not None and view.readers == "customer"
    notes = _Notes(_labels(sources, draft.provenance.as_of))
    blocks = tuple(_block(section, notes) for section in draft.sections)
    refusal = tuple(_refusal(draft)) if draft.status == "refused" else ()
    return Sheet(
        title=f"{KINDS[draft.kind]}: {sources.product if shared else _whom(draft, sources)}",
        head=f"{sources.company}, {_day(draft)}." if shared else _head(draft, sources),
        view="" if view is None or shared else f"{view.name} view: {view.purpose}",
        blocks=blocks,
        refusal=("This draft was refused; ask for another.",) if shared and refusal else refusal,
        questions=() if shared else draft.open_questions,
        sources=tuple(notes.numbers),
        provenance="" if shared else _provenance(draft),
    )


@dataclass
class _Notes:
    """Numbers of footnotes; what has the same label has the same number."""

    labels: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, cites: Iterable[str]) -> tuple[int, ...]:
        """The numbers behind a statement."""
        labels = dict.fromkeys(self.labels.get(cite, cite) for cite in cites)
        return tuple(self.numbers.setdefault(label, len(self.numbers) + 1) for label in labels)


def _block(section: Section, notes: _Notes) -> Block:
    lines = tuple(Line(statement.text, notes.of(statement.cites)) for statement in section.statements)
    return Block(section.title, "" if section.id == SUMMARY else READERS[section.share], section.share, lines)


def _whom(draft: Draft, sources: BriefSources) -> str:
    model, audience = sources.scoring.model.value, draft.audience
    if audience.account:
        known = sources.scoring.account_of.get(audience.account)
        own = (account.name or account.id for account in ([known] if known else []))
        people = (p.name or p.id for p in in_audience(audience, sources.scoring) if p.id == audience.meeting)
        return ", meeting ".join([next(own, audience.account), *people])
    parts = [model.role(audience.role).name] if audience.role else []
    if audience.stakeholder_segment:
        parts.append(model.stakeholder_segment(audience.stakeholder_segment).name)
    if audience.account_segment:
        parts.append(f"{model.account_segment(audience.account_segment).name} accounts")
    return ", ".join(parts)


def _head(draft: Draft, sources: BriefSources) -> str:
    people = in_audience(draft.audience, sources.scoring)
    accounts = sources.scoring.account_of
    account = accounts.get(draft.audience.account or "")
    if account:
        segment = _segment(account, sources.scoring)
        coverage = "no" if account.coverage == "none" else account.coverage
        who = f"Account {account.id}, {segment}, {coverage} coverage, {_counted(len(people), 'stakeholder')}"
    elif not people:
        what = "what follows rests on claims and documents alone" if draft.sections else "nothing is written about them"
        return f"Nobody in the tables is in this audience; {what}. As of {_day(draft)}."
    else:
        there = {person.account for person in people if person.account in accounts}
        who = f"{_counted(len(people), 'stakeholder')} in {_counted(len(there), 'account')}"
    return f"{who}, as of {_day(draft)}. {draft.status.capitalize()}."


def _day(draft: Draft) -> str:
    day = draft.provenance.as_of
    return f"{day.day} {day:%B %Y}"


def _segment(account: Account, scoring: Scoring) -> str:
    """The account segment; under an override the computed one beside it."""
    model, receipt = scoring.model.value, scoring.receipt("account", account.id)
    shown = model.account_segment(receipt.segment).name
    if receipt.override is None:
        return shown
    return f"{shown} by an override, computed {model.account_segment(receipt.computed).name}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _refusal(draft: Draft) -> Iterator[str]:
    for finding in draft.findings:
        yield f"{finding.file}, statement {finding.line}: {finding.message} ({finding.rule})"


def _labels(sources: BriefSources, as_of: date) -> dict[str, str]:
    """What a footnote says of each citation."""
    scope = Scope(sources.visible)
    labels = {}
    for passage in sources.evidence.passages(scope):
        place = f", {passage.section}" if passage.section else ""
        labels[f"passage:{passage.id}"] = f"{passage.title}{place} ({passage.document})"
    for claim in sources.evidence.claims(as_of, scope):
        labels[f"claim:{claim.id}"] = f"Claim {claim.id}: {claim.footnote or claim.evidence.document}"
    for account in sources.scoring.accounts():
        labels[f"receipt:{account.id}"] = f"Receipt of {account.name or account.id} ({account.id})"
    return labels


def _provenance(draft: Draft) -> str:
    made, told = draft.provenance, "patterns" if draft.writer == "composer" else "prompts"
    return (
        f"Written by {draft.writer} as of {made.as_of}. Segment model {made.segment_model}, run {made.run}, "
        f"glossary {made.glossary}, {told} {made.prompt}."
    )
