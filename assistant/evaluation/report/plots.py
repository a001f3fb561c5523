"""What the plots of a report show: positions from 0 to 1, computed from an evaluation and nothing else.

A plot never says more than its numbers: a slice with few cases shows its interval, a bin how many cases are in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.evaluation import Metric, Outcome, Slice, SuiteResult

BINS = 10
"""Of a calibration plot."""
MOST_LABELS = 12
"""A table of more labels than this is not read."""
MOST_SLICES = 40
"""Slices of one kind that are drawn; of more, those with most cases."""


@dataclass(frozen=True)
class Row:
    """One metric of some cases, drawn on a line from 0 to 1."""

    label: str
    value: float
    low: float
    high: float
    n: int
    threshold: float | None = None
    baseline: float | None = None
    passed: bool = True


@dataclass(frozen=True)
class SlicePlot:
    """One metric for every slice of one kind."""

    by: str
    metric: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Confusion:
    """How often a case with one label was given each label; `counts` has a row for each expected label."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The largest count of all, at least 1."""
        return max(1, *(count for row in self.counts for count in row))


@dataclass(frozen=True)
class Bin:
    """Cases whose score lies between two tenths."""

    mean: float
    """Mean score."""
    share: float
    """Share of them that have the label of high scores."""
    n: int


def metric_rows(suite: SuiteResult) -> tuple[Row, ...]:
    """The metrics of a suite that have a value."""
    return tuple(row for metric in suite.metrics if (row := _row(metric.name, metric)))


def slice_plots(suite: SuiteResult) -> Iterator[SlicePlot]:
    """A plot of the suite's main metric for each kind of slice with at least two slices."""
    main = next((metric.name for metric in suite.metrics if metric.value is not None), None)
    kinds = dict.fromkeys(one.by for one in suite.slices)
    for by in kinds if main else ():
        shown = sorted((one for one in suite.slices if one.by == by), key=lambda one: (-one.cases, one.value))
        rows = [row for one in shown[:MOST_SLICES] if (row := _row(one.value, _named(one, main or "")))]
        if len(rows) > 1:
            yield SlicePlot(by, main or "", tuple(rows))


def confusion(outcomes: Sequence[Outcome]) -> Confusion | None:
    """The labels that cases gave and were given; None for a suite without labels."""
    pairs = Counter((o.expected, o.given) for o in outcomes if o.expected is not None and o.given is not None)
    labels = tuple(sorted({str(label) for pair in pairs for label in pair}))
    if not 1 < len(labels) <= MOST_LABELS:
        return None
    return Confusion(labels, tuple(tuple(pairs[row, column] for column in labels) for row in labels))


def calibration(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """For each tenth of the scores how often the label of high scores was right; empty without scores."""
    scored = [(o.score, o.expected, o.given) for o in outcomes if o.score is not None and o.expected is not None]
    positive = max(scored, key=lambda one: one[0])[2] if scored else None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, expected, _ in scored:
        bins.setdefault(min(BINS - 1, int(score * BINS)), []).append((score, expected == positive))
    return tuple(
        Bin(sum(score for score, _ in found) / len(found), sum(hit for _, hit in found) / len(found), len(found))
        for _, found in sorted(bins.items())
    )


def _named(one: Slice, name: str) -> Metric | None:
    return next((metric for metric in one.metrics if metric.name == name), None)


def _row(label: str, metric: Metric | None) -> Row | None:
    if metric is None or metric.value is None:
        return None
    low, high = metric.interval or (metric.value, metric.value)
    agreed = metric.threshold
    threshold = None if agreed is None else agreed.at_least if agreed.at_least is not None else agreed.at_most
    return Row(label, metric.value, low, high, metric.n, threshold, metric.baseline, metric.passed)
