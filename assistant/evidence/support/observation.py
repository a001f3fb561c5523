"""Everything that a decision about one claim looks at: best sentences, figures, clashes, gaps.

Computed when first asked for, from the alignment alone; features and reasons are both read off it, so that no reason is
told that had no part in the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.evidence.support.alignment import Alignment
from assistant.evidence.support.comparison import MOST_COMPARED, Comparison, Kind, Meeting, compared
from assistant.evidence.support.nearness import DERIVED
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
    def comparisons(self) -> Mapping[int, Comparison]:
        """The claim beside each of the three sentences that cover it best alone, by row, the best first."""
        claim, evidence, nearness = self.alignment.claim, self.alignment.evidence, self.alignment.nearness
        return {row: compared(claim, evidence[row], nearness) for row in self.alignment.ranked[:3]}

    @cached_property
    def near(self) -> tuple[float, ...]:
        """How well the chosen sentences together cover each content word."""
        return tuple(self.alignment.together[-2].tolist())

    @cached_property
    def anywhere(self) -> tuple[float, ...]:
        """How well all the evidence together covers each content word."""
        return tuple(self.alignment.together[-1].tolist())

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What becomes of the claim's figures."""
        evidence = self.alignment.evidence
        return stated(self.alignment.claim, evidence, [evidence[row] for row in self.alignment.chosen])

    @cached_property
    def clashes(self) -> Mapping[Kind, float]:
        """The heaviest clash of each kind with the best sentences, 0 to 1."""
        heaviest = dict.fromkeys(CLASHES, 0.0)
        for meeting, _, weight in self._broad:
            heaviest[meeting.kind] = max(heaviest[meeting.kind], weight)
        return heaviest

    @cached_property
    def closest(self) -> tuple[Clash, ...]:
        """Clashes with the sentence that is nearest to saying what the claim says, the heaviest first.

        Of sentences that cover the claim equally well the one that clashes least speaks.
        """
        spoken_of = {row: beside.spoken_of for row, beside in self.comparisons.items()}
        best = max(spoken_of.values())
        near = min(1.0, max(0.0, (best - FAR) / (NEAR - FAR)))
        rivals = [self._weighed(row, near) for row, share in spoken_of.items() if share >= best - TIE]
        return min(rivals, key=lambda found: found[0][2] if found else 0.0)

    def telling(self, least: float) -> tuple[tuple[Meeting, int, float], ...]:
        """Clashes that weigh at least that much, with the row of their sentence, the heaviest first."""
        found = {(meeting, row): weight for meeting, row, weight in (*self._broad, *self.closest) if weight >= least}
        return tuple(sorted(((*key, weight) for key, weight in found.items()), key=_heaviest))

    @cached_property
    def _broad(self) -> tuple[Clash, ...]:
        """Clashes by how much their sentence looks like the claim: what it covers, squared."""
        shares = self.alignment.shares
        return tuple(
            (meeting, row, round(meeting.strength * shares[row] ** 2, 6))
            for row, beside in self.comparisons.items()
            for meeting in clashes(beside)
        )

    def _weighed(self, row: int, near: float) -> tuple[Clash, ...]:
        beside = self.comparisons[row]
        found = [*clashes(beside), *self._renamed(beside), *self._refigured()]
        return tuple(sorted(((meeting, row, round(near * meeting.strength, 6)) for meeting in found), key=_heaviest))

    def _renamed(self, beside: Comparison) -> Iterator[Meeting]:
        """A name that the evidence does not have, where the sentence has another."""
        if not self.missing_names:
            return
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
        return tuple(word for word, cover in enumerate(self.anywhere) if cover < FOUND)

    @cached_property
    def missing_names(self) -> tuple[int, ...]:
        """Names of the claim that the evidence does not have as written, whatever is near in meaning."""
        return tuple(word for word in names(self.alignment) if self.anywhere[word] < DERIVED)


def _heaviest(clash: Clash) -> tuple[float, str, str, str]:
    meeting, _, weight = clash
    return -weight, meeting.kind, meeting.said, meeting.known


@lru_cache(maxsize=MOST_COMPARED)
def clashes(beside: Comparison) -> tuple[Meeting, ...]:
    """Every clash with one evidence sentence."""
    met = [meeting for meeting in beside.meetings if meeting.kind != "agreement"]
    return (*met, *swaps(beside), *overstatements(beside))


def names(alignment: Alignment) -> tuple[int, ...]:
    """Which content words of the claim are names."""
    return tuple(word for word, at in enumerate(alignment.claim.content) if alignment.claim.words[at].name)
