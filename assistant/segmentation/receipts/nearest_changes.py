"""Nearest changes: for each attribute the smallest change that moves an account or stakeholder to another segment.

Exact: one value of every kind that the rules and conditions tell apart is tried, with everything else as it is.
"""

from __future__ import annotations

from assistant.domain.segments import Cell, NearestChange
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.receipts.subject import Subject


def nearest_changes(subject: Subject) -> tuple[NearestChange, ...]:
    """At most one change for each attribute, in the order of the segment model.

    Of a number or date that is known it is the nearest; where nothing is nearer (texts, and whatever is missing) the
    one whose segment stands first in the segment model. That a known value might not be known comes last.
    """
    found = (_nearest(subject, name) for name in subject.attributes)
    return tuple(change for change in found if change is not None)


def _nearest(subject: Subject, name: str) -> NearestChange | None:
    moving = _moving(subject, name)
    if not _ordered(subject.values[name]):
        order = [segment.id for segment in subject.definition.segments]
        moving.sort(key=lambda change: order.index(change[1]))
    if not moving:
        return None
    cell, segment = moving[0]
    return NearestChange(attribute=name, before=subject.cells[name], after=cell, segment=segment)


def _moving(subject: Subject, name: str) -> list[tuple[Cell, str]]:
    """The values that move it and where to, nearest first."""
    here = subject.computed.segment.id
    tried: list[tuple[Cell, Typed | None]] = [(c.cell, c.value) for c in subject.others(name)]
    found = [(cell, subject.with_values({name: value}).id) for cell, value in tried]
    moving = [(cell, segment) for cell, segment in found if segment != here]
    if moving or subject.values[name] is None or subject.traits[name].counted:
        return moving
    unknown = subject.with_values({name: None}).id
    return [(None, unknown)] if unknown != here else []


def _ordered(value: Typed | None) -> bool:
    return value is not None and not isinstance(value, str)
