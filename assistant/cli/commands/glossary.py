"""Signatures of `glossary import` and `glossary export`: words from other tools, and for them."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run

glossary = typer.Typer(no_args_is_help=True, help="Take words over from other tools, and give them ours.")
app.add_typer(glossary, name="glossary")


@glossary.command("import")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="YAML, CSV, words or rules of Vale, or a folder.")],
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the merged glossary here; default: the workspace's own.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken over; write nothing.")] = False,
) -> None:
    """Take terms over into knowledge/glossary.yaml, as proposals.

    YAML is a list of entries with `term` and `definition`, under headings or not. A CSV names its columns in the first
    line: term (or name), meaning (or definition), avoid (several with ;), plural, owner. Of Vale: accept.txt,
    reject.txt, and rules that extend `substitution`. What is there already is skipped and keeps its comments; what
    contradicts it is left to you, and the exit code is 3.
    """
    run(context, "glossary", "take_over", file, out, dry_run)


@glossary.command()
def export(
    context: typer.Context,
    tool: Annotated[str, typer.Argument(metavar="TOOL", help="vale")],
    out: Annotated[
        str | None, typer.Option(metavar="DIR", help="Folder for its files; default: .parlance/vale of the workspace.")
    ] = None,
) -> None:
    """Write the glossary as rules of another tool: vale.

    For Vale: a configuration, a substitution for wrong words, a rule that names words with senses, and a vocabulary.
    """
    run(context, "glossary", "give", tool, out)
