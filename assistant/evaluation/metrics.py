"""Metrics: sums of tallies with a bootstrap interval, over a suite and over its slices.

An interval holds the middle 95 of 100 values that the metric takes when the cases are drawn again with replacement
(percentile bootstrap, Efron 1979). Draws come from a fixed stream, so the same outcomes give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.domain.evaluation import Metric, Outcome, Slice

DRAWS = 1000
PLACES = 4
MIDDLE = (2.5, 97.5)
Numbers = NDArray[np.float64]


def graded(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes that count."""
    return [outcome for outcome in outcomes if outcome.verdict != "ungraded"]


def metrics(outcomes: Sequence[Outcome], names: Sequence[str], seed: str) -> tuple[Metric, ...]:
    """The metrics of these names over the graded outcomes."""
    cases = graded(outcomes)
    drawn = draws(len(cases), seed)
    return tuple(_metric(name, cases, drawn) for name in names)


def slices(outcomes: Sequence[Outcome], names: Sequence[str], seed: str) -> tuple[Slice, ...]:
    """The same metrics for cases that have something in common; metrics that none of them adds to are left out."""
    cases = graded(outcomes)
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for case in cases:
        for by, value in case.slices.items():
            groups.setdefault((by, value), []).append(case)
    return tuple(
        Slice(by=by, value=value, cases=len(group), metrics=_some(metrics(group, names, f"{seed}/{by}/{value}")))
        for (by, value), group in sorted(groups.items())
    )


def ratio(got: Numbers, of: Numbers) -> Numbers:
    """Above by below, and not a number where nothing is below."""
    return np.asarray(np.divide(got, of, out=np.full(np.shape(got), np.nan), where=of > 0))


def interval(values: Numbers) -> tuple[float, float] | None:
    """The middle 95 of 100 values; None when there are none."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, MIDDLE)
    return round(float(low), PLACES), round(float(high), PLACES)


def tallies(cases: Sequence[Outcome], name: str) -> tuple[Numbers, Numbers]:
    """What each case got and could have got of a metric."""
    of = [case.tallies.get(name) for case in cases]
    return np.array([t.got if t else 0.0 for t in of]), np.array([t.of if t else 0.0 for t in of])


def draws(cases: int, seed: str) -> NDArray[Any]:
    """Positions of cases, drawn with replacement: one row for each draw."""
    stream = np.random.RandomState(crc32(seed.encode()))  # its stream is frozen across versions of numpy
    return stream.randint(0, max(cases, 1), size=(DRAWS, cases))


def _metric(name: str, cases: Sequence[Outcome], drawn: NDArray[Any]) -> Metric:
    got, of = tallies(cases, name)
    total = float(of.sum())
    value = round(float(got.sum()) / total, PLACES) if total else None
    spread = interval(ratio(got[drawn].sum(axis=1), of[drawn].sum(axis=1))) if total else None
    return Metric(name=name, value=value, n=int((of > 0).sum()), interval=spread)


def _some(found: Sequence[Metric]) -> tuple[Metric, ...]:
    return tuple(metric for metric in found if metric.n)
