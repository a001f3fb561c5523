"""The report: files in a folder, each made from the evaluation alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.domain.evaluation import Evaluation
from assistant.evaluation.report.junit import junit
from assistant.evaluation.report.lines import lines
from assistant.evaluation.report.page import page

FILES: Mapping[str, Callable[[Evaluation], str]] = {"report.html": page, "junit.xml": junit, "cases.jsonl": lines}
"""What makes each file, by its name."""


def report(evaluation: Evaluation) -> dict[str, str]:
    """The contents of every file of the report, by name; the same evaluation gives the same bytes."""
    return {name: made(evaluation) for name, made in FILES.items()}
