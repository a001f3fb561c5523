"""`eval/thresholds.yaml`: what every metric must reach.

A metric without a threshold is an error, and so is a threshold without a metric.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import model_validator

from assistant.domain.evaluation import Threshold
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem, did_you_mean
from assistant.evaluation.suite import Suite
from assistant.workspace import Loaded, Workspace


class Bound(Threshold):
    """One metric's threshold, as it is written."""

    @model_validator(mode="after")
    def _one(self) -> Bound:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs one of `at_least` and `at_most`.")
        return self


class ThresholdsFile(Value):
    """Shape of `eval/thresholds.yaml`."""

    thresholds: dict[str, dict[str, Bound]]
    """By suite, by metric."""


def load_thresholds(workspace: Workspace) -> Loaded[ThresholdsFile]:
    """The thresholds of the workspace."""
    return workspace.load(workspace.root / "eval" / "thresholds.yaml", ThresholdsFile)


def check_thresholds(loaded: Loaded[ThresholdsFile], known: Mapping[str, Suite[Any]], graded: Sequence[str]) -> None:
    """Raises `FileProblemsError` unless each metric of the suites has a threshold and each threshold a metric."""
    problems = [*_missing(loaded, known, graded), *_unknown(loaded, known)]
    if problems:
        raise FileProblemsError(problems)


def _missing(
    loaded: Loaded[ThresholdsFile], known: Mapping[str, Suite[Any]], graded: Sequence[str]
) -> Iterator[Problem]:
    for name in graded:
        for metric in known[name].metrics:
            if metric not in loaded.value.thresholds.get(name, {}):
                message = f"`{metric}` has no threshold. Add `{metric}: {{at_least: …}}` or `{{at_most: …}}`."
                yield loaded.problem(("thresholds", name), message)


def _unknown(loaded: Loaded[ThresholdsFile], known: Mapping[str, Suite[Any]]) -> Iterator[Problem]:
    for name, bounds in loaded.value.thresholds.items():
        if name not in known:
            yield loaded.problem(("thresholds", name), f"unknown suite `{name}`.{did_you_mean(name, known)}")
            continue
        for metric in bounds:
            if metric not in known[name].metrics:
                near = did_you_mean(metric, known[name].metrics) or f" It has {', '.join(known[name].metrics)}."
                yield loaded.problem(("thresholds", name, metric), f"unknown metric `{metric}`.{near}")
