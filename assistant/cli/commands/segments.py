"""Signatures of `score`, `explain`: segments and receipts."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def score(
    context: typer.Context,
    out: Annotated[str | None, typer.Option(metavar="DIR", help="Folder for the four CSV files; it is made.")] = None,
    engine: Annotated[str, typer.Option(help="pandas, polars, duckdb or pyspark.")] = "pandas",
    table: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="Read this table from another file.")
    ] = None,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="Prefix cells that a spreadsheet would run as a formula.")
    ] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="Make this run what everybody reads, with a copy of all it came from.")
    ] = False,
) -> None:
    """Assign segments to accounts and stakeholders.

    Scores the tables as they are. Writes accounts.csv, stakeholders.csv, rejected.csv (rows without a usable key) and
    problems.csv (cells that could not be read). Exit code 3 says that rows were rejected.
    """
    run(context, "segments", "score", out, engine, table or [], spreadsheet, publish)


@app.command()
def explain(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="ID_OR_NAME", help="Account or stakeholder.")] = None,
    to: Annotated[
        str | None, typer.Option(metavar="SEGMENT", help="The smallest set of changes that leads to this segment.")
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Also write the receipt, with the values behind it, to this file."),
    ] = None,
    replay: Annotated[
        str | None, typer.Option(metavar="FILE", help="Compute a saved receipt again; confirm or contradict it.")
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="From the tables as they are, even if a run is published.")
    ] = False,
) -> None:
    """Show the receipt behind one assignment, and what would change it.

    Answers from the published run, if there is one. With --replay, exit code 3 says that the saved receipt is
    contradicted: by another segment model, by other data now, or because its lines do not follow from its values.
    """
    if replay is not None:
        run(context, "receipts", "replay", replay, [name, to, save], live)
    run(context, "receipts", "explain", name, to, save, live)
