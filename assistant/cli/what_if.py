"""`compare`: what another segment model would change, in the terminal and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.cli import render
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.errors import UsageError
from assistant.segmentation.model import SegmentModel
from assistant.segmentation.operations import Side, WhatIf, flow_chart
from assistant.segmentation.scoring import Scoring

ARROW = "→"


def compare(session: Session, other: str, owner: str | None, plot: str | None, live: bool) -> int:
    """Prints who would move, and what that does to coverage."""
    if not Path(other).is_file():
        raise UsageError(
            f"{other}: there is no such file. Name a segment model, such as a changed copy of segments.yaml."
        )
    session.assistant.live = live
    session.name_source()
    before, after, found = session.assistant.desk.compare(session.asker, Path(other).resolve(), owner=owner)
    if plot is not None:
        write(plot, flow_chart(found.overview, _side("now", before), _side(Path(other).name, after)), "--plot")
        session.note(f"drawn to {plot}")
    if session.options.json:
        document = found.model_dump(mode="json", by_alias=True)
        session.emit("compare", {**document, "before": _source(before), "after": _source(after)})
    else:
        _say(before, after, found)
    session.note(*(line.hint for line in after.overrides if line.state == "unfit"))
    return 0


def _source(scoring: Scoring) -> dict[str, Any]:
    return {"segment_model": scoring.model.fingerprint, "run": scoring.run, "as_of": str(scoring.as_of)}


def _side(title: str, scoring: Scoring) -> Side:
    return Side(title, {segment.id: segment.name for segment in scoring.model.value.account_segments})


def _say(before: Scoring, after: Scoring, found: WhatIf) -> None:
    old, new = before.model.value, after.model.value
    total = sum(flow.count for flow in found.overview)
    render.say(f"{found.moved:,} of {total:,} accounts would move, as of {after.as_of}", "bold")
    if found.only_before or found.only_after:
        render.say(f"  {found.only_before:,} accounts would be gone, {found.only_after:,} would be new", "yellow")
    _matrix(old, new, found)
    render.heading("Coverage")
    render.rows(("coverage", "now", "then", ""), list(_changes(found)), numbers=(1, 2))
    _owners(found)
    _nearest(new, found)
    _stakeholders(old, new, found)


def _matrix(old: SegmentModel, new: SegmentModel, found: WhatIf) -> None:
    """A row for each account segment now, a column for each then; what stays stands in brackets."""
    counts = {(flow.before, flow.after): flow.count for flow in found.overview}
    columns = [segment.id for segment in new.account_segments]
    body = []
    for segment in old.account_segments:
        row = [_cell(counts.get((segment.id, id), 0), stays=segment.id == id) for id in columns]
        body.append((segment.name, *row, f"{sum(counts.get((segment.id, id), 0) for id in columns):,}"))
    then = [f"{sum(counts.get((s.id, id), 0) for s in old.account_segments):,}" for id in columns]
    body.append(("then", *then, ""))
    render.heading("Now (rows) and then (columns); in brackets those that stay")
    header = ("", *(segment.name for segment in new.account_segments), "now")
    render.rows(header, body, numbers=range(1, len(header)))


def _cell(count: int, *, stays: bool) -> str:
    return "." if not count else f"({count:,})" if stays else f"{count:,}"


def _changes(found: WhatIf) -> Iterator[tuple[object, ...]]:
    for name, change in found.coverage.items():
        difference = change.after - change.before
        yield (name, f"{change.before:,}", f"{change.after:,}", f"{difference:+,}" if difference else "")


def _owners(found: WhatIf) -> None:
    loads = [load for load in found.owners if any(c.before != c.after for c in load.coverage.values())]
    if not found.owners:
        return
    render.heading("Load of each owner whose load changes")
    if not loads:
        render.say("  nobody's")
        return
    body = [(load.owner or "no owner", _load(load.coverage, "field"), _load(load.coverage, "inside")) for load in loads]
    render.rows(("owner", "field", "inside"), body)


def _load(coverage: Mapping[str, Any], name: str) -> str:
    if name not in coverage:
        return "0"
    change = coverage[name]
    return f"{change.before:,} {ARROW} {change.after:,}" if change.before != change.after else f"{change.before:,}"


def _nearest(new: SegmentModel, found: WhatIf) -> None:
    if not found.nearest:
        return
    render.heading("Nearest to a border then: so few points of one dimension would move them")
    body = [
        (
            b.id,
            b.name,
            new.account_segment(b.segment).name,
            f"{b.change:+d}",
            b.dimension,
            new.account_segment(b.beyond).name,
        )
        for b in found.nearest
    ]
    render.rows(("account", "", "segment", "points", "of", "would make it"), body, numbers=(3,))


def _stakeholders(old: SegmentModel, new: SegmentModel, found: WhatIf) -> None:
    people = found.stakeholders
    if not people.moved:
        return
    render.heading(
        f"{people.moved:,} stakeholders would move: {people.because_of_account:,} because their account does, "
        f"{people.own:,} by themselves"
    )
    body = [
        (old.stakeholder_segment(f.before).name, ARROW, new.stakeholder_segment(f.after).name, f"{f.count:,}")
        for f in people.from_to
    ]
    render.rows(("from", "", "to", "people"), body, numbers=(3,))
