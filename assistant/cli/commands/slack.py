"""Signature of `slack`: the Slack app, and a rehearsal of it without a workspace of Slack."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run


@app.command()
def slack(
    context: typer.Context,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Try the app on a local page, without a workspace of Slack.")
    ] = False,
    manifest: Annotated[
        bool, typer.Option("--manifest", help="Print the manifest from which Slack makes the app.")
    ] = False,
    port: Annotated[int, typer.Option(metavar="PORT", help="Of the local page; 0 takes a free one.")] = 8080,
) -> None:
    """Answer in Slack (docs/slack.md), or rehearse it."""
    run(context, "slack", "manifest" if manifest else "rehearse" if rehearse else "serve", port)
