"""How changes look in a terminal: what would move an account or stakeholder, the way to a segment, and replays."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.cli.render import count, heading, rows, say, width
from assistant.domain.segments import Cell, ChangePath, Receipt

if TYPE_CHECKING:  # for annotations only: the room loads what reads tables
    from assistant.segmentation.receipts import Replay, SavedReceipt

HELD = "An override holds whatever the values are; this is what the scorer would compute."


def changes(receipt: Receipt, names: Mapping[str, str]) -> None:
    """The nearest change of each attribute, and the path to a segment when one was asked for."""
    if receipt.would_change is not None:
        _nearest(receipt, names)
    if receipt.path is not None:
        _path(receipt, receipt.path, names)


def replay(kept: SavedReceipt, found: Replay) -> None:
    """Whether a saved receipt is confirmed, and each difference."""
    said = kept.receipt
    title = f"{said.name} [{said.id}]" if said.name else said.id
    state = "confirmed" if found.confirmed else f"contradicted, {count(len(found.differences), 'difference')}"
    say(f"{title}: {said.segment} as of {said.as_of}: {state}", "bold")
    for difference in found.differences:
        paragraph(f"- {difference.message}", "yellow")
    say(f"\nsegment model {found.segment_model}")


def paragraph(text: str, style: str = "") -> None:
    """A sentence or more, wrapped and set in."""
    for line in textwrap.wrap(text, width() - 2, initial_indent="  ", subsequent_indent="  "):
        say(line, style)


def shown(cell: Cell) -> str:
    """A value as people read it."""
    if cell is None:
        return "not known"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _nearest(receipt: Receipt, names: Mapping[str, str]) -> None:
    heading("What would change it: one value, everything else as it is")
    if receipt.override is not None:
        paragraph(HELD, "yellow")
    found = receipt.would_change or ()
    if not found:
        say("  no value of a single attribute would")
        return
    body = [(c.attribute, shown(c.before), c.range or shown(c.after), names[c.segment]) for c in found]
    rows(("attribute", "is", "if it were", "it would be"), body)


def _path(receipt: Receipt, path: ChangePath, names: Mapping[str, str]) -> None:
    name = names[path.segment]
    if not path.reachable:
        heading(f"No way to {name}")
    elif path.changes:
        heading(f"The shortest way to {name}: {count(len(path.changes), 'change')}")
    else:
        heading(f"{name}: nothing has to change")
    if receipt.override is not None:
        paragraph(HELD, "yellow")
    paragraph(path.reason)
    if path.changes:
        body = [
            (step.kind, step.attribute, shown(step.before), step.range or shown(step.after)) for step in path.changes
        ]
        rows(("", "attribute", "is", "it takes"), body)
    for step in path.changes:
        if step.ask:
            paragraph(f"Ask ({step.attribute}): {step.ask}")
