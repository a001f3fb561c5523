"""How values look in a terminal: colour on a terminal, plain text in a pipe, the same words in both."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.domain.segments import DimensionLine, Override, Receipt, RuleLine

if TYPE_CHECKING:  # for annotations only: these rooms are heavy, and `check` must stay fast
    from rich.console import Console

    from assistant.domain.evidence import Hit, Why
    from assistant.evidence import IndexReport
    from assistant.segmentation.model import SegmentModel
    from assistant.segmentation.scoring import ScoringSummary

PIPE_WIDTH = 110
NOTHING_ELSE = "no other segment's condition holds"


@cache
def console() -> Console:
    """Standard output in colour."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def heading(text: str) -> None:
    """A line that opens a part."""
    say(f"\n{text}", "bold")


def say(text: str = "", style: str = "") -> None:
    """A line of text, taken literally; long lines are left to the terminal, and with NO_COLOR nothing is set off."""
    if sys.stdout.isatty():
        console().print(text, style=None if console().no_color else style or None, markup=False)
    else:
        print(text)


def rows(header: Sequence[str], body: Sequence[Sequence[object]], *, numbers: Sequence[int] = ()) -> None:
    """A table without lines; the columns in `numbers` stand right, the last one is wrapped to the width."""
    texts = [[str(cell) for cell in row] for row in body]
    widths = [max(len(row[i]) for row in [list(header), *texts]) for i in range(len(header))]
    start = 2 + sum(width + 2 for width in widths[:-1])

    def line(cells: Sequence[str]) -> str:
        parts = [c.rjust(w) if i in numbers else c.ljust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
        return "  " + "  ".join(parts).rstrip()

    say(line(header), "dim")
    for row in texts:
        first, *more = textwrap.wrap(row[-1], max(30, width() - start)) or [""]
        last = first if len(header) - 1 not in numbers else row[-1]
        say(line([*row[:-1], last]))
        for rest in more if last == first else ():
            say(" " * start + rest)


def width() -> int:
    """Columns of the terminal; in a pipe a fixed number, so that output does not depend on the terminal."""
    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if sys.stdout.isatty() else PIPE_WIDTH


def scores(summary: ScoringSummary, model: SegmentModel, files: Sequence[str]) -> None:
    """Counts of a run."""
    heading(f"Accounts as of {summary.as_of}: {summary.accounts.accepted} scored of {summary.accounts.read} read")
    names = {s.id: s for s in model.account_segments}
    body = [
        (names[id].name, names[id].coverage, count, names[id].meaning)
        for id, count in summary.accounts.by_segment.items()
    ]
    rows(("account segment", "coverage", "accounts", ""), body, numbers=(2,))
    if summary.stakeholders.read:
        heading(f"Stakeholders: {summary.stakeholders.accepted} scored of {summary.stakeholders.read} read")
        people = {s.id: s for s in model.stakeholder_segments}
        body_2 = [(people[id].name, n, people[id].meaning) for id, n in summary.stakeholders.by_segment.items()]
        rows(("stakeholder segment", "people", ""), body_2, numbers=(1,))
    rejected = summary.accounts.rejected + summary.stakeholders.rejected
    unmatched = {table: ids for table, ids in summary.unmatched.items() if ids}
    say()
    if rejected:
        say(f"{count(rejected, 'row')} rejected, each with its reason in rejected.csv", "yellow")
    for table, ids in unmatched.items():
        say(f"{table}: {count(ids, 'id')} {'matches' if ids == 1 else 'match'} no account", "yellow")
    if summary.overrides.applied:
        owners = ", ".join(f"{owner or 'no owner'} {count}" for owner, count in summary.overrides.by_owner.items())
        changed = f"{summary.overrides.changed} of them against the computed segment"
        say(f"{count(summary.overrides.applied, 'override')} in force, {changed} ({owners})", "yellow")
    say(f"run {summary.run}; files: {', '.join(files)}")


def receipt(receipt: Receipt, model: SegmentModel) -> None:
    """A receipt, dimension by dimension."""
    names = {s.id: s.name for s in (*model.account_segments, *model.stakeholder_segments)}
    covered = f" ({receipt.coverage})" if receipt.coverage else ""
    title = f"{receipt.name} [{receipt.id}]" if receipt.name else receipt.id or "A lead that is in no table"
    say(f"{title}: {names.get(receipt.segment, receipt.segment)}{covered}, as of {receipt.as_of}", "bold")
    if receipt.override is not None:
        _override(receipt.override, names.get(receipt.computed, receipt.computed))
    if receipt.role:
        say(f"  role: {receipt.role}; account: {receipt.account}")
    because = "computed because" if receipt.override else "because"
    say(f"  {because} {receipt.matched or NOTHING_ELSE}")
    for dimension in receipt.dimensions:
        _dimension(dimension, [rule for rule in receipt.rules if rule.dimension == dimension.id])
    say(f"\nsegment model {receipt.segment_model}")


def _override(override: Override, computed: str) -> None:
    until = f", until {override.until}" if override.until else ""
    approved = " and ".join(override.approved_by)
    say(f"  by an override (approved by {approved}{until}): {override.reason}", "yellow")
    say(f"  computed: {computed}", "yellow")


def _dimension(dimension: DimensionLine, rules: Sequence[RuleLine]) -> None:
    state = "" if dimension.ready else ", not ready: too little is known to use it"
    total = sum(rule.points for rule in rules)
    capped = f" (capped from {total})" if total != dimension.points else ""
    heading(
        f"{dimension.id} ({dimension.layer}): {count(dimension.points, 'point')}{capped}, "
        f"{dimension.known} of {dimension.rules} rules known{state}"
    )
    body = [
        (f"{rule.points:+d}" if rule.points else "0", rule.attribute, shown_value(rule), rule.why) for rule in rules
    ]
    rows(("points", "attribute", "value", "why"), body, numbers=(0,))


def shown_value(rule: RuleLine) -> str:
    """The value as people read it."""
    if rule.value is None:
        return "not known"
    value = f"{rule.value:.10g}" if isinstance(rule.value, float) else str(rule.value)
    told = f" ({rule.answered.source})" if rule.answered else ""
    return f"{value}{told}" if rule.known else f"{value}{told} (after the as-of date)"


def receipt_document(receipt: Receipt) -> dict[str, Any]:
    """The fields of `explain --json`, in the order of the contract."""
    document = receipt.model_dump(mode="json", by_alias=True)
    for rule in document["rules"]:
        rule.pop("say")
        if rule["answered"] is None:
            rule.pop("answered")
    order = ("id", "level", "segment", "computed", "coverage", "rules", "dimensions", "matched")
    head = {name: document[name] for name in order}
    tail = {name: document[name] for name in ("would_change", "path", "segment_model", "as_of")}
    about = {name: document[name] for name in ("name", "role", "account", "override")}
    return {**head, **tail, **about}


def index(report: IndexReport) -> None:
    """What the index holds now."""
    documents = report.documents
    say(f"{count(documents.read, 'document')}, {count(report.passages, 'passage')}", "bold")
    say(f"  {documents.changed} changed, {documents.removed} removed since the last index")
    for entry in report.unreadable:
        say(f"  not read: {entry.document}: {entry.reason}", "yellow")
    for mark in report.marked:
        say(f"  not used as evidence: {mark.id}: {mark.reason}", "yellow")


def hits(query: str, found: Sequence[Hit]) -> None:
    """Passages, best first."""
    if not found:
        say(f"Nothing found for “{query}” in the documents that you may see. Fewer or other words may help.")
    for hit in found:
        passage = hit.passage
        place = " > ".join(filter(None, (passage.title, passage.section)))
        page = f", page {passage.page}" if passage.page else ""
        say(f"{hit.score:.3f}  {place}{page}", "bold")
        say(f"       {passage.id}", "dim")
        say(f"       {_why(hit.why)}", "dim")
        say("       " + " ".join(passage.text.split())[:300])


def _why(why: Why) -> str:
    """What speaks for a passage, in a line."""
    told = [f"words: {', '.join(why.terms)}"] if why.terms else []
    told += [f"from the glossary: {', '.join(why.added)}"] if why.added else []
    told.append(f"similarity {why.similarity:.2f}" + (" (approximate candidates)" if why.approximate else ""))
    return "; ".join(told)


def count(number: int, what: str) -> str:
    """The number with its noun, plural where there is not one."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
