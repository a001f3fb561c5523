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
