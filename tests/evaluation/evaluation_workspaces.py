"""A small workspace with cases of its own, quick to grade."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.domain.evaluation import Evaluation
from assistant.evaluation import Baseline, Product, evaluate
from assistant.settings import configure
from assistant.workspace import Workspace

TODAY = date(2026, 11, 22)
FILES = {
    "knowledge/glossary.yaml": """\
terms:
  - {id: account, name: account, level: account, avoid: [logo, shop]}
""",
    "eval/thresholds.yaml": """\
thresholds:
  grounding:
    accuracy: {at_least: 0.5}
    precision: {at_least: 0.5}
    recall: {at_least: 0.5}
    f1: {at_least: 0.5}
    brier: {at_most: 0.5}
""",
    "eval/cases/grounding/figures.yaml": """\
cases:
  - name: The same sentence is supported.
    kind: same
    claim: Readmissions fell by 12 %.
    evidence: [Readmissions fell by 12 % in a year.]
    supported: true
  - name: Another figure is not supported.
    kind: figure
    claim: Readmissions fell by 21 %.
    evidence: [Readmissions fell by 12 % in a year.]
    supported: false
  - name: A sentence about something else is not supported.
    kind: other
    claim: Nurses wear blue.
    evidence: [Readmissions fell by 12 % in a year.]
    supported: false
""",
}
CASES = "eval/cases/grounding/figures.yaml"
THRESHOLDS = "eval/thresholds.yaml"


def made(folder: Path) -> Path:
    """The workspace below that folder."""
    for file, text in FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def replaced(folder: Path, file: str, before: str, after: str) -> None:
    """Another text in a file, where the first one must stand."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def product_of(folder: Path) -> Product:
    """The product on that workspace."""
    return Product(Workspace.at(folder), configure(folder / "parlance.toml", {}, {}).settings, TODAY)


def graded(folder: Path, *suites: str, baseline: Baseline | None = None) -> Evaluation:
    """The workspace, graded."""
    return evaluate(product_of(folder), suites, baseline=baseline)
