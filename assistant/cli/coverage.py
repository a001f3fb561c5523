"""`coverage`: who covers which accounts, in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.cli import render
from assistant.cli.session import Session
from assistant.segmentation.model import SegmentModel
from assistant.segmentation.operations import CoverageReport

MOST_SHOWN = 15


def coverage(session: Session, owner: str | None, live: bool) -> int:
    """Prints accounts by coverage and owner, and what is missing."""
    session.assistant.live = live
    session.name_source()
    scoring, report = session.assistant.desk.coverage(session.asker, owner=owner)
    if session.options.json:
        source = {"run": scoring.run, "as_of": str(scoring.as_of), "segment_model": scoring.model.fingerprint}
        channels = Counter(account.channel for account in report.uncovered)
        session.emit(
            "coverage", {**source, **report.model_dump(mode="json"), "channels": dict(sorted(channels.items()))}
        )
    else:
        render.say(f"Coverage as of {scoring.as_of}", "bold")
        _say(report, scoring.model.value)
    return 0


def _say(report: CoverageReport, model: SegmentModel) -> None:
    kinds = [name for name, count in report.by_coverage.items() if count]
    body = [
        (o.owner or "no owner", *(f"{o.by_coverage[kind]:,}" for kind in kinds), f"{o.accounts:,}")
        for o in report.owners
    ]
    totals = ("all", *(f"{report.by_coverage[kind]:,}" for kind in kinds), f"{sum(report.by_coverage.values()):,}")
    header = (report.owner_column or "", *kinds, "accounts")
    render.rows(header, [*body, totals], numbers=range(1, len(header)))
    _without_decider(report, model)
    if report.without_owner:
        render.heading(
            f"{render.count(len(report.without_owner), 'covered account')} without an owner: nobody covers them in fact"
        )
        _some([(a.id, a.name, model.account_segment(a.segment).name, a.coverage) for a in report.without_owner])
    render.heading(
        f"{render.count(len(report.uncovered), 'account')} that nobody calls on, with the channel they get instead"
    )
    counts = Counter((account.segment, account.channel) for account in report.uncovered)
    rows = [(model.account_segment(s).name, channel, f"{n:,}") for (s, channel), n in sorted(counts.items())]
    render.rows(("account segment", "channel", "accounts"), rows, numbers=(2,))


def _without_decider(report: CoverageReport, model: SegmentModel) -> None:
    if not report.decision_roles:
        render.heading("Who decides is not known")
        render.say("  No role in segments.yaml has `decides: true`, so nobody can say where a decider is missing.")
        return
    names = " or ".join(model.role(role).name for role in report.decision_roles)
    render.heading(f"{render.count(len(report.without_decider), 'covered account')} without a known {names}")
    body = [
        (a.id, a.name, a.coverage, a.owner or "", f"{a.stakeholders} known: {', '.join(a.roles) or 'nobody'}")
        for a in report.without_decider
    ]
    _some(body)


def _some(body: Sequence[Sequence[object]]) -> None:
    for row in body[:MOST_SHOWN]:
        render.say("  " + "  ".join(str(cell) for cell in row if cell != ""))
    if len(body) > MOST_SHOWN:
        render.say(f"  … and {len(body) - MOST_SHOWN:,} more; --json lists all")
