"""JUnit XML of an evaluation, as build servers read it: metrics and cases are tests, an ungraded case is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assistant.domain.evaluation import Evaluation, Metric, Outcome, SuiteResult

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def junit(evaluation: Evaluation) -> str:
    """The whole document; the gate is on metrics, so these are what fails, and cases tell why in `system-out`."""
    root = Element("testsuites", name="parlance eval")
    for suite in evaluation.suites:
        root.append(_suite(suite))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(suite: SuiteResult) -> Element:
    failures = sum(not metric.passed for metric in suite.metrics) or int(not suite.passed)
    tests = str(len(suite.metrics) + suite.cases + (not suite.cases))
    counts: dict[str, str] = {
        "name": f"eval.{suite.name}",
        "tests": tests,
        "failures": str(failures),
        "skipped": str(suite.ungraded),
    }
    element = Element("testsuite", counts)
    properties = SubElement(element, "properties")
    for metric in suite.metrics:
        SubElement(properties, "property", name=f"metric.{metric.name}", value=str(metric.value))
    if not suite.cases:
        case = SubElement(element, "testcase", classname=f"eval.{suite.name}", name="has cases")
        SubElement(case, "failure", message=_clean("; ".join(suite.reasons)))
    for metric in suite.metrics:
        _metric(element, suite, metric)
    for outcome in suite.outcomes:
        _case(element, outcome)
    return element


def _metric(parent: Element, suite: SuiteResult, metric: Metric) -> None:
    case = SubElement(parent, "testcase", classname=f"eval.{suite.name}.metrics", name=metric.name)
    if not metric.passed:
        failure = SubElement(case, "failure", message=_clean(f"{metric.name} {metric.reason}"))
        failure.text = _clean("\n\n".join(_changed(suite)))


def _changed(suite: SuiteResult) -> Iterator[str]:
    """Cases that got worse, with their texts before and after."""
    for change in suite.changes:
        if change.worse:
            before, after = (kept.text if kept else "" for kept in (change.before, change.after))
            yield f"{change.name}\n{'; '.join(change.reasons)}\nbefore: {before}\nafter: {after}"


def _case(parent: Element, outcome: Outcome) -> None:
    case = SubElement(parent, "testcase", classname=f"eval.{outcome.suite}", name=_clean(outcome.name))
    case.set("file", outcome.file)
    case.set("line", str(outcome.line))
    if outcome.verdict == "ungraded":
        SubElement(case, "skipped", message=_clean("; ".join(outcome.reasons)))
    elif outcome.verdict == "failed":
        said = "\n".join((*outcome.reasons, outcome.text))
        SubElement(case, "system-out").text = _clean(said)


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("�", text)
