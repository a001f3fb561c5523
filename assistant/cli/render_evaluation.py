"""How an evaluation looks in a terminal and in JSON: metrics beside their gate, then the cases that changed."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.render import count, heading, rows, say
from assistant.domain.evaluation import Change, Comparison, Evaluation, Metric, Outcome, Spent, SuiteResult

if TYPE_CHECKING:  # for annotations only
    from assistant.evaluation import Baseline

MOST_CASES = 20
"""Cases that are shown of a suite; --json and --report hold all."""
SHOWN = 300
WIDE = 108


def document(found: Evaluation) -> dict[str, Any]:
    """What `--json` prints: suites with their metrics, slices, failed and changed cases."""
    suites = [_suite_document(suite) for suite in found.suites]
    return {"writer": found.writer, "baseline": found.baseline, "suites": suites, "passed": found.passed}


def _suite_document(suite: SuiteResult) -> dict[str, Any]:
    dumped = suite.model_dump(mode="json", exclude={"outcomes"})
    dumped["failed"] = [
        {field: getattr(outcome, field) for field in ("name", "file", "line", "verdict", "asked", "text")}
        | {"reasons": list(outcome.reasons)}
        for outcome in suite.outcomes
        if outcome.verdict != "passed"
    ]
    return dumped


def evaluation(found: Evaluation) -> None:
    """Every suite, then what closed the gate."""
    cases = sum(suite.cases for suite in found.suites)
    against = f"against {found.baseline}" if found.baseline else "without a baseline (--update-baseline writes one)"
    say(f"{count(cases, 'case')}, written by {found.writer}, {against}", "bold")
    for suite in found.suites:
        _suite(suite)
    for suite in found.suites:
        if not suite.passed:
            _why(suite)
    say()
    closed = [suite.name for suite in found.suites if not suite.passed]
    if closed:
        say(f"The gate is closed: {', '.join(closed)}.", "red")
    else:
        say("The gate is open.", "green")


def _suite(suite: SuiteResult) -> None:
    apart = f", {suite.ungraded} not graded" if suite.ungraded else ""
    worse = sum(change.worse for change in suite.changes)
    moved = f", {len(suite.changes)} changed ({worse} worse)" if suite.changes else ""
    heading(f"{suite.name}: {count(suite.cases, 'case')}{apart}{moved}")
    if suite.cases:
        body = [_row(metric) for metric in suite.metrics]
        rows(("metric", "value", "n", "95 % interval", "threshold", "baseline", ""), body, numbers=(1, 2, 5))
    for outcome in [outcome for outcome in suite.outcomes if outcome.verdict == "ungraded"][:MOST_CASES]:
        say(f"  not graded: {outcome.file}:{outcome.line}: {outcome.name}: {outcome.reasons[0]}", "yellow")


def _row(metric: Metric) -> tuple[str, ...]:
    threshold = metric.threshold
    bound = ""
    if threshold is not None:
        bound = f"≥ {threshold.at_least:g}" if threshold.at_least is not None else f"≤ {threshold.at_most:g}"
    spread = f"{metric.interval[0]:.3f} to {metric.interval[1]:.3f}" if metric.interval else ""
    state = "ok" if metric.passed else "FAILED"
    return metric.name, _number(metric.value), str(metric.n), spread, bound, _number(metric.baseline), state


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _why(suite: SuiteResult) -> None:
    """What closed the gate, and the cases behind it: those that got worse, else those that failed."""
    heading(f"Why {suite.name} failed")
    for reason in suite.reasons:
        say(f"  {reason}", "red")
    worse = [change for change in suite.changes if change.worse]
    shown = worse or [_failed(outcome) for outcome in suite.outcomes if outcome.verdict == "failed"]
    places = {outcome.name: f"{outcome.file}:{outcome.line}" for outcome in suite.outcomes}
    for change in shown[:MOST_CASES]:
        _change(change, places.get(change.name, "gone"))
    if len(shown) > MOST_CASES:
        say(f"\n  and {len(shown) - MOST_CASES} more (--report DIR holds all)")


def _failed(outcome: Outcome) -> Change:
    from assistant.evaluation import kept

    return Change(suite=outcome.suite, name=outcome.name, before=None, after=kept(outcome), reasons=outcome.reasons)


def _change(change: Change, place: str) -> None:
    say(f"\n  {change.name}", "bold")
    say(f"    {place}", "dim")
    for reason in change.reasons:
        for line in _wrapped(reason, "    "):
            say(line, "yellow")
    for name, kept in (("before", change.before), ("after", change.after)):
        if kept is not None:
            for line in _wrapped(kept.text[:SHOWN], f"    {name + ':':8}"):
                say(line)


def _wrapped(text: str, start: str) -> Iterator[str]:
    first = start
    for line in text.splitlines() or [""]:
        yield from textwrap.wrap(line, WIDE, initial_indent=first, subsequent_indent=" " * len(start)) or [first]
        first = " " * len(start)


def baseline_changes(found: Evaluation, before: Baseline | None) -> None:
    """What a new baseline would change, on stderr: it stands before a question."""
    for suite in found.suites:
        old = before.suites.get(suite.name) if before else None
        was = {name: metric.value for name, metric in old.metrics.items()} if old else {}
        moved = [m for m in suite.metrics if m.value != was.get(m.name)]
        for metric in moved:
            print(
                f"{suite.name} {metric.name}: {_number(was.get(metric.name))} → {_number(metric.value)}",
                file=sys.stderr,
            )
        for change in suite.changes[:MOST_CASES] if old else ():
            print(f"{suite.name}: {_moved(change)}: {change.name}", file=sys.stderr)
        if old and len(suite.changes) > MOST_CASES:
            print(f"{suite.name}: and {len(suite.changes) - MOST_CASES} more cases", file=sys.stderr)
        if not moved and not suite.changes:
            print(f"{suite.name}: as it was", file=sys.stderr)


def _moved(change: Change) -> str:
    if change.before is None or change.after is None:
        return "new" if change.before is None else "gone"
    if change.before.verdict == change.after.verdict:
        return f"still {change.after.verdict}, other words"
    return f"{change.before.verdict} → {change.after.verdict}"


def comparison(found: Comparison) -> None:
    """Differences with their intervals, cost and latency beside them."""
    say(f"{found.first} and {found.second} on the same {count(found.cases, 'case')}", "bold")
    body = [
        (d.suite, d.metric, _number(d.first), _number(d.second), _signed(d.difference), _spread(d.interval), str(d.n))
        for d in found.differences
        if d.n
    ]
    rows(("suite", "metric", found.first, found.second, "difference", "95 % interval", "n"), body, numbers=(2, 3, 4, 6))
    heading("What they used")
    header = ("contender", "seconds", "p50", "p95", "tokens in", "tokens out", "cost")
    rows(header, [_spent(one) for one in found.spent], numbers=(1, 2, 3, 4, 5))
    if found.changes:
        heading(f"Cases with another verdict: {len(found.changes)}")
        _verdicts(found.changes)


def _verdicts(changes: Sequence[Change]) -> None:
    for change in changes[:MOST_CASES]:
        _change(change, change.suite)
    if len(changes) > MOST_CASES:
        say(f"\n  and {len(changes) - MOST_CASES} more (--json holds all)")


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def _spread(interval: tuple[float, float] | None) -> str:
    return f"{interval[0]:+.3f} to {interval[1]:+.3f}" if interval else ""


def _spent(one: Spent) -> tuple[str, ...]:
    cost = f"{one.cost:.4f} {one.currency or ''}".strip() if one.cost is not None else "no price configured"
    seconds = (f"{one.seconds:.1f}", f"{one.latency_p50:.3f}", f"{one.latency_p95:.3f}")
    return one.contender, *seconds, str(one.input_tokens), str(one.output_tokens), cost
