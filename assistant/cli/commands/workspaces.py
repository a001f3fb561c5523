"""Signatures of `init`, `doctor`, `config`: workspaces and their health."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder to make; it may exist and be empty.")],
    accounts: Annotated[
        str | None, typer.Option(metavar="FILE.csv", help="Start from your own accounts instead of the sample's.")
    ] = None,
) -> None:
    """Make a workspace: the sample, or from your accounts."""
    run(context, "workspaces", "init", folder, accounts)


@app.command()
def doctor(context: typer.Context) -> None:
    """Say what is healthy, and how to mend what is not."""
    run(context, "workspaces", "doctor")


@app.command()
def config(context: typer.Context) -> None:
    """Show every setting with its origin."""
    run(context, "workspaces", "config")
