"""`runs`, `runs diff` and `publish`: what everybody reads, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.run import Publication, Run
from assistant.errors import UsageError
from assistant.segmentation.operations import RunDiff
from assistant.segmentation.scoring import Scoring

MOST_SHOWN = 20
WORDS = {"data": "data", "segment_model": "segment model", "overrides": "overrides", "date": "date"}


def listed(session: Session) -> int:
    """Prints every kept run."""
    found = session.assistant.desk.runs(session.asker)
    published = session.assistant.desk.published()
    marked = published[0].id if published else None
    counted = session.asker.rights == "all"
    if session.options.json:
        session.emit("runs", {"published": marked, "runs": [_document(r, p, marked, counted) for r, p in found]})
    elif not found:
        render.say("No run is kept. `parlance score --publish` keeps one and makes it what everybody reads.")
    else:
        body = [_row(run, publication, marked, counted) for run, publication in found]
        render.rows(("", "run", "as of", "published", "by", "segment model", "accounts"), body, numbers=(6,))
        if marked is None:
            render.say("\nNone of them is published: everybody reads the tables as they are.")
    return 0


def publish(session: Session, named: Sequence[str], withdraw: bool) -> int:
    """Makes a kept run what everybody reads."""
    if len(named) + withdraw != 1:
        raise UsageError(
            "publish: name one kept run, as in `parlance publish r-1a2b` (`parlance runs` lists them), or --withdraw. "
            "`parlance score --publish` publishes the tables as they are."
        )
    desk = session.assistant.desk
    if withdraw:
        desk.withdraw(session.asker)
        said = "No run is published any more: everybody reads the tables as they are."
        run = None
    else:
        run = desk.restore(session.asker, named[0])
        said = f"Published run {run.id} as of {run.as_of}: everybody reads it until another is published."
    if session.options.json:
        session.emit("publish", {"published": run.id if run else None, "as_of": str(run.as_of) if run else None})
    else:
        render.say(said, "green")
    return 0


def diff(session: Session, before: str, after: str) -> int:
    """Prints what moved between two runs, and what did it."""
    if "live" in (before, after):
        session.name_day()
    old, new, found = session.assistant.desk.diff(session.asker, before, after)
    if session.options.json:
        runs = {"before": _source(old), "after": _source(new)}
        session.emit("runs-diff", {**runs, **found.model_dump(mode="json", by_alias=True)})
    else:
        _diff(old, new, found)
    return 0


def _document(run: Run, publication: Publication, marked: str | None, counted: bool) -> dict[str, Any]:
    document = run.model_dump(mode="json", exclude={"files"})
    if not counted:
        document |= {"accounts": None, "stakeholders": None, "by_segment": None}
    by = {"published_by": publication.by or None, "published_on": str(publication.on)}
    return {**document, **by, "published": run.id == marked}


def _row(run: Run, publication: Publication, marked: str | None, counted: bool) -> tuple[object, ...]:
    mark = "*" if run.id == marked else ""
    count = f"{run.accounts:,}" if counted else ""
    return (mark, run.id, run.as_of, publication.on, publication.by or "local user", run.segment_model, count)


def _source(scoring: Scoring) -> dict[str, Any]:
    return {"run": scoring.run, "as_of": str(scoring.as_of), "segment_model": scoring.model.fingerprint}


def _diff(old: Scoring, new: Scoring, found: RunDiff) -> None:
    render.say(f"{old.run} as of {old.as_of}  →  {new.run} as of {new.as_of}", "bold")
    differing = ", ".join(WORDS[cause] for cause in found.changed) or "nothing"
    tables = f" (tables: {', '.join(found.tables)})" if found.tables else ""
    render.say(f"  differs in: {differing}{tables}")
    people = sum(flow.count for flow in found.stakeholders)
    moved = f"{render.count(found.moved, 'account')} and {render.count(people, 'stakeholder')} moved"
    render.say(f"  {moved}; {len(found.appeared):,} appeared, {len(found.gone):,} gone")
    causes = [(WORDS.get(name, name), count) for name, count in found.causes.items() if count]
    if causes:
        render.heading("What did it")
        notes = {"several": "each of several would have", "together": "only several together"}
        render.rows(("", "accounts", ""), [(name, count, notes.get(name, "")) for name, count in causes], numbers=(1,))
        render.heading("Who moved")
        render.rows(("account", "", "from", "to", "because of"), [_moved(move, old, new) for move in _first(found)])
    if found.moved > MOST_SHOWN:
        render.say(f"  … and {found.moved - MOST_SHOWN:,} more; --json lists all")


def _first(found: RunDiff) -> Sequence[Any]:
    return found.moves[:MOST_SHOWN]


def _moved(move: Any, old: Scoring, new: Scoring) -> tuple[str, ...]:
    before = old.model.value.account_segment(move.before).name
    after = new.model.value.account_segment(move.after).name
    causes = " or ".join(WORDS[cause] for cause in move.causes) or "several together"
    return (move.id, move.name, before, after, causes)
