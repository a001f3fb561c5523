"""Which figures and dates of a claim the evidence states, and what it says instead of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence.support.figure import Figure, stated_in_parts, states
from assistant.evidence.support.lexicon import lexicon
from assistant.evidence.support.reading import Sentence
from assistant.evidence.support.units import NUMERIC

AFTER, BEFORE = 5, 3
"""Words around a number among which the noun that it counts may stand."""
Status = Literal["stated", "in parts", "other noun", "absent"]


@dataclass(frozen=True)
class Statement:
    """One figure of the claim."""

    figure: Figure
    """The figure as the claim has it."""
    status: Status
    """Whether the evidence states it; a date may be stated in parts, a number of something else."""
    near: bool
    """Whether one of the sentences that cover the claim states it."""
    instead: Figure | None
    """A figure of the same unit in those sentences that the claim does not have; None when there is none."""


def stated(claim: Sentence, evidence: Sequence[Sentence], chosen: Sequence[Sentence]) -> tuple[Statement, ...]:
    """For each figure of the claim whether the evidence states it; `chosen` cover the claim best."""
    known = [(figure, sentence) for sentence in evidence for figure in sentence.figures]
    close = [figure for sentence in chosen for figure in sentence.figures]
    return tuple(
        Statement(
            figure,
            _status(figure, known),
            any(states(other, figure) for other in close),
            _instead(figure, close, claim.figures),
        )
        for figure in claim.figures
    )


def _status(figure: Figure, known: Sequence[tuple[Figure, Sentence]]) -> Status:
    same = [(other, sentence) for other, sentence in known if states(other, figure)]
    if same:
        return "stated" if any(_same_thing(figure, other, sentence) for other, sentence in same) else "other noun"
    return "in parts" if stated_in_parts([other for other, _ in known], figure) else "absent"


def _same_thing(figure: Figure, other: Figure, sentence: Sentence) -> bool:
    """Whether the number that the sentence has counts what the claim counts: its noun stands next to it."""
    if figure.unit in NUMERIC or figure.unit == other.unit:
        return True
    same = {figure.unit, *lexicon().same.get(figure.unit, ())}
    after = [word.stem for word in sentence.words if word.start >= other.start][:AFTER]
    before = [word.stem for word in sentence.words if word.end <= other.start][-BEFORE:]
    return bool(same & {*after, *before})


def _instead(figure: Figure, close: Sequence[Figure], said: Sequence[Figure]) -> Figure | None:
    candidates = [other for other in close if not any(states(other, own) for own in said)]
    same = [other for other in candidates if other.unit == figure.unit]
    alike = [other for other in candidates if other.number == figure.number and other.unit not in ("date", "ordinal")]
    return next(iter([*alike, *same]), None)
