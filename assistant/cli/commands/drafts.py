"""Signatures of `demo`, `draft`, `status`: what to say."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run
from assistant.cli.options import BatchOptions, DraftOptions


@app.command()
def demo(context: typer.Context) -> None:
    """Run the main job: score, explain, draft, check."""
    run(context, "demo", "demo")


@app.command()
def draft(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(help="persona, value-proposition or talking-points; with --all by default each.")
    ] = None,
    role: Annotated[str | None, typer.Option(help="Role of the stakeholders.")] = None,
    account_segment: Annotated[str | None, typer.Option(help="Account segment.")] = None,
    stakeholder_segment: Annotated[str | None, typer.Option(help="Stakeholder segment.")] = None,
    account: Annotated[str | None, typer.Option(help="Account, by id or name.")] = None,
    meeting: Annotated[
        str | None, typer.Option(metavar="PERSON", help="With --account: whom the meeting is with, by name or id.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every combination that occurs.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="With --all: only what `status` lists as stale.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --all: show only what was not drafted before.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="With --all: how many are written at once.")] = 1,
    max_cost: Annotated[
        float | None,
        typer.Option(min=0, metavar="AMOUNT", help="With --all: stop before the language model costs more."),
    ] = None,
    writer: Annotated[
        str | None, typer.Option(help="composer or model; default: the language model where one is configured.")
    ] = None,
    view: Annotated[
        str | None, typer.Option(help="As a team reads it: product, marketing, telesales or field.")
    ] = None,
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write to FILE.md, .html or .docx; with --all into this folder.")
    ] = None,
    format: Annotated[str | None, typer.Option(help="md, html or docx, whatever the file is called.")] = None,
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
        "meeting": meeting,
    }
    options = DraftOptions(kind, names, writer, live, view, format, out)
    if everything:
        run(context, "draft_all", "draft_all", options, BatchOptions(resume, stale, workers, max_cost))
    run(context, "drafts", "draft", options)


@app.command()
def status(context: typer.Context) -> None:
    """List drafts that are stale and because of what, and what was never drafted."""
    run(context, "status", "status")
