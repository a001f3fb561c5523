"""Signatures of `audit`, `forget`, `backup`, `restore`: what is remembered, and how it is kept and let go."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run

YES = typer.Option("--yes", help="Do not ask.")
audit = typer.Typer(invoke_without_command=True, help="Say who was told what, and whether that log is whole.")
app.add_typer(audit, name="audit")


@audit.callback()
def listed(
    context: typer.Context, last: Annotated[int, typer.Option(min=1, help="How many of the last entries.")] = 20
) -> None:
    """Say who was told what, and whether that log is whole."""
    if context.invoked_subcommand is None:
        run(context, "state", "entries", last)


@audit.command()
def verify(
    context: typer.Context,
    anchor: Annotated[
        str | None, typer.Option(metavar="ROWS:HASH", help="An anchor of before, which must be part of the chain.")
    ] = None,
) -> None:
    """Say whether the audit log is as it was recorded, and name the first row that is not.

    It prints an anchor: keep it elsewhere, and a later `--anchor` shows that nobody made the log anew.
    """
    run(context, "state", "verify", anchor)


@app.command()
def forget(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Id of a person.")],
    yes: Annotated[bool, YES] = False,
) -> None:
    """Forget a person: threads, feedback, questions and the key to their pseudonym.

    Asks first, and says what is destroyed and what stays. Disputes and answers are the company's and stay under the
    pseudonym, as do the rows of the audit log, which still verifies.
    """
    run(context, "state", "forget", person, yes)


@app.command()
def backup(
    context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="File to write, a zip.")]
) -> None:
    """Write the whole state into one file."""
    run(context, "state", "backup", file)


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")],
    yes: Annotated[bool, YES] = False,
) -> None:
    """Put a backup in the place of the state, which is kept aside."""
    run(context, "state", "restore", file, yes)
