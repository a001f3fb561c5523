"""Answers: what people were told, where the tables say nothing.

A value of the tables always wins over an answer. Of several answers for one attribute the last one holds. What holds
is one small text with a hash, so that a kept run has its answers with it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from assistant.domain.answer import Answer
from assistant.domain.segments import Answered, Level
from assistant.domain.value import Value
from assistant.errors import StoreError
from assistant.segmentation.model.cells import Typed, UnreadableError, parse
from assistant.segmentation.model.traits import Traits
from assistant.segmentation.tables.columns import Column
from assistant.workspace import Workspace

FILE = "answers.json"


class AnswersFile(Value):
    """Shape of a run's `answers.json`."""

    answers: tuple[Answer, ...]
    """Sorted by level, id and attribute; one for each."""


@dataclass(frozen=True)
class Answers:
    """The answers that hold."""

    entries: tuple[Answer, ...] = ()
    """Sorted by level, id and attribute; one for each."""

    @classmethod
    def of(cls, recorded: Iterable[Answer]) -> Answers:
        """Of all that was recorded, oldest first, what holds."""
        last = {(answer.level, answer.id, answer.attribute): answer for answer in recorded}
        return cls(tuple(last[key] for key in sorted(last)))

    @property
    def content(self) -> bytes:
        """The bytes of the file that keeps them."""
        return (AnswersFile(answers=self.entries).model_dump_json(indent=2) + "\n").encode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content; empty without answers."""
        return hashlib.sha256(self.content).hexdigest() if self.entries else ""


@dataclass
class Applied:
    """Columns of one level with the answers put in."""

    columns: dict[str, Column]
    answered: dict[str, dict[str, Answered]] = field(default_factory=lambda: defaultdict(dict))
    """Values that are answers, by id and attribute."""
    hints: list[str] = field(default_factory=list)
    """Answers that the segment model cannot use any more."""


def live_answers(workspace: Workspace) -> Answers:
    """The answers of the workspace as they are now."""
    if not workspace.database and not (workspace.state / "state.sqlite").exists():
        return Answers()
    from assistant.store import answers_of

    return Answers.of(answers_of(workspace))


def read_answers(file: Path) -> Answers:
    """The answers that a run keeps; `StoreError` when the file is damaged."""
    try:
        return Answers(AnswersFile.model_validate_json(file.read_bytes()).answers)
    except (OSError, ValidationError) as error:
        raise StoreError(f"{file}: is damaged and cannot be read. Restore it from a copy.") from error


def typed_answer(text: str, traits: Traits) -> tuple[Typed, str]:
    """An answer as a cell gives it: as rules compare it, and trimmed; `UnreadableError` says what is wrong."""
    trimmed = text.strip()
    if not trimmed or trimmed in traits.empty:
        raise UnreadableError("means missing")
    value = parse(trimmed, traits.type)
    return (round(value, 6) if traits.rounded and isinstance(value, float) else value), trimmed


def apply(
    answers: Answers, level: Level, keys: Mapping[str, int], columns: Mapping[str, Column], traits: Mapping[str, Traits]
) -> Applied:
    """Puts answers where the columns have no value; `keys` are the rows of the ids that are answered for."""
    applied = Applied(dict(columns))
    for answer in _of(answers, level, keys):
        if answer.attribute not in traits:
            applied.hints.append(_unused(answer, "the segment model has no such attribute"))
            continue
        try:
            value, text = typed_answer(answer.value, traits[answer.attribute])
        except UnreadableError as error:
            applied.hints.append(_unused(answer, str(error)))
            continue
        row, column = keys[answer.id], applied.columns[answer.attribute]
        if column.known[row]:
            continue
        if column is columns[answer.attribute]:
            applied.columns[answer.attribute] = column = column.picked(range(len(column.known)))
        column.values[row] = text if column.kind == "text" else value
        column.known[row] = 1
        told = Answered(source=answer.source, by=answer.by, on=answer.on, tables=None)
        applied.answered[answer.id][answer.attribute] = told
    return applied


def _of(answers: Answers, level: Level, keys: Mapping[str, int]) -> Iterator[Answer]:
    return (answer for answer in answers.entries if answer.level == level and answer.id in keys)


def _unused(answer: Answer, why: str) -> str:
    return f"the answer {answer.attribute}={answer.value} for {answer.level} {answer.id} is not used: {why}"
