"""Signatures of `index`, `search`, `ground`: what we may say."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def index(context: typer.Context) -> None:
    """Read the documents and build the index."""
    run(context, "evidence", "index")


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
    """Find passages in the documents you may see."""
    run(context, "evidence", "search", query, queries, k, (role, kind, audience))


@app.command()
def ground(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines with id, claim and evidence (texts); - is stdin.")
    ],
) -> None:
    """Decide whether evidence supports sentences."""
    run(context, "evidence", "ground", file)
