"""The command `parlance`: declares the commands and starts the module behind each one.

Only the standard library and typer are imported here, so that `--help` stays fast; each command imports what it
needs when it runs. Errors of ours are printed once, with their exit code; anything else is a bug, which leaves its
traceback in a log file and one readable sentence on stderr.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from importlib import import_module
from typing import Annotated, Any

import typer

from assistant import __version__
from assistant.cli.options import Options, hoisted
from assistant.errors import ParlanceError

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


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    words = hoisted(sys.argv[1:] if arguments is None else arguments)
    try:
        app(words, prog_name="parlance")
    except ParlanceError as error:
        print(f"parlance: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("parlance: interrupted; what was finished is kept.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # the last door: internals never reach a user
        log = import_module("assistant.cli.crash").record(error)
        print(f"parlance: this is a fault of Parlance ({type(error).__name__}). Details: {log}", file=sys.stderr)
        sys.exit(1)


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


def _run(context: typer.Context, module: str, function: str, *arguments: Any) -> None:
    """Calls `assistant.cli.<module>.<function>(session, …)`, which returns the exit code."""
    session = import_module("assistant.cli.session").Session.start(context.obj, date.today)
    raise typer.Exit(getattr(import_module(f"assistant.cli.{module}"), function)(session, *arguments))


@app.command(rich_help_panel=None)
def demo(context: typer.Context) -> None:
    """The main job in one go: score, explain, draft one of each kind, check."""
    _run(context, "demo", "demo")


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
    """Assign every account and stakeholder its segment, with rejected rows and problem cells."""
    _run(context, "segments", "score", out, engine, table or [], spreadsheet)


@app.command()
def explain(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="ID_OR_NAME", help="Account or stakeholder.")]
) -> None:
    """Show the receipt behind one assignment: rules, values, points, reasons."""
    _run(context, "segments", "explain", name)


@app.command()
def define(context: typer.Context, term: Annotated[str, typer.Argument(help="A word, such as customer.")]) -> None:
    """Say what a word means, and to whom."""
    _run(context, "words", "define", term)


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
    """Check wording: wrong words, words with several senses, unclear ones."""
    _run(context, "words", "check", files or ["-"], fix)


@app.command()
def index(context: typer.Context) -> None:
    """Read the documents and build the index."""
    _run(context, "evidence", "index")


@app.command()
def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(help="What you look for.")] = None,
    queries: Annotated[
        str | None, typer.Option(metavar="FILE.jsonl", help="Many queries: JSON Lines with id and query; - is stdin.")
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    role: Annotated[str | None, typer.Option(help="Only documents for this role, or for any.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only documents of this kind, such as interview.")] = None,
    audience: Annotated[str | None, typer.Option(help="customer: only what customers may see.")] = None,
) -> None:
    """Find passages in the documents that you may see."""
    _run(context, "evidence", "search", query, queries, k, (role, kind, audience))


@app.command()
def draft(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="persona, value-proposition or talking-points.")],
    role: Annotated[str | None, typer.Option(help="Role of the stakeholders.")] = None,
    account_segment: Annotated[str | None, typer.Option(help="Account segment.")] = None,
    stakeholder_segment: Annotated[str | None, typer.Option(help="Stakeholder segment.")] = None,
    account: Annotated[str | None, typer.Option(help="Account, by id or name.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every combination that occurs.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="With --all: skip what is stored already.")] = False,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Write the draft to this Markdown file.")] = None,
) -> None:
    """Draft a persona, a value proposition or talking points, checked against the evidence."""
    names = {
        "role": role,
        "account_segment": account_segment,
        "stakeholder_segment": stakeholder_segment,
        "account": account,
    }
    if everything:
        _run(context, "drafts", "draft_all", kind, names, resume)
    _run(context, "drafts", "draft", kind, names, out)


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder to make; it may exist and be empty.")],
    accounts: Annotated[
        str | None, typer.Option(metavar="FILE.csv", help="Start from your own accounts instead of the sample's.")
    ] = None,
) -> None:
    """Make a new workspace: the fictional sample to learn from, or a start from your own accounts."""
    _run(context, "workspaces", "init", folder, accounts)


@app.command()
def doctor(context: typer.Context) -> None:
    """Say what is healthy, what is not, and what to do about it."""
    _run(context, "workspaces", "doctor")


@app.command()
def config(context: typer.Context) -> None:
    """Show every setting with its origin; secrets are masked."""
    _run(context, "workspaces", "config")


if __name__ == "__main__":
    main()
