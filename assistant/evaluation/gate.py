"""The gate: whether metrics reach their thresholds and hold their baselines. Nothing passes for want of a number."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.evaluation import Change, Metric, SuiteResult, Threshold
from assistant.evaluation.baseline import Baseline, KeptMetric, changes


def judged(suite: SuiteResult, thresholds: Mapping[str, Threshold], baseline: Baseline | None) -> SuiteResult:
    """The suite with each metric held against its threshold and its baseline, and the cases that changed."""
    before = baseline.suites.get(suite.name) if baseline else None
    metrics = tuple(
        _judged(metric, thresholds[metric.name], before.metrics.get(metric.name) if before else None)
        for metric in suite.metrics
    )
    reasons = tuple(f"{metric.name} {metric.reason}" for metric in metrics if not metric.passed)
    if not suite.cases:
        reasons = (f"there are no cases: add some under eval/cases/{suite.name}/.",)
    elif suite.ungraded == suite.cases:
        reasons = ("no case could be graded.", *reasons)
    moved = changes(suite.outcomes, baseline.of(suite.name)) if before and baseline else ()
    lost = sum(_no_longer_graded(change) for change in moved)
    if lost:
        reasons = (*reasons, f"{lost} cases that the baseline graded can no longer be graded.")
    update = {"metrics": metrics, "reasons": reasons, "passed": not reasons, "changes": moved}
    return suite.model_copy(update=update)


def _no_longer_graded(change: Change) -> bool:
    before, after = change.before, change.after
    return before is not None and before.verdict != "ungraded" and after is not None and after.verdict == "ungraded"


def _judged(metric: Metric, threshold: Threshold, before: KeptMetric | None) -> Metric:
    reason = _short_of(metric, threshold) or _fallen(metric, threshold, before)
    was = before.value if before else None
    update = {"threshold": threshold, "baseline": was, "passed": not reason, "reason": reason}
    return metric.model_copy(update=update)


def _short_of(metric: Metric, threshold: Threshold) -> str:
    if metric.value is None:
        return "has no value: no case adds to it."
    if threshold.at_least is not None and metric.value < threshold.at_least:
        return f"is {metric.value:.4g}, below its threshold {threshold.at_least:.4g}."
    if threshold.at_most is not None and metric.value > threshold.at_most:
        return f"is {metric.value:.4g}, above its threshold {threshold.at_most:.4g}."
    return ""


def _fallen(metric: Metric, threshold: Threshold, before: KeptMetric | None) -> str:
    """A fall counts when it leaves the interval that the baseline had."""
    if before is None or before.interval is None or metric.value is None:
        return ""
    low, high = before.interval
    worse = metric.value < low if threshold.at_least is not None else metric.value > high
    return f"is {metric.value:.4g}; the baseline is {before.value:.4g} ({low:.4g} to {high:.4g})." if worse else ""
