"""The command `parlance`: its common options, and how a command starts the module that does its work."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Annotated, Any

import typer

from assistant import __version__
from assistant.cli.options import Options

COMMON = (
    "Options for every command, before or after its name: --workspace DIR, --as PERSON, --as-of YYYY-MM-DD, "
    "--json, --quiet, --no-input."
)
app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="One language and one truth for marketing and sales: segments with receipts, checked words, grounded drafts.",
    epilog=COMMON,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"parlance {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    workspace: Annotated[
        str | None, typer.Option(metavar="DIR", help="Workspace; default: the nearest folder upwards with knowledge/.")
    ] = None,
    asker: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Ask as this person of team.yaml.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Day for which everything holds.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No notices and no progress on stderr.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; fail and say which flag to pass.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = Options(workspace, asker, as_of, json, quiet, no_input)


def run(context: typer.Context, module: str, function: str, *arguments: Any) -> None:
    """Calls `assistant.cli.<module>.<function>(session, …)`, which returns the exit code."""
    session = import_module("assistant.cli.session").Session.start(context.obj, date.today)
    raise typer.Exit(getattr(import_module(f"assistant.cli.{module}"), function)(session, *arguments))
