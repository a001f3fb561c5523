"""Evaluations: what grading the cases of a workspace came to.

Every metric is a sum of what cases got over a sum of what they could have got, so that one number, its interval and
its slices come from the same outcomes and nothing else.
"""

from __future__ import annotations

from typing import Literal

from assistant.domain.value import Value

Verdict = Literal["passed", "failed", "ungraded"]


class Mark(Value):
    """A place in the text of an outcome that a reader should see."""

    start: int
    """First character, from 0."""
    end: int
    """Character after the last."""
    kind: Literal["wanted", "wrong"]
    """What the case asked for, or what it forbids."""
    note: str
    """What it is: the requirement, or the finding with its rule."""


class Tally(Value):
    """What one case adds to a metric."""

    got: float
    """Above the line, such as right findings."""
    of: float
    """Below the line, such as all findings; 0 leaves the case out of the metric."""


class Outcome(Value):
    """What became of one case."""

    suite: str
    """Name of the suite."""
    file: str
    """The case file, from the workspace's root, with `/`."""
    line: int
    """Where the case stands in it, from 1."""
    name: str
    """The sentence that names the case, distinct within its suite."""
    slices: dict[str, str]
    """What it can be told apart by, such as role, segment, kind, writer."""
    verdict: Verdict
    """`ungraded` when the case could not be graded: counted apart, in no metric."""
    reasons: tuple[str, ...] = ()
    """What was not as the case wants it, or why it could not be graded."""
    asked: str
    """What the product was given."""
    text: str
    """What the product made of it, as far as the case looks at it; lines end at a line feed."""
    marks: tuple[Mark, ...] = ()
    """Places in `text`."""
    cites: tuple[str, ...] = ()
    """What the text cites."""
    expected: str | None = None
    """The label that the case gives, in suites that label."""
    given: str | None = None
    """The label that the product gave."""
    score: float | None = None
    """How sure the product was, from 0 to 1, in suites that have it."""
    tallies: dict[str, Tally] = {}
    """What it adds to each metric, by name."""


class Threshold(Value):
    """What a metric must reach; exactly one of the two is set."""

    at_least: float | None = None
    """Higher is better: the lowest value that passes."""
    at_most: float | None = None
    """Lower is better: the highest value that passes."""


class Metric(Value):
    """One metric over some cases."""

    name: str
    """Its usual name, such as `f1` or `ndcg@10`."""
    value: float | None
    """Rounded to 4 decimals; None when no case adds to it."""
    n: int
    """Cases that add to it."""
    interval: tuple[float, float] | None
    """Where the value lies in 95 of 100 resamples of the cases; None without a value."""
    threshold: Threshold | None = None
    """What it must reach; None in slices, which are not gated."""
    baseline: float | None = None
    """Value in the baseline; None when it is not there."""
    passed: bool = True
    """Whether it reaches its threshold and does not fall below the interval of its baseline."""
    reason: str = ""
    """Why it did not pass."""


class Slice(Value):
    """The metrics of the cases that have something in common."""

    by: str
    """What they have in common, such as `role`."""
    value: str
    """Such as `economic_buyer`."""
    cases: int
    """How many they are."""
    metrics: tuple[Metric, ...]
    """Of these cases alone."""


class Kept(Value):
    """What a baseline remembers of an outcome."""

    suite: str
    """Name of the suite."""
    name: str
    """The sentence that names the case."""
    verdict: Verdict
    """What became of it."""
    text: str
    """What the product made of it, cut at a length that a person reads."""
    hash: str = ""
    """Of the whole text where it was cut, so that a change behind the cut is seen."""


class Change(Value):
    """A case whose outcome is not the baseline's."""

    suite: str
    """Name of the suite."""
    name: str
    """The sentence that names the case."""
    before: Kept | None
    """In the baseline; None for a case that is new."""
    after: Kept | None
    """Now; None for a case that is gone."""
    reasons: tuple[str, ...] = ()
    """What is not as the case wants it now."""
    worse: bool = False
    """It passed before and does not pass now."""


class SuiteResult(Value):
    """One suite, graded."""

    name: str
    """Name of the suite, that of its folder under `eval/cases/`."""
    cases: int
    """Cases in it."""
    ungraded: int
    """Those that could not be graded."""
    metrics: tuple[Metric, ...]
    """In the order of the suite."""
    slices: tuple[Slice, ...]
    """Sorted by what they have in common."""
    outcomes: tuple[Outcome, ...]
    """In the order of the files and of the cases in them."""
    changes: tuple[Change, ...] = ()
    """Cases that are not as in the baseline, those that got worse first."""
    passed: bool
    """Whether every metric passed and there was something to grade."""
    reasons: tuple[str, ...] = ()
    """Why it did not pass."""


class Evaluation(Value):
    """Every suite that was asked for."""

    writer: str
    """Who wrote the drafts: `composer`, or `model:NAME`."""
    baseline: str | None
    """The file that it was compared with; None when there is none yet."""
    suites: tuple[SuiteResult, ...]
    """In the order of the registry."""
    passed: bool
    """Whether every suite passed."""


class Difference(Value):
    """One metric of two contenders on the same cases."""

    suite: str
    """Name of the suite."""
    metric: str
    """Name of the metric."""
    first: float | None
    """Value of the first contender."""
    second: float | None
    """Value of the second contender."""
    difference: float | None
    """Second less first."""
    interval: tuple[float, float] | None
    """Where the difference lies in 95 of 100 resamples of the cases, each case with both its outcomes."""
    n: int
    """Cases that add to it for both."""
    clear: bool
    """Whether the interval leaves zero out."""


class Spent(Value):
    """What one contender used."""

    contender: str
    """As it was named."""
    seconds: float
    """Wall time of all its cases."""
    latency_p50: float
    """Seconds that half of its cases stayed below."""
    latency_p95: float
    """Seconds that 95 of 100 cases stayed below."""
    input_tokens: int
    """Tokens that went into the language model."""
    output_tokens: int
    """Tokens that came out."""
    cost: float | None
    """In the price's currency; None when no price is configured."""
    currency: str | None
    """Of the price."""


class Comparison(Value):
    """Two contenders on the same cases."""

    first: str
    """As it was named."""
    second: str
    """As it was named."""
    cases: int
    """Cases that both were graded on."""
    differences: tuple[Difference, ...]
    """By suite and metric."""
    spent: tuple[Spent, Spent]
    """Of the first and of the second."""
    changes: tuple[Change, ...]
    """Cases with other verdicts: the first's before, the second's after."""
