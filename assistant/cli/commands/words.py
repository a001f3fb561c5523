"""Signatures of `define`, `check`, `align`, `translate`: what words mean."""

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
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Text, Markdown, PDF, DOCX, PPTX, HTML; - is stdin.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write what is certain into the files (stdin: to stdout).")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Hold what the text claims against the approved claims instead.")
    ] = False,
) -> None:
    """Check wording and senses, or with --claims what a text claims."""
    run(context, "words", "check_claims" if claims else "check", files or ["-"], fix)


@app.command()
def align(
    context: typer.Context,
    transcript: Annotated[str, typer.Argument(metavar="FILE", help="Lines `Name (team): words`, or a Slack export.")],
) -> None:
    """Say who means what by the same word."""
    run(context, "words", "align", transcript)


@app.command()
def translate(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The sentence; - reads it from stdin.")],
    from_team: Annotated[str, typer.Option("--from", metavar="TEAM", help="The team that says it.")],
    to_team: Annotated[str, typer.Option("--to", metavar="TEAM", help="The team that reads it.")],
) -> None:
    """Say a sentence of one team in shared words."""
    run(context, "words", "translate", text, from_team, to_team)
