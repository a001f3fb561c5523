"""Nearest changes: for each attribute the smallest change that moves an account or stakeholder to another segment.

Exact: one value of every kind that the rules and conditions tell apart is tried, with everything else as it is.
"""

from __future__ import annotations

from assistant.domain.segments import NearestChange
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.receipts.possible import Candidate
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
    candidate, segment = moving[0]
    if candidate is None:
        return NearestChange(attribute=name, before=subject.cells[name], after=None, segment=segment)
    alike = [other for other, leads in moving if other is not None and leads == segment]
    told = subject.range(name, candidate, alike)
    after = candidate.cell
    return NearestChange(attribute=name, before=subject.cells[name], after=after, range=told, segment=segment)


def _moving(subject: Subject, name: str) -> list[tuple[Candidate | None, str]]:
    """The values that move it and where to, nearest first; None is that it is not known."""
    here = subject.computed.segment.id
    found: list[tuple[Candidate | None, str]] = [
        (candidate, subject.with_values({name: candidate.value}).id) for candidate in subject.others(name)
    ]
    moving = [(candidate, segment) for candidate, segment in found if segment != here]
    if moving or subject.values[name] is None or subject.traits[name].counted:
        return moving
    unknown = subject.with_values({name: None}).id
    return [(None, unknown)] if unknown != here else []


def _ordered(value: Typed | None) -> bool:
    return value is not None and not isinstance(value, str)
