"""`readiness`: how deep the data lets us go, in the terminal."""

from __future__ import annotations

from assistant.cli import render
from assistant.cli.session import Session
from assistant.segmentation.operations.readiness import Readiness, readiness
from assistant.segmentation.scoring.scoring import Scoring

PLURAL = {"account": "accounts", "stakeholder": "stakeholders"}


def report(session: Session, live: bool) -> int:
    """Says for how many the data is there, and what to collect first."""
    session.assistant.live = live
    session.name_source()
    scoring = session.assistant.read(session.asker)
    found = readiness(scoring)
    if session.options.json:
        about = {"run": scoring.run, "as_of": scoring.as_of.isoformat()}
        session.emit("readiness", {**found.model_dump(mode="json"), **about})
        return 0
    _layers(found, scoring)
    _collect(found)
    return 0


def _layers(found: Readiness, scoring: Scoring) -> None:
    render.heading(f"Ready as of {scoring.as_of}: enough is known to use the layer")
    body = [
        (line.layer, f"{line.level} segment {scoring.segment_names(line.level)[line.segment]}", line.ready, line.of)
        for line in found.layers
    ]
    render.rows(("layer", "", "ready", "of"), body, numbers=(2, 3))


def _collect(found: Readiness) -> None:
    render.heading("What to collect: this attribute alone would make a dimension ready")
    if not found.collect:
        render.say("  no single attribute would")
        return
    body = [
        (line.would_become_ready, PLURAL[line.level], line.attribute, line.ask or "(no question in segments.yaml)")
        for line in found.collect
    ]
    render.rows(("would be", "", "attribute", "ask"), body, numbers=(0,))
