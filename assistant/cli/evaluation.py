"""`eval`: cases graded, held against the baseline, compared and reported, in the terminal."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import render_evaluation as render
from assistant.cli.consent import agreed
from assistant.cli.options import EvalOptions
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.domain.evaluation import Evaluation
from assistant.errors import UsageError

if TYPE_CHECKING:  # for annotations only: the room loads what it grades
    from assistant.evaluation import Baseline, Product

ADD_FROM = "add-from"
CLOSED = 3


def evaluate(session: Session, options: EvalOptions) -> int:
    """Prints how the suites did; 3 when the gate is closed."""
    if options.suites[:1] == (ADD_FROM,):
        from assistant.cli.proposals import add_from

        return add_from(session, options.suites[1:], yes=options.yes)
    session.assistant.desk.require_everything(session.asker, "grade the workspace")
    if options.compare:
        return _compare(session, options)
    from assistant.evaluation import evaluate as graded
    from assistant.evaluation import load_baseline

    product = _product(session, options.writer)
    with session.progress("Grading") as progress:
        found = graded(product, options.suites, progress=progress)
    if options.report:
        _report(session, found, options.report)
    if options.update_baseline:
        before = load_baseline(product.workspace, product.name)
        found = _updated(session, product, found, before, yes=options.yes)
    if session.options.json:
        session.emit("eval", render.document(found))
    else:
        render.evaluation(found)
    return 0 if found.passed else CLOSED


def _product(session: Session, writer: str | None) -> Product:
    from assistant.evaluation import Product, contender

    product = Product(session.assistant.workspace, session.assistant.settings, session.assistant.day.today)
    return contender(writer, product) if writer else product


def _compare(session: Session, options: EvalOptions) -> int:
    from assistant.evaluation import Contender, compare, contender, expected_suites

    if options.update_baseline or options.report or options.writer:
        raise UsageError("--compare goes without --writer, --update-baseline and --report.")
    product = _product(session, None)
    names = expected_suites(product.workspace, options.suites)
    first, second = (Contender(name, contender(name, product)) for name in options.compare or ())
    with session.progress("Comparing") as progress:
        found = compare(first, second, names, time.monotonic, progress)
    if session.options.json:
        session.emit("eval-comparison", found.model_dump(mode="json"))
    else:
        render.comparison(found)
    return 0


def _report(session: Session, found: Evaluation, folder: str) -> None:
    from assistant.evaluation.report import report

    for name, text in report(found).items():
        write(str(Path(folder) / name), text, "--report")
    session.note(f"report written to {folder}")


def _updated(
    session: Session, product: Product, found: Evaluation, before: Baseline | None, *, yes: bool
) -> Evaluation:
    """The evaluation against the new baseline when somebody agreed to it, else as it was."""
    from assistant.evaluation import baseline_files, gated, rendered, updated

    new = updated(before, product.name, found.suites)
    files = baseline_files(product.workspace, product.name)
    texts = rendered(new)
    if before is not None and texts == rendered(before):
        session.note("the baseline is what it was; nothing to write.")
        return found
    render.baseline_changes(found, before)
    if not (yes or agreed(session, f"Write {product.workspace.display(files[0])}?", "--yes")):
        session.note("the baseline stays as it was.")
        return found
    for file, text in zip(files, texts, strict=True):
        write(str(file), text, "--workspace")
    session.note(f"written to {product.workspace.display(files[0])}")
    return gated(product.workspace, found, new)
