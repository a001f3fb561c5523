"""Signatures of `readiness` and `qualify`: what is known, what to ask, and what the answers change."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def readiness(
    context: typer.Context,
    live: Annotated[
        bool, typer.Option("--live", help="From the tables as they are, even if a run is published.")
    ] = False,
) -> None:
    """Say for how many the data is there, and what to collect first.

    Per layer and segment: how many have enough known to use it. Then each attribute that, collected alone, would make
    a dimension ready, with the question that collects it.
    """
    run(context, "readiness", "report", live)


@app.command()
def qualify(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="ACCOUNT | ATTRIBUTE=VALUE...", help="An account; with --new, a lead's values."),
    ],
    new: Annotated[bool, typer.Option("--new", help="A lead that is in no table; nothing is kept.")] = False,
    answer: Annotated[
        list[str] | None, typer.Option(metavar="ATTRIBUTE=VALUE", help="What you were told; may be repeated.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help='Where it comes from, such as "call 2026-11-20": one, or one per answer.'),
    ] = None,
) -> None:
    """Score an account or a lead, and say what to ask next.

    Scores the tables as they are. Answers for an account are kept in .parlance/ and used by the next score where the
    tables say nothing: a value of the tables wins. The tables are never written.
    """
    run(context, "qualify", "qualify", words, new, answer or [], source or [])
