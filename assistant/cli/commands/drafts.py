"""Signatures of `demo`, `draft`: what to say."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run
from assistant.cli.options import DraftOptions


@app.command()
def demo(context: typer.Context) -> None:
    """Run the main job: score, explain, draft, check."""
    run(context, "demo", "demo")


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
    writer: Annotated[
        str | None, typer.Option(help="composer or model; default: the language model where one is configured.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Write the draft to this Markdown file.")] = None,
    live: Annotated[
        bool, typer.Option("--live", help="From the tables as they are, even if a run is published.")
    ] = False,
) -> None:
    """Draft a persona, value proposition or talking points."""
    names = {
        "role": role,
        "account_segment": account_segment,
        "stakeholder_segment": stakeholder_segment,
        "account": account,
    }
    options = DraftOptions(kind, names, writer, live)
    if everything:
        run(context, "drafts", "draft_all", options, resume)
    run(context, "drafts", "draft", options, out)
