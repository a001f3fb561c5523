"""Replays: a saved receipt, computed again from its values and the segment model as it is now.

A replay confirms what was said, or names each difference: another segment model, a line that the values do not give,
other data now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from assistant.domain.segments import Level, Receipt
from assistant.domain.value import Value
from assistant.segmentation.receipts.reasons import shown
from assistant.segmentation.receipts.saved_receipts import SavedReceipt
from assistant.segmentation.receipts.subject import Subject

What = Literal["segment_model", "attribute", "rule", "dimension", "assignment", "data"]
ASSIGNMENT = ("computed", "segment", "coverage", "matched")
"""What of a receipt, besides its lines, follows from the values and the segment model."""


class Difference(Value):
    """One thing that is not as the saved receipt says."""

    what: What
    """What differs."""
    name: str
    """The attribute, dimension or field that is meant."""
    saved: Any
    """What the saved receipt says; None for nothing."""
    now: Any
    """What comes out, or is there, now; None for nothing."""
    message: str
    """The difference in a sentence."""


class Replay(Value):
    """What became of a saved receipt."""

    id: str
    """Id of the account or stakeholder."""
    level: Level
    """Which of the two."""
    confirmed: bool
    """There is no difference at all."""
    differences: tuple[Difference, ...]
    """In the order in which they explain each other: segment model, values, lines, assignment, data now."""
    segment_model: str
    """Fingerprint of the segment model now."""


def replay(kept: SavedReceipt, lead: Subject, current: Subject | None) -> Replay:
    """Computes a saved receipt again.

    `lead` says how its level is scored now; `current` is the account or stakeholder as it is now, None when there is
    none of that id.
    """
    again = _recomputed(kept, lead).receipt()
    found = (*_model(kept, lead), *_receipts(kept.receipt, again), *_data(kept, current))
    return Replay(
        id=kept.receipt.id,
        level=kept.receipt.level,
        confirmed=not found,
        differences=found,
        segment_model=lead.segment_model,
    )


def _recomputed(kept: SavedReceipt, lead: Subject) -> Subject:
    """The saved values under the segment model as it is now."""
    said, types = kept.receipt, lead.definition.types
    fitting = {name: value for name, value in kept.values.items() if types.get(name) == value.type}
    known = {segment.id for segment in lead.definition.segments}
    told = lead.telling(
        {name: value.typed for name, value in fitting.items()},
        {name: value.value for name, value in fitting.items()},
        {rule.attribute: rule.answered for rule in said.rules if rule.answered is not None},
    )
    override = said.override if said.override and said.override.segment in known else None
    return replace(told, id=said.id, name=said.name, as_of=said.as_of, override=override)


def _model(kept: SavedReceipt, lead: Subject) -> Iterator[Difference]:
    before, now = kept.receipt.segment_model, lead.segment_model
    if before != now:
        message = f"The segment model is another one: {now} now, {before} when the receipt was saved."
        yield Difference(what="segment_model", name="", saved=before, now=now, message=message)
    types = lead.definition.types
    for name in (*kept.values, *(name for name in types if name not in kept.values)):
        was = kept.values[name].type if name in kept.values else None
        if was != types.get(name):
            message = f"Attribute {name}: {was or 'not there'} when saved, {types.get(name) or 'not there'} now."
            yield Difference(what="attribute", name=name, saved=was, now=types.get(name), message=message)


def _receipts(said: Receipt, again: Receipt) -> Iterator[Difference]:
    """Every line and field that the values do not give."""
    before, after = said.model_dump(mode="json"), again.model_dump(mode="json")
    yield from _lines("rule", before["rules"], after["rules"], ("dimension", "attribute"))
    yield from _lines("dimension", before["dimensions"], after["dimensions"], ("id",))
    for field in ASSIGNMENT:
        yield from _field("assignment", "", field, before[field], after[field])


def _lines(what: What, before: list[Any], after: list[Any], keys: Iterable[str]) -> Iterator[Difference]:
    """Lines that differ, by what identifies them; of several lines of one key the first with the first, and so on."""
    named = list(keys)
    old, new = (_numbered(lines, named) for lines in (before, after))
    for key in dict.fromkeys([*old, *new]):
        name = " ".join(key[:-1])
        if key not in old or key not in new:
            gone = "there is no such line now" if key in old else "the saved receipt has no such line"
            message = f"{what.capitalize()} {name}: {gone}."
            yield Difference(what=what, name=name, saved=old.get(key), now=new.get(key), message=message)
            continue
        for field in old[key]:
            yield from _field(what, name, field, old[key][field], new[key][field])


def _numbered(lines: list[Any], keys: list[str]) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {}
    for line in lines:
        key = tuple(str(line[name]) for name in keys)
        found[(*key, str(sum(known[:-1] == key for known in found)))] = line
    return found


def _field(what: What, name: str, field: str, before: Any, after: Any) -> Iterator[Difference]:
    if before != after:
        where = f"{what.capitalize()} {name}: {field}" if name else f"The {field} of the assignment"
        message = f"{where} is {shown(before)} in the saved receipt; computed again it is {shown(after)}."
        yield Difference(what=what, name=name or field, saved=before, now=after, message=message)


def _data(kept: SavedReceipt, current: Subject | None) -> Iterator[Difference]:
    """Values that are others now."""
    said = kept.receipt
    if current is None:
        message = f"There is no {said.level} `{said.id}` now."
        yield Difference(what="data", name="", saved=said.id, now=None, message=message)
        return
    for name, value in kept.values.items():
        if name in current.values and current.values[name] != value.typed:
            before, now = value.value, current.cells[name]
            message = f"The data is another now: {name} is {shown(now)}, it was {shown(before)}."
            yield Difference(what="data", name=name, saved=before, now=now, message=message)
    if current.override != said.override:
        before, now = (one.segment if one else None for one in (said.override, current.override))
        message = f"The override is another now: {shown(now)}, it was {shown(before)}."
        yield Difference(what="data", name="override", saved=before, now=now, message=message)
