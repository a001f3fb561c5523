"""Reasons in words: what a segment asks for, and how one account or stakeholder stands to each of its conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.segments import Cell
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.comparisons import Comparison
from assistant.segmentation.model.definitions import Alternative
from assistant.segmentation.receipts.subject import Subject


def asked(subject: Subject, position: int, names: Mapping[str, str]) -> str:
    """What the segment at a position asks for and what of it holds, with the one that holds before it."""
    segment, here = subject.definition.segments[position], subject.computed.segment
    name = names[segment.id]
    if segment.when is None:
        what = f"{name} takes what no other segment’s condition holds for."
    else:
        what = f"{name} asks for " + ", or for ".join(_alternative(subject, a) for a in segment.when) + "."
    if here.id == segment.id:
        return f"It is {name} already. {what}"
    earlier = [known.id for known in subject.definition.segments[:position]]
    first = f" {names[here.id]} comes first: {subject.computed.matched}." if here.id in earlier else ""
    return what + first


def shown(cell: Cell) -> str:
    """A value as people read it."""
    if cell is None:
        return "not known"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence, joined by commas and an and."""
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _alternative(subject: Subject, alternative: Alternative) -> str:
    return listed([f"{comparison.words} ({_standing(subject, comparison)})" for comparison in alternative])


def _standing(subject: Subject, comparison: Comparison) -> str:
    """How it stands to one condition."""
    value, words = _compared(subject, comparison.name)
    return f"{words}{'' if comparison.holds(value) else ': fails'}"


def _compared(subject: Subject, name: str) -> tuple[Typed | None, str]:
    """What a condition compares, and how people read it; None is missing or not ready."""
    for dimension, standing in zip(subject.definition.dimensions, subject.computed.standings, strict=True):
        if dimension.id == name and not standing.ready:
            return None, f"it is not ready, {standing.known} of {len(dimension.rules)} rules known"
        if dimension.id == name:
            return standing.points, f"it is {standing.points}"
    return subject.values[name], f"it is {shown(subject.cells[name])}"
