"""Signature of `eval`: whether a change made it better or worse."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run
from assistant.cli.options import EvalOptions


@app.command("eval")
def evaluate(
    context: typer.Context,
    suites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SUITE", help="Suites; default: all. Or `add-from feedback`: cases from rejected drafts."
        ),
    ] = None,
    writer: Annotated[
        str | None, typer.Option(help="Who writes the drafts that are graded: composer (default) or model.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Show what the baseline would become, ask, and write it.")
    ] = False,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--compare",
            metavar="A B",
            help="The same cases for two contenders: composer, model:NAME, a folder of prompts, or a glossary file.",
        ),
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="DIR", help="Write a report into this folder: HTML, JUnit XML, JSON Lines.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: write the baseline, accept the cases.")] = False,
) -> None:
    """Grade the cases of eval/, compare with the baseline, and gate; 3 when the gate is closed."""
    options = EvalOptions(tuple(suites or ()), writer, update_baseline, compare, report, yes)
    run(context, "evaluation", "evaluate", options)
