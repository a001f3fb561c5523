"""Signatures of `ask`, `chat`: questions in people's own words."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.application import app, run

THREAD = typer.Option(metavar="NAME", help="Continue this thread, or start one of that name.")


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In your own words; - reads it from stdin.")],
    thread: Annotated[str | None, THREAD] = None,
) -> None:
    """Answer one question about words, accounts, people or evidence.

    Six short lines at most, each with its source. Without a language model rules put the answer together; with one
    ([llm] in parlance.toml) it words what the same tools found, and a review holds it to them. A name that you may not
    see is answered like one that does not exist.
    """
    run(context, "conversation", "ask", question, thread)


@app.command()
def chat(
    context: typer.Context,
    thread: Annotated[str | None, THREAD] = None,
) -> None:
    """Talk: questions, follow-ups and sources; `/help` lists the commands.

    In a pipe each line is a question and each answer follows it.
    """
    run(context, "chat", "chat", thread)
