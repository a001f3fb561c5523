"""Paths: the smallest set of changes that leads to a segment, or what stands in the way.

First what is still to be collected, then what people can influence; what is known and marked `fixed` never changes. Of
sets of the same size one that changes least of what is known is chosen, with values no farther than needed. What is
collected may turn out otherwise: a path says which answers would lead there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.domain.segments import ChangePath, PathStep
from assistant.errors import UnknownNameError
from assistant.segmentation.model.cells import days, fold
from assistant.segmentation.receipts.path_search import BARRED, CHANGE, INFLUENCE, Choices, Found, Option, PathSearch
from assistant.segmentation.receipts.possible import Candidate
from assistant.segmentation.receipts.reasons import asked, listed, shown
from assistant.segmentation.receipts.subject import Subject


def find_path(subject: Subject, segment: str, names: Mapping[str, str]) -> ChangePath:
    """The way to the segment of that id; `names` are the display names of segments by id."""
    ids = [known.id for known in subject.definition.segments]
    why = asked(subject, ids.index(segment), names)
    if subject.computed.segment.id == segment:
        return ChangePath(segment=segment, changes=(), reachable=True, reason=why)
    found = _search(subject, segment, _choices(subject))
    if found.changes is not None:
        changes = _eased(subject, segment, dict(found.changes))
        steps = sorted(_steps(subject, segment, changes), key=lambda step: step.kind)
        return ChangePath(segment=segment, changes=tuple(steps), reachable=True, reason=why)
    reason = f"{why} {_no_way(subject, segment, found)}"
    return ChangePath(segment=segment, changes=(), reachable=False, reason=reason)


def segment_named(subject: Subject, name: str, names: Mapping[str, str]) -> str:
    """The id of the segment that somebody means by its id or name; `UnknownNameError` suggests the nearest."""
    ids = [segment.id for segment in subject.definition.segments]
    by_name = {**{fold(names[id]): id for id in reversed(ids)}, **{fold(id): id for id in ids}}
    if fold(name) not in by_name:
        known = [*ids, *(names[id] for id in ids if names[id] != id)]
        raise UnknownNameError.of(f"{subject.level} segment", name, known, hint=f"There are {', '.join(ids)}.")
    return by_name[fold(name)]


def _search(subject: Subject, segment: str, choices: list[Choices]) -> Found:
    position = next(i for i, known in enumerate(subject.definition.segments) if known.id == segment)
    return PathSearch(subject.definition, position, choices, days(subject.as_of)).cheapest()


def _choices(subject: Subject, *, barred: bool = False) -> list[Choices]:
    """What each attribute may become; with `barred` also what nobody can change."""
    return [Choices(name, tuple(_options(subject, name, barred=barred))) for name in subject.definition.used]


def _options(subject: Subject, name: str, *, barred: bool) -> Iterator[Option]:
    value, traits = subject.values[name], subject.traits[name]
    yield Option(value)
    missing = value is None and not subject.is_link(name)
    if traits.fixed and not missing and not barred:
        return
    cost = CHANGE + (0 if missing else INFLUENCE) + (BARRED if traits.fixed and not missing else 0)
    for candidate in subject.others(name):
        yield Option(candidate.value, cost, candidate)


def _eased(subject: Subject, segment: str, changes: dict[str, Candidate]) -> dict[str, Candidate]:
    """The same attributes, each in turn with the nearest value that still leads there."""
    for name in (name for name in subject.definition.used if name in changes):
        changes = {**changes, name: next(_leading(subject, segment, name, changes))}
    return changes


def _leading(subject: Subject, segment: str, name: str, changes: Mapping[str, Candidate]) -> Iterator[Candidate]:
    """What one attribute may become so that these changes lead there, nearest first."""
    rest = {other: candidate.value for other, candidate in changes.items() if other != name}
    return (c for c in subject.others(name) if subject.with_values({**rest, name: c.value}).id == segment)


def _steps(subject: Subject, segment: str, found: Mapping[str, Candidate]) -> Iterator[PathStep]:
    for name in (name for name in subject.definition.used if name in found):
        yield PathStep(
            attribute=name,
            before=subject.cells[name],
            after=found[name].cell,
            range=subject.range(name, found[name], _leading(subject, segment, name, found)),
            kind="influence" if subject.values[name] is not None else "collect",
            ask=subject.traits[name].ask or None,
        )


def _no_way(subject: Subject, segment: str, found: Found) -> str:
    if found.searched is not None:
        sets = "single change" if found.searched == 1 else f"set of up to {found.searched} changes"
        return f"No {sets} leads there; larger sets were not searched."
    reached = _search(subject, segment, _choices(subject, barred=True))
    if reached.changes is None:
        return "There is no way: no values of its attributes were found that lead there."
    needed = [
        f"{name} would have to be {shown(candidate.cell)} (it is {shown(subject.cells[name])})"
        for name, candidate in reached.changes
        if subject.traits[name].fixed and (subject.values[name] is not None or subject.is_link(name))
    ]
    return f"There is no way that people could go: {listed(needed)}, and nobody can change that."
