"""`score`: accounts and stakeholders get their segments, in the terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.run import Run
from assistant.errors import UsageError

ENGINES = ("pandas", "polars", "duckdb", "pyspark")


def score(
    session: Session, out: str | None, engine: str, tables: Sequence[str], spreadsheet: bool, publish: bool
) -> int:
    """Scores the tables and writes the four files, then publishes the run if asked; 3 when rows were rejected."""
    if engine not in ENGINES:
        raise UsageError(f"--engine {engine}: unknown. Use one of {', '.join(ENGINES)}.")
    if out is not None and any(place.is_file() for place in (Path(out), *Path(out).parents)):
        raise UsageError(f"--out {out}: a file is in the way. Name a folder; it is made.")
    session.name_day()
    desk, given = session.assistant.desk, dict(map(_table, tables))
    if publish:
        desk.require_everything(session.asker, "publish a run")
    scoring = session.assistant.score(session.asker, tables=given, engine=engine)
    if out is None:
        session.assistant.workspace.writable_state()
    folder = Path(out) if out is not None else session.assistant.workspace.state / "scores"
    files = [_shown(session, path) for path in scoring.write(folder, spreadsheet=spreadsheet)]
    if publish:
        desk.publish(session.asker, scoring)
    summary = scoring.summary(desk.owner_column())
    published = desk.published()
    if session.options.json:
        document = summary.model_dump(mode="json", exclude={"hints"})
        marked = published is not None and published[0].id == scoring.run
        session.emit("score", {**document, "published": marked, "files": files})
    else:
        render.scores(summary, scoring.model.value, files)
    session.note(*summary.hints, *_what_everybody_reads(scoring.run, published[0] if published else None))
    return 3 if summary.accounts.rejected or summary.stakeholders.rejected else 0


def _what_everybody_reads(scored: str, published: Run | None) -> list[str]:
    """What is to be said of the published run after the tables were scored."""
    if published is None:
        return []
    if published.id == scored:
        return [f"run {scored} as of {published.as_of} is published: everybody reads it until another is"]
    still = f"everybody still reads the published run {published.id} as of {published.as_of}"
    return [f"{still}; `parlance runs diff published live` says what moves, `score --publish` publishes this one"]


def _table(text: str) -> tuple[str, Path]:
    name, equals, file = text.partition("=")
    if not (name and equals and file):
        raise UsageError(f"--table {text}: write NAME=FILE, such as accounts=export.csv.")
    if not Path(file).exists():
        raise UsageError(f"--table {text}: there is no file {file}.")
    return name, Path(file)


def _shown(session: Session, path: Path) -> str:
    """Default outputs are named from the workspace, so that the same workspace gives the same bytes anywhere."""
    return session.assistant.workspace.display(path) if path.is_absolute() else os.fspath(path)
