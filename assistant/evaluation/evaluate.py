"""The main path: cases, grades, metrics, gate.

The same workspace and day give the same evaluation, byte by byte, as far as its writer does. A case that cannot be
graded is counted apart and named; a suite without cases fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain.evaluation import Evaluation, Outcome, SuiteResult
from assistant.errors import ConfigurationError, ModelUnavailableError, ParlanceError, UnknownNameError
from assistant.evaluation.baseline import Baseline, baseline_files, load_baseline
from assistant.evaluation.cases import Placed, folders, load_cases
from assistant.evaluation.gate import judged
from assistant.evaluation.metrics import metrics, slices
from assistant.evaluation.product import Product
from assistant.evaluation.registry import suites
from assistant.evaluation.suite import Graded, Suite, UngradableError
from assistant.evaluation.thresholds import check_thresholds, load_thresholds
from assistant.workspace import Workspace

Progress = Callable[[int, int], None]
FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""A product that breaks in one case leaves that case ungraded, which closes the gate; the others are still graded."""


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Loaded:
    """A suite with its cases."""

    suite: Suite[Any]
    cases: tuple[Placed[Any], ...]


def evaluate(
    product: Product, names: Sequence[str] = (), *, baseline: Baseline | None = None, progress: Progress = quiet
) -> Evaluation:
    """Grades the suites of these names, or every suite of the workspace, and holds them against what is agreed.

    Raises `ConfigurationError` for broken case files and for metrics without a threshold, `UnknownNameError` for a
    suite that does not exist. `baseline` stands in for the one of the workspace.
    """
    wanted = expected_suites(product.workspace, names)
    check_thresholds(load_thresholds(product.workspace), suites(), wanted)
    graded = grade(product, load(product.workspace, wanted), progress)
    found = Evaluation(writer=product.name, baseline=None, suites=tuple(graded), passed=False)
    return gated(product.workspace, found, baseline or load_baseline(product.workspace, product.name))


def gated(workspace: Workspace, found: Evaluation, baseline: Baseline | None) -> Evaluation:
    """The evaluation, held against the thresholds of the workspace and that baseline."""
    thresholds = load_thresholds(workspace).value.thresholds
    held = tuple(judged(suite, thresholds[suite.name], baseline) for suite in found.suites)
    file = workspace.display(baseline_files(workspace, found.writer)[0])
    return Evaluation(
        writer=found.writer,
        baseline=file if baseline else None,
        suites=held,
        passed=all(suite.passed for suite in held),
    )


def expected_suites(workspace: Workspace, names: Sequence[str]) -> tuple[str, ...]:
    """The suites to grade: those named, else all that have cases or thresholds in the workspace."""
    return wanted_suites(workspace, names, tuple(load_thresholds(workspace).value.thresholds))


def wanted_suites(workspace: Workspace, names: Sequence[str], expected: Sequence[str]) -> tuple[str, ...]:
    """The suites to grade, in the order of the registry: those named, else all with a folder or a threshold."""
    known = suites()
    there = () if names else folders(workspace)
    for name in (*names, *there):
        if name not in known:
            where = "" if name in names else "eval/cases: "
            raise UnknownNameError.of("suite", name, known, where=where, hint=f"There is {', '.join(known)}.")
    chosen = set(names) or {*there, *expected}
    if not chosen:
        raise ConfigurationError("eval/cases: there are no cases. `parlance init DIR` makes a workspace with some.")
    return tuple(name for name in known if name in chosen)


def load(workspace: Workspace, names: Sequence[str]) -> tuple[Loaded, ...]:
    """The cases of these suites; every problem of a suite's files is told at once."""
    known = suites()
    return tuple(Loaded(known[name], load_cases(workspace, name, known[name].file)) for name in names)


def case_names(workspace: Workspace, suite: str) -> frozenset[str]:
    """Names of the cases that a suite has."""
    return frozenset(placed.case.name for placed in load_cases(workspace, suite, suites()[suite].file))


def grade(product: Product, loaded: Sequence[Loaded], progress: Progress = quiet) -> list[SuiteResult]:
    """The suites with their metrics, held against nothing yet."""
    total = sum(len(one.cases) for one in loaded)
    done = 0
    results = []
    for one in loaded:
        outcomes = []
        for outcome in _outcomes(product, one):
            outcomes.append(outcome)
            done += 1
            progress(done, total)
        results.append(_result(one.suite, outcomes))
    return results


def _outcomes(product: Product, loaded: Loaded) -> Iterator[Outcome]:
    with loaded.suite.prepare(product, [placed.case for placed in loaded.cases]) as prepared:
        for placed in loaded.cases:
            yield outcome(loaded.suite, placed, prepared)


def outcome(suite: Suite[Any], placed: Placed[Any], product: Product) -> Outcome:
    """One case, graded; refused credentials and quota end the evaluation."""
    try:
        return _outcome(suite, placed, suite.grade(placed.case, product))
    except ModelUnavailableError:
        raise
    except (ParlanceError, UngradableError) as error:
        return _ungraded(suite, placed, str(error))
    except FAULTS as error:
        return _ungraded(suite, placed, f"the product broke: {type(error).__name__}: {error}.")


def _ungraded(suite: Suite[Any], placed: Placed[Any], reason: str) -> Outcome:
    return Outcome(
        suite=suite.name,
        file=placed.file,
        line=placed.line,
        name=placed.case.name,
        slices={},
        verdict="ungraded",
        reasons=(reason,),
        asked="",
        text=reason,
    )


def _outcome(suite: Suite[Any], placed: Placed[Any], graded: Graded) -> Outcome:
    return Outcome(
        suite=suite.name,
        file=placed.file,
        line=placed.line,
        name=placed.case.name,
        slices=dict(graded.slices),
        verdict="failed" if graded.reasons else "passed",
        reasons=graded.reasons,
        asked=graded.asked,
        text=graded.text,
        marks=graded.marks,
        cites=graded.cites,
        expected=graded.expected,
        given=graded.given,
        score=graded.score,
        tallies=dict(graded.tallies),
    )


def _result(suite: Suite[Any], outcomes: Sequence[Outcome]) -> SuiteResult:
    return SuiteResult(
        name=suite.name,
        cases=len(outcomes),
        ungraded=sum(one.verdict == "ungraded" for one in outcomes),
        metrics=metrics(outcomes, suite.metrics, suite.name),
        slices=slices(outcomes, suite.metrics, suite.name),
        outcomes=tuple(outcomes),
        passed=True,
    )
