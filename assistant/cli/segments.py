"""`score` and `explain`: segments and their receipts, in the terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from assistant.cli import render
from assistant.cli.session import Session
from assistant.errors import UsageError

ENGINES = ("pandas", "polars", "duckdb")


def score(session: Session, out: str | None, engine: str, tables: Sequence[str], spreadsheet: bool) -> int:
    """Scores the tables and writes the four files; 3 when rows were rejected."""
    if engine not in ENGINES:
        raise UsageError(f"--engine {engine}: unknown. Use one of {', '.join(ENGINES)}.")
    session.name_day()
    scoring = session.assistant.score(session.asker, tables=dict(map(_table, tables)), engine=engine)
    if out is None:
        session.assistant.workspace.writable_state()
    folder = Path(out) if out is not None else session.assistant.workspace.state / "scores"
    files = [_shown(session, path) for path in scoring.write(folder, spreadsheet=spreadsheet)]
    summary = scoring.summary()
    if session.options.json:
        session.emit("score", {**summary.model_dump(mode="json", exclude={"hints"}), "files": files})
    else:
        render.scores(summary, scoring.model.value, files)
    session.note(*summary.hints)
    return 3 if summary.accounts.rejected or summary.stakeholders.rejected else 0


def explain(session: Session, name: str) -> int:
    """Prints a receipt."""
    session.name_day()
    receipt = session.assistant.explain(session.asker, name)
    if session.options.json:
        session.emit("explain", render.receipt_document(receipt))
    else:
        render.receipt(receipt, session.assistant.score(session.asker).model.value)
    return 0


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
