"""The baseline: what the metrics were when somebody last agreed to them, and what each case's text was.

`eval/baseline.json` holds the metrics, `eval/baseline.jsonl` a line for each case; a language model has files of its
own. Reading and writing are exact: what was written and read again is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from assistant.domain.evaluation import Change, Kept, Outcome, SuiteResult
from assistant.domain.value import Value
from assistant.errors import ConfigurationError
from assistant.workspace import Workspace, fingerprint

LONGEST = 600
"""Characters of a text that are kept; behind them only a change is seen."""


class KeptMetric(Value):
    """A metric as it was."""

    value: float | None
    n: int
    interval: tuple[float, float] | None


class KeptSuite(Value):
    """A suite as it was."""

    cases: int
    metrics: dict[str, KeptMetric]


class Baseline(Value):
    """What an evaluation is compared with."""

    schema_: Literal["parlance/eval-baseline/1"] = Field(default="parlance/eval-baseline/1", alias="schema")
    writer: str
    """Who wrote."""
    suites: dict[str, KeptSuite]
    """By name."""
    cases: tuple[Kept, ...] = Field(default=(), exclude=True)
    """In a file of their own."""

    def of(self, suite: str) -> Mapping[str, Kept]:
        """The cases of a suite, by name."""
        return {kept.name: kept for kept in self.cases if kept.suite == suite}


def baseline_files(workspace: Workspace, writer: str) -> tuple[Path, Path]:
    """Where the baseline of a writer is: its metrics, its cases."""
    suffix = "" if writer == "composer" else "-" + re.sub(r"[^a-z0-9]+", "-", writer.lower()).strip("-")
    folder = workspace.root / "eval"
    return folder / f"baseline{suffix}.json", folder / f"baseline{suffix}.jsonl"


def load_baseline(workspace: Workspace, writer: str) -> Baseline | None:
    """The baseline of that writer; None when there is none yet."""
    metrics, cases = baseline_files(workspace, writer)
    if not metrics.exists():
        return None
    try:
        read = Baseline.model_validate_json(metrics.read_bytes())
        lines = cases.read_text(encoding="utf-8").splitlines() if cases.exists() else []
        return read.model_copy(update={"cases": tuple(Kept.model_validate_json(line) for line in lines)})
    except (ValidationError, OSError) as error:
        said = str(error).splitlines()[0]
        raise ConfigurationError(
            f"{workspace.display(metrics)}: cannot be read ({said}). Restore the file, or write a new one with "
            "`parlance eval --update-baseline` after you have deleted it."
        ) from error


def updated(before: Baseline | None, writer: str, suites: Sequence[SuiteResult]) -> Baseline:
    """The baseline with these suites as they are now, and all others as they were."""
    named = {suite.name for suite in suites}
    metrics = {name: kept for name, kept in (before.suites if before else {}).items() if name not in named}
    cases = [kept for kept in (before.cases if before else ()) if kept.suite not in named]
    for suite in suites:
        metrics[suite.name] = KeptSuite(
            cases=suite.cases,
            metrics={m.name: KeptMetric(value=m.value, n=m.n, interval=m.interval) for m in suite.metrics},
        )
        cases.extend(map(kept, suite.outcomes))
    ordered = tuple(sorted(cases, key=lambda one: (one.suite, one.name)))
    return Baseline(writer=writer, suites=dict(sorted(metrics.items())), cases=ordered)


def rendered(baseline: Baseline) -> tuple[str, str]:
    """The two files' contents."""
    metrics = json.dumps(baseline.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)
    lines = (
        json.dumps(one.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) for one in baseline.cases
    )
    return f"{metrics}\n", "".join(f"{line}\n" for line in lines)


def kept(outcome: Outcome) -> Kept:
    """What is remembered of an outcome."""
    whole = outcome.text
    named = {"suite": outcome.suite, "name": outcome.name, "verdict": outcome.verdict}
    if len(whole) <= LONGEST:
        return Kept.model_validate({**named, "text": whole})
    return Kept.model_validate({**named, "text": f"{whole[:LONGEST]}…", "hash": fingerprint(whole.encode())})


def changes(outcomes: Iterable[Outcome], before: Mapping[str, Kept]) -> tuple[Change, ...]:
    """Cases that are not as they were: those that got worse first, then by name."""
    now = {outcome.name: outcome for outcome in outcomes}
    found = []
    for name in {**now, **before}:
        outcome, was = now.get(name), before.get(name)
        after = kept(outcome) if outcome else None
        if after != was:
            known = after or was
            found.append(
                Change(
                    suite=known.suite if known else "",
                    name=name,
                    before=was,
                    after=after,
                    reasons=outcome.reasons if outcome else (),
                    worse=_passed(was) and not _passed(after),
                )
            )
    return tuple(sorted(found, key=lambda change: (not change.worse, change.name)))


def _passed(one: Kept | None) -> bool:
    return one is not None and one.verdict == "passed"
