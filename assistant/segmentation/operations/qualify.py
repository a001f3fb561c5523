"""Qualifying: what is known of an account or a lead, which question changes the result most, and what answers do.

Every figure comes from trying: each value that the rules can tell apart is put in for an unknown attribute, and the
segment is computed again. A value of the tables wins over an answer; the answer is kept all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.segments import Answered, Cell
from assistant.domain.value import Value
from assistant.errors import UnknownNameError, UsageError
from assistant.segmentation.model.cells import UnreadableError, shown
from assistant.segmentation.model.traits import Traits
from assistant.segmentation.receipts.subject import Subject
from assistant.segmentation.scoring.answers import typed_answer


class Question(Value):
    """An attribute that is not known, and what knowing it can lead to."""

    attribute: str
    ask: str | None
    """The question that collects it, from the segment model."""
    segments: tuple[str, ...]
    """Ids of the segments that its possible values lead to, in the order of the segment model."""
    farthest: int
    """How many segments away from the one computed now the farthest of them is, in the order of the segment model."""


class Given(Value):
    """What somebody said of an attribute."""

    attribute: str
    value: str
    """As a cell would hold it."""
    source: str
    """Where it comes from."""
    used: bool
    """False when the tables say something, which wins."""
    tables: Cell
    """What the tables say; None when they say nothing."""


@dataclass(frozen=True)
class Qualified:
    """A subject with what was said of it."""

    subject: Subject
    given: tuple[Given, ...]


def told(subject: Subject, values: Sequence[tuple[str, str]]) -> Subject:
    """A lead with these values of attributes, as if a table held them; `UsageError` for a wrong one."""
    for name, text in values:
        subject = _telling(subject, name, text, {})[0]
    return subject


def qualified(subject: Subject, answers: Sequence[tuple[str, str, str]], by: str, on: date) -> Qualified:
    """The subject with answers `(attribute, value, source)` put in; `UsageError` for a wrong one."""
    given = []
    for name, text, source in answers:
        about = Answered(source=source, by=by, on=on, tables=None)
        changed, trimmed = _telling(subject, name, text, {name: about})
        said = subject.values[name] is not None and name not in subject.answered
        tables = subject.cells[name] if said else None
        given.append(Given(attribute=name, value=trimmed, source=source, used=not said, tables=tables))
        subject = subject if said else changed
    return Qualified(subject, tuple(given))


def questions(subject: Subject) -> tuple[Question, ...]:
    """Every attribute that is not known, what can change the result most first.

    First by how many segments its values lead to, then by how far away they are, then in the order of the model.
    """
    unknown = [name for name in subject.attributes if subject.values[name] is None]
    found = [_question(subject, name) for name in unknown]
    return tuple(sorted(found, key=lambda question: (-len(question.segments), -question.farthest)))


def note(subject: Subject, names: Mapping[str, str]) -> str:
    """A hand-over note from the receipt and nothing else; `names` are the display names of the segments."""
    receipt = subject.receipt()
    who = f"{receipt.name} [{receipt.id}]" if receipt.id else "A lead that is in no table"
    covered = f", coverage {receipt.coverage}" if receipt.coverage else ""
    lines = [f"{who}: {names[receipt.segment]}{covered}, as of {receipt.as_of}."]
    if receipt.override is not None:
        lines.append(f"By an override: {receipt.override.reason} Computed: {names[receipt.computed]}.")
    lines.append(f"Because {receipt.matched or 'no other segment’s condition holds'}.")
    for rule in receipt.rules:
        if rule.points and rule.known:
            source = f" ({rule.answered.source})" if rule.answered else ""
            lines.append(f"{rule.points:+d} {rule.attribute} {_text(rule.value)}{source}: {rule.why}")
    unready = [line.id for line in receipt.dimensions if not line.ready]
    if unready:
        lines.append(f"Too little is known for: {', '.join(unready)}.")
    missing = dict.fromkeys(rule.attribute for rule in receipt.rules if not rule.known)
    lines.append(f"Not known: {', '.join(missing)}." if missing else "Every rule is known.")
    return "\n".join(lines)


def _question(subject: Subject, name: str) -> Question:
    order = [segment.id for segment in subject.definition.segments]
    reached = {subject.with_values({name: candidate.value}).id for candidate in subject.others(name)}
    now = order.index(subject.computed.segment.id)
    return Question(
        attribute=name,
        ask=subject.traits[name].ask or None,
        segments=tuple(id for id in order if id in reached),
        farthest=max((abs(order.index(id) - now) for id in reached), default=0),
    )


def _telling(subject: Subject, name: str, text: str, answered: Mapping[str, Answered]) -> tuple[Subject, str]:
    traits = _answerable(subject, name)
    try:
        value, trimmed = typed_answer(text, traits)
    except UnreadableError as error:
        raise UsageError(
            f"{name}={text}: `{name}` is of type {traits.type}, and this is no value of it ({error}). "
            "Write it as a cell of the table would hold it."
        ) from error
    cell = trimmed if traits.type == "text" else shown(value, traits.type)
    return subject.telling({name: value}, {name: cell}, answered), trimmed


def _answerable(subject: Subject, name: str) -> Traits:
    known = [attribute for attribute in subject.traits if not subject.is_link(attribute)]
    if name not in known:
        raise UnknownNameError.of("attribute", name, known)
    if subject.traits[name].counted and subject.id:
        raise UsageError(f"{name}: is counted from the rows of a table, so no answer can stand in for it.")
    return subject.traits[name]


def _text(cell: Cell) -> str:
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
