"""A comparison: the same cases put to two contenders, and what the difference is worth.

Differences are paired: a resample of the cases takes both outcomes of each case with it, so that what is hard for both
does not blur what one does better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain.evaluation import Change, Comparison, Difference, Outcome, Spent
from assistant.evaluation.baseline import kept
from assistant.evaluation.evaluate import Loaded, Progress, load, outcome, quiet
from assistant.evaluation.metrics import PLACES, draws, interval, ratio, tallies
from assistant.evaluation.product import Product

Seconds = Callable[[], float]
Pair = tuple[Outcome, Outcome]


@dataclass(frozen=True)
class Contender:
    """A product under the name by which it was asked for."""

    name: str
    product: Product


def compare(
    first: Contender, second: Contender, names: Sequence[str], clock: Seconds, progress: Progress = quiet
) -> Comparison:
    """Grades the suites of these names for both; `clock` tells seconds since some moment."""
    loaded = load(first.product.workspace, names)
    total = 2 * sum(len(one.cases) for one in loaded)
    found = [_graded(contender, loaded, clock) for contender in (first, second)]
    progress(total, total)
    pairs = {
        one.suite.name: [
            pair
            for pair in zip(found[0].of(one.suite.name), found[1].of(one.suite.name), strict=True)
            if all(outcome.verdict != "ungraded" for outcome in pair)
        ]
        for one in loaded
    }
    differences = [d for one in loaded for d in _differences(one, pairs[one.suite.name])]
    return Comparison(
        first=first.name,
        second=second.name,
        cases=sum(map(len, pairs.values())),
        differences=tuple(differences),
        spent=(_spent(first, found[0]), _spent(second, found[1])),
        changes=tuple(change for several in pairs.values() for change in _changes(several)),
    )


@dataclass(frozen=True)
class _Found:
    """What a contender came to, and how long each case took."""

    outcomes: tuple[Outcome, ...]
    seconds: tuple[float, ...]

    def of(self, suite: str) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.suite == suite]


def _graded(contender: Contender, loaded: Sequence[Loaded], clock: Seconds) -> _Found:
    outcomes, seconds = [], []
    for one in loaded:
        with one.suite.prepare(contender.product, [placed.case for placed in one.cases]) as prepared:
            for placed in one.cases:
                started = clock()
                outcomes.append(outcome(one.suite, placed, prepared))
                seconds.append(clock() - started)
    return _Found(tuple(outcomes), tuple(seconds))


def _differences(loaded: Loaded, pairs: Sequence[Pair]) -> Iterator[Difference]:
    suite = loaded.suite
    drawn = draws(len(pairs), f"compare/{suite.name}")
    for name in suite.metrics:
        sides = [tallies([pair[side] for pair in pairs], name) for side in (0, 1)]
        values = [float(ratio(np.array(got.sum()), np.array(of.sum()))) for got, of in sides]
        resampled = [ratio(got[drawn].sum(axis=1), of[drawn].sum(axis=1)) for got, of in sides]
        spread = interval(resampled[1] - resampled[0])
        known = not any(map(np.isnan, values))
        yield Difference(
            suite=suite.name,
            metric=name,
            first=_rounded(values[0]),
            second=_rounded(values[1]),
            difference=_rounded(values[1] - values[0]),
            interval=spread if known else None,
            n=int(((sides[0][1] > 0) & (sides[1][1] > 0)).sum()),
            clear=known and spread is not None and (spread[0] > 0 or spread[1] < 0),
        )


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, PLACES)


def _spent(contender: Contender, found: _Found) -> Spent:
    gateway, price = contender.product.gateway, contender.product.settings.llm.price
    usage = gateway.spent if gateway else None
    p50, p95 = np.percentile(found.seconds, (50, 95)) if found.seconds else (0.0, 0.0)
    return Spent(
        contender=contender.name,
        seconds=round(sum(found.seconds), 3),
        latency_p50=round(float(p50), 4),
        latency_p95=round(float(p95), 4),
        input_tokens=usage.input if usage else 0,
        output_tokens=usage.output if usage else 0,
        cost=usage.cost(price) if usage and price else None if usage else 0.0,
        currency=price.currency if usage and price else None,
    )


def _changes(pairs: Sequence[Pair]) -> Iterator[Change]:
    for one, other in pairs:
        if one.verdict != other.verdict:
            yield Change(
                suite=one.suite,
                name=one.name,
                before=kept(one),
                after=kept(other),
                reasons=other.reasons or one.reasons,
                worse=other.verdict == "failed",
            )
