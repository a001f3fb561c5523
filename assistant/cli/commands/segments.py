"""Signatures of `score`, `explain`: segments and receipts."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def score(
    context: typer.Context,
    out: Annotated[str | None, typer.Option(metavar="DIR", help="Folder for the four CSV files; it is made.")] = None,
    engine: Annotated[str, typer.Option(help="pandas, polars or duckdb.")] = "pandas",
    table: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="Read this table from another file.")
    ] = None,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="Prefix cells that a spreadsheet would run as a formula.")
    ] = False,
) -> None:
    """Assign segments to accounts and stakeholders.

    Writes accounts.csv, stakeholders.csv, rejected.csv (rows without a usable key) and problems.csv (cells that
    could not be read). Exit code 3 says that rows were rejected.
    """
    run(context, "segments", "score", out, engine, table or [], spreadsheet)


@app.command()
def explain(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="ID_OR_NAME", help="Account or stakeholder.")]
) -> None:
    """Show the receipt behind one assignment."""
    run(context, "segments", "explain", name)
