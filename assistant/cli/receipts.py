"""`explain`: receipts, what would change them, and receipts that are saved and computed again, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.cli import render, render_changes
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.errors import UsageError
from assistant.segmentation.receipts import read_saved
from assistant.workspace import read_text

CONTRADICTED = 3


def explain(session: Session, name: str | None, to: str | None, save: str | None, live: bool) -> int:
    """Prints a receipt, from the published run unless the tables as they are were asked for."""
    if name is None:
        raise UsageError("explain: name an account or a stakeholder, or a saved receipt with --replay FILE.")
    session.assistant.live = live
    session.name_source()
    receipt = session.assistant.explain(session.asker, name, to)
    source = session.assistant.desk.answers_from()
    scoring = session.assistant.read(session.asker)
    if save is not None:
        write(save, session.assistant.saved(session.asker, name).text(), "--save")
        session.note(f"saved to {save}; `parlance explain --replay {save}` computes it again")
    if session.options.json:
        about = {"run": scoring.run, "published": source is not None and source[0].id == scoring.run}
        session.emit("explain", {**render.receipt_document(receipt), **about})
    else:
        render.receipt(receipt, scoring.model.value)
        render_changes.changes(receipt, scoring.segment_names(receipt.level))
        if source is not None:
            render.say(f"published run {source[0].id} as of {source[0].as_of}")
    return 0


def replay(session: Session, file: str, others: Sequence[str | None], live: bool) -> int:
    """Computes a saved receipt again; 3 when it is contradicted."""
    if any(word is not None for word in others):
        raise UsageError("explain --replay FILE: computes the saved receipt only; leave the name, --to and --save out.")
    session.assistant.live = live
    session.name_source()
    kept = read_saved(read_text(Path(file), file), file)
    found = session.assistant.replay(session.asker, kept)
    if session.options.json:
        session.emit("replay", {**found.model_dump(mode="json"), "receipt": render.receipt_document(kept.receipt)})
    else:
        render_changes.replay(kept, found)
    return 0 if found.confirmed else CONTRADICTED
