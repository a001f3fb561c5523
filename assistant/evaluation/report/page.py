"""One self-contained HTML page: how every suite did, what changed, and each case with its text, marks and citations.

Nothing is loaded from anywhere: style, script and plots stand in the page, and its policy forbids every request.
Without the script the page shows every case; the script only filters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from assistant.domain.evaluation import Change, Evaluation, Mark, Outcome, SuiteResult
from assistant.evaluation.report.plots import (
    Bin,
    Confusion,
    Row,
    SlicePlot,
    calibration,
    confusion,
    metric_rows,
    slice_plots,
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, marked or not."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class ShownCase:
    """A case as the page shows it."""

    id: str
    outcome: Outcome
    pieces: tuple[Piece, ...]
    change: Change | None


@dataclass(frozen=True)
class ShownSuite:
    """A suite as the page shows it."""

    result: SuiteResult
    rows: tuple[Row, ...]
    slices: tuple[SlicePlot, ...]
    confusion: Confusion | None
    calibration: tuple[Bin, ...]
    cases: tuple[ShownCase, ...]
    gone: tuple[Change, ...]
    """Cases of the baseline that are not there any more."""

    @property
    def counts(self) -> dict[str, int]:
        """Cases by verdict."""
        verdicts = [case.outcome.verdict for case in self.cases]
        return {name: verdicts.count(name) for name in ("passed", "failed", "ungraded")}


def page(evaluation: Evaluation) -> str:
    """The whole page; the same evaluation gives the same bytes."""
    shown = [_suite(suite) for suite in evaluation.suites]
    found = {pair for suite in evaluation.suites for outcome in suite.outcomes for pair in outcome.slices.items()}
    template = _environment().get_template("page.html.j2")
    return template.render(evaluation=evaluation, suites=shown, slices=sorted(found))


def _suite(suite: SuiteResult) -> ShownSuite:
    changed = {change.name: change for change in suite.changes}
    there = {outcome.name for outcome in suite.outcomes}
    return ShownSuite(
        result=suite,
        rows=metric_rows(suite),
        slices=tuple(slice_plots(suite)),
        confusion=confusion(suite.outcomes),
        calibration=calibration(suite.outcomes),
        cases=tuple(
            ShownCase(f"{suite.name}-{number}", outcome, tuple(pieces(outcome)), changed.get(outcome.name))
            for number, outcome in enumerate(suite.outcomes, start=1)
        ),
        gone=tuple(change for change in suite.changes if change.name not in there),
    )


def pieces(outcome: Outcome) -> Iterator[Piece]:
    """The text of an outcome, cut where its marks begin and end; of marks that overlap the first is shown."""
    at = 0
    for mark in _apart(outcome.marks, len(outcome.text)):
        if mark.start > at:
            yield Piece(outcome.text[at : mark.start])
        yield Piece(outcome.text[mark.start : mark.end], mark)
        at = mark.end
    if at < len(outcome.text):
        yield Piece(outcome.text[at:])


def _apart(marks: Sequence[Mark], length: int) -> Iterator[Mark]:
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if end <= mark.start < mark.end <= length:
            end = mark.end
            yield mark


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = _percent
    environment.filters["number"] = _number
    return environment


def _part(name: str) -> str:
    return files("assistant.evaluation.report").joinpath(name).read_text("utf-8")


def _percent(value: float) -> str:
    """A position on a line from 0 to 1, in per cent; what lies beyond stands at the end."""
    return f"{100 * min(1.0, max(0.0, value)):.2f}"


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:.3f}"
