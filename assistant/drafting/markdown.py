"""A draft as Markdown: the summary first, who may read each section, numbered sources, open questions, provenance.

The audience's size comes from the scorer and stands in the head; no statement of a draft gives it. Words of the
draft are escaped, so that nothing in them becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.draft import Draft, Section
from assistant.domain.segments import Account
from assistant.drafting.audience import in_audience
from assistant.drafting.brief import Sources
from assistant.evidence import Scope
from assistant.segmentation import Scoring

_TITLES = {"persona": "Persona", "value-proposition": "Value proposition", "talking-points": "Talking points"}

_SHARES = {"internal": "internal", "customer": "may be shared"}


def render_markdown(draft: Draft, sources: Sources) -> str:
    """The whole draft, readable as it is; ends with a newline."""
    notes = _Notes(_labels(sources, draft.provenance.as_of))
    lines = [f"# {_TITLES[draft.kind]}: {escaped(_whom(draft, sources))}", "", _head(draft, sources), ""]
    for section in draft.sections:
        lines.extend([*_section(section, notes), ""])
    if draft.status == "refused":
        lines.extend([*_refusal(draft), ""])
    if draft.open_questions:
        lines.extend(["## Open questions", ""])
        lines.extend(f"- {escaped(q.missing)} *{escaped(q.why)}* ({escaped(q.owner)})" for q in draft.open_questions)
        lines.append("")
    lines.extend(f"[^{number}]: {escaped(label)}" for label, number in notes.numbers.items())
    return "\n".join([*lines, *([""] if notes.numbers else []), _provenance(draft), ""])


@dataclass
class _Notes:
    """Numbers of footnotes; what has the same label has the same number."""

    labels: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, cites: Iterable[str]) -> str:
        """The marks behind a statement."""
        labels = dict.fromkeys(self.labels.get(cite, cite) for cite in cites)
        return "".join(f"[^{self.numbers.setdefault(label, len(self.numbers) + 1)}]" for label in labels)


def escaped(text: str) -> str:
    """Words that stay words in Markdown and HTML."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _section(section: Section, notes: _Notes) -> Iterator[str]:
    yield f"## {section.title}" + ("" if section.id == "summary" else f" ({_SHARES[section.share]})")
    yield ""
    for statement in section.statements:
        yield f"- {escaped(statement.text)}" + notes.of(statement.cites)


def _whom(draft: Draft, sources: Sources) -> str:
    model, audience = sources.scoring.model.value, draft.audience
    if audience.account:
        return next((a.name or a.id for a in sources.scoring.accounts() if a.id == audience.account), audience.account)
    parts = [model.role(audience.role).name] if audience.role else []
    if audience.stakeholder_segment:
        parts.append(model.stakeholder_segment(audience.stakeholder_segment).name)
    if audience.account_segment:
        parts.append(f"{model.account_segment(audience.account_segment).name} accounts")
    return ", ".join(parts)


def _head(draft: Draft, sources: Sources) -> str:
    people = in_audience(draft.audience, sources.scoring)
    accounts = {account.id: account for account in sources.scoring.accounts()}
    day = draft.provenance.as_of
    if draft.audience.account in accounts:
        account = accounts[draft.audience.account]
        segment = _segment(account, sources.scoring)
        coverage = "no" if account.coverage == "none" else account.coverage
        who = f"Account {account.id}, {segment}, {coverage} coverage, {_counted(len(people), 'stakeholder')}"
    else:
        there = {person.account for person in people if person.account in accounts}
        who = f"{_counted(len(people), 'stakeholder')} in {_counted(len(there), 'account')}"
    return f"{escaped(who)}, as of {day.day} {day:%B %Y}. {draft.status.capitalize()}."


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
    yield "## Refused"
    yield ""
    for finding in draft.findings:
        yield f"- {finding.file}, statement {finding.line}: {escaped(finding.message)} ({finding.rule})"


def _labels(sources: Sources, as_of: date) -> dict[str, str]:
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
    made = draft.provenance
    return (
        f"*Written by {escaped(draft.writer)} as of {made.as_of}. Segment model {made.segment_model}, run {made.run}, "
        f"glossary {made.glossary}, patterns {made.prompt}.*"
    )
