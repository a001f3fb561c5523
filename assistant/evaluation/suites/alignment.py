"""Alignment: on which words the speakers of a conversation collide."""

from __future__ import annotations

from pydantic import Field

from assistant.domain.evaluation import Mark
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, found, right


class AlignmentCase(Case):
    """A conversation and the words on which it collides."""

    transcript: str = Field(min_length=1)
    """Lines `Name (team): words`."""
    collisions: tuple[str, ...]
    """The words, in the singular; empty where the speakers mean the same."""


class AlignmentFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[AlignmentCase, ...]
    """The cases."""


def grade(case: AlignmentCase, product: Product) -> Graded:
    """Compares the words that collide."""
    aligned = product.on(case.as_of).align(case.transcript)
    given = {collision.word: collision for collision in aligned.collisions}
    expected = set(case.collisions)
    missed, extra = sorted(expected - given.keys()), sorted(given.keys() - expected)
    lines = [f"{word}: {', '.join(f'{u.speaker} {u.sense}' for u in c.uses)}" for word, c in given.items()]
    tallies = found(len(expected & given.keys()), len(extra), len(missed))
    if not expected:
        tallies["false_alarm_rate"] = right(bool(extra))
    return Graded(
        asked=case.transcript,
        text="\n".join(lines) or "no collision",
        reasons=(
            *(f"the collision on `{word}` was not found." for word in missed),
            *(f"`{word}` was called a collision and is none." for word in extra),
        ),
        tallies=tallies,
        slices={"collides": "yes" if expected else "no"},
        marks=_marks(lines, extra),
    )


def _marks(lines: list[str], extra: list[str]) -> tuple[Mark, ...]:
    marks, start = [], 0
    for line in lines:
        word = line.split(":")[0]
        kind, note = ("wrong", "not a collision") if word in extra else ("wanted", "a collision")
        marks.append(Mark.model_validate({"start": start, "end": start + len(word), "kind": kind, "note": note}))
        start += len(line) + 1
    return tuple(marks)


SUITE = Suite(
    name="alignment",
    file=AlignmentFile,
    grade=grade,
    metrics=("precision", "recall", "f1", "false_alarm_rate"),
)
