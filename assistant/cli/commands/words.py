"""Signatures of `define`, `check`: what words mean."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def define(context: typer.Context, term: Annotated[str, typer.Argument(help="A word, such as customer.")]) -> None:
    """Say what a word means, and to whom."""
    run(context, "words", "define", term)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Text or Markdown; - is stdin.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write what is certain into the files (stdin: to stdout).")
    ] = False,
) -> None:
    """Check wording, and which sense each word has."""
    run(context, "words", "check", files or ["-"], fix)
