"""Everything that a decision about one claim looks at: best sentences, figures, clashes, gaps.

Computed when first asked for, from the alignment alone; features and reasons are both read off it, so that no reason is
told that had no part in the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.evidence.support.alignment import DERIVED, Alignment, Numbers
from assistant.evidence.support.comparison import Comparison, Kind, Meeting
from assistant.evidence.support.order import swaps
from assistant.evidence.support.stated import Statement, stated
from assistant.evidence.support.strength import overstatements

FOUND = 0.6
"""A content word counts as found from this nearness on."""
TIE = 0.02
"""Shares that differ by less are equal."""
FAR, NEAR = 0.35, 0.75
"""A sentence that covers less than FAR of the claim speaks of something else; from NEAR on of the same."""
CLASHES: tuple[Kind, ...] = ("negation", "opposite", "order", "quantity", "certainty", "promise", "cause")

Clash = tuple[Meeting, int, float]
"""What clashes, in which evidence sentence, with which weight from 0 to 1."""


@dataclass(frozen=True)
class Observation:
    """Everything that a decision looks at; computed when first asked for."""

    alignment: Alignment

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """The sentences, at most three, that cover the claim best together."""
        return self.alignment.chosen(3)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The claim beside each of the three sentences that cover it best alone."""
        return tuple(Comparison(self.alignment, row) for row in self.alignment.ranked[:3])

    @cached_property
    def found(self) -> Mapping[int, tuple[Meeting, ...]]:
        """Every clash with each of these sentences, by row."""
        return {beside.row: clashes(beside) for beside in self.comparisons}

    @cached_property
    def strict(self) -> Numbers:
        """What each sentence covers by spelling, lexicon or near identity, shape (sentences, content words)."""
        return np.where(self.alignment.cover >= DERIVED, self.alignment.cover, 0.0)

    def beside(self, row: int) -> Comparison:
        """The comparison with the evidence sentence in that row."""
        return next(one for one in self.comparisons if one.row == row)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What becomes of the claim's figures."""
        evidence = self.alignment.evidence
        return stated(self.alignment.claim, evidence, [evidence[row] for row in self.chosen])

    @cached_property
    def clashes(self) -> Mapping[Kind, float]:
        """The heaviest clash of each kind with the best sentences, 0 to 1."""
        return {
            kind: max((weight for meeting, _, weight in self._broad if meeting.kind == kind), default=0.0)
            for kind in CLASHES
        }

    @cached_property
    def closest(self) -> tuple[Clash, ...]:
        """Clashes with the sentence that is nearest to saying what the claim says, the heaviest first.

        Of sentences that cover the claim equally well the one that clashes least speaks.
        """
        best = max(beside.spoken_of for beside in self.comparisons)
        rivals = [beside for beside in self.comparisons if beside.spoken_of >= best - TIE]
        near = min(1.0, max(0.0, (best - FAR) / (NEAR - FAR)))
        return min((self._weighed(beside, near) for beside in rivals), key=lambda found: found[0][2] if found else 0.0)

    def telling(self, least: float) -> tuple[tuple[Meeting, int, float], ...]:
        """Clashes that weigh at least that much, with the row of their sentence, the heaviest first."""
        found = {(meeting, row): weight for meeting, row, weight in (*self._broad, *self.closest) if weight >= least}
        return tuple(sorted(((*key, weight) for key, weight in found.items()), key=_heaviest))

    @cached_property
    def _broad(self) -> tuple[Clash, ...]:
        return tuple(
            (meeting, beside.row, round(meeting.strength * beside.closeness, 6))
            for beside in self.comparisons
            for meeting in self.found[beside.row]
        )

    def _weighed(self, beside: Comparison, near: float) -> tuple[Clash, ...]:
        found = [*self.found[beside.row], *self._renamed(beside), *self._refigured()]
        return tuple(
            sorted(((meeting, beside.row, round(near * meeting.strength, 6)) for meeting in found), key=_heaviest)
        )

    def _renamed(self, beside: Comparison) -> Iterator[Meeting]:
        """A name that the evidence does not have, where the sentence has another."""
        claim = beside.claim
        met = {place for places in beside.places for place in places}
        own = {word.stem for word in claim.words}
        others = [
            word.text
            for at, word in enumerate(beside.sentence.words)
            if word.content and at not in met and word.stem not in own
        ]
        for word in self.missing_names:
            if others:
                yield Meeting("name", claim.words[claim.content[word]].text, others[0], 1.0)

    def _refigured(self) -> Iterator[Meeting]:
        """A figure that the evidence does not state, or states of something else."""
        for statement in self.statements:
            if statement.status in ("absent", "other noun"):
                known = statement.instead.text if statement.instead else ""
                yield Meeting("figure", statement.figure.text, known, 1.0)

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """Content words of the claim that no evidence sentence has."""
        covered = self.alignment.covered(range(len(self.alignment.evidence)))
        return tuple(int(at) for at in np.flatnonzero(covered < FOUND))

    @cached_property
    def missing_names(self) -> tuple[int, ...]:
        """Names of the claim that the evidence does not have as written, whatever is near in meaning."""
        exact = self.strict.max(axis=0, initial=0.0)
        return tuple(word for word in names(self.alignment) if exact[word] < DERIVED)


def _heaviest(clash: Clash) -> tuple[float, str, str, str]:
    meeting, _, weight = clash
    return -weight, meeting.kind, meeting.said, meeting.known


def clashes(beside: Comparison) -> tuple[Meeting, ...]:
    """Every clash with one evidence sentence."""
    met = [meeting for meeting in beside.meetings if meeting.kind != "agreement"]
    return (*met, *swaps(beside), *overstatements(beside))


def names(alignment: Alignment) -> tuple[int, ...]:
    """Which content words of the claim are names."""
    return tuple(word for word, at in enumerate(alignment.claim.content) if alignment.claim.words[at].name)
