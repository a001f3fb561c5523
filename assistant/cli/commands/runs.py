"""Signatures of `runs`, `publish`, `compare`, `coverage`, `dispute`, `disputes`: what is done with segments."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run

LIVE = typer.Option("--live", help="From the tables as they are, even if a run is published.")
OWNER = typer.Option(metavar="COLUMN", help="Column of the accounts table that says who owns an account.")
runs = typer.Typer(invoke_without_command=True, help="List the kept runs, and say what moved between two.")
app.add_typer(runs, name="runs")


@runs.callback()
def listed(context: typer.Context) -> None:
    """List the kept runs, newest first; the published one is marked."""
    if context.invoked_subcommand is None:
        run(context, "runs", "listed")


@runs.command()
def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="RUN", help="A run's id or its beginning, `published` or `live`.")],
    after: Annotated[str, typer.Argument(metavar="RUN", help="The later one, named likewise.")],
) -> None:
    """Say who moved between two runs, and why.

    Data, segment model, overrides and date are each tried alone: the first run is scored again with that one input of
    the second. `live` is the tables as they are.
    """
    run(context, "runs", "diff", before, after)


@app.command()
def publish(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[RUN]", help="A kept run, by its id or its beginning.")] = None,
    restore: Annotated[str | None, typer.Option(metavar="RUN", help="The same: go back to this kept run.")] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Publish nothing: everybody reads the tables as they are.")
    ] = False,
) -> None:
    """Make a kept run what everybody reads.

    `parlance score --publish` keeps and publishes a new one, `parlance runs` lists those that are kept.
    """
    run(context, "runs", "publish", [given for given in (name, restore) if given is not None], withdraw)


@app.command()
def compare(
    context: typer.Context,
    other: Annotated[str, typer.Argument(metavar="OTHER.yaml", help="Another segment model.")],
    owner: Annotated[str | None, OWNER] = None,
    plot: Annotated[str | None, typer.Option(metavar="FILE.svg", help="Draw the flows between segments.")] = None,
    live: Annotated[bool, LIVE] = False,
) -> None:
    """Say what another segment model would change.

    Both segment models score the same tables on the same day: those of the published run, or the tables as they are.
    """
    run(context, "what_if", "compare", other, owner, plot, live)


@app.command()
def coverage(
    context: typer.Context,
    owner: Annotated[str | None, OWNER] = None,
    live: Annotated[bool, LIVE] = False,
) -> None:
    """Say who covers which accounts, and what is missing."""
    run(context, "coverage", "coverage", owner, live)


@app.command()
def dispute(
    context: typer.Context,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Account, by id or name.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="What you doubt, and why.")],
) -> None:
    """Record a doubt about an account's segment."""
    run(context, "disputes", "dispute", account, reason)


@app.command()
def disputes(
    context: typer.Context,
    resolve: Annotated[str | None, typer.Option(metavar="ID", help="Answer this doubt; needs --note.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="The answer.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Resolved ones too.")] = False,
) -> None:
    """List the doubts about accounts that you may see."""
    run(context, "disputes", "disputes", resolve, note, everything)
