"""The features of one decision: plain numbers with names, computed the same way for training and for use.

Coverage features are weighted shares of the claim's content words, 0 to 1; counts are capped; a clash counts by how much
the evidence sentence that holds it looks like the claim, because a negation in an unrelated sentence means nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.evidence.support.alignment import DERIVED, Alignment, Numbers, likeness
from assistant.evidence.support.comparison import Comparison, Kind, Meeting, bears
from assistant.evidence.support.order import swaps
from assistant.evidence.support.stated import Statement, stated
from assistant.evidence.support.strength import overstatements

FOUND = 0.6
"""A content word counts as found from this nearness on."""
TIE = 0.02
"""Shares that differ by less are equal."""
FAR, NEAR = 0.5, 0.8
"""A sentence that covers less than FAR of the claim speaks of something else; from NEAR on of the same."""
MOST = 4
"""Counts are capped here."""
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
    def statements(self) -> tuple[Statement, ...]:
        """What becomes of the claim's figures."""
        evidence = self.alignment.evidence
        return stated(self.alignment.claim, evidence, [evidence[row] for row in self.chosen])

    @cached_property
    def clashes(self) -> Mapping[Kind, float]:
        """The heaviest clash of each kind with the best sentences, 0 to 1."""
        return {kind: max((weight for meeting, _, weight in self._broad if meeting.kind == kind), default=0.0) for kind in CLASHES}

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
            for meeting in clashes(beside)
        )

    def _weighed(self, beside: Comparison, near: float) -> tuple[Clash, ...]:
        found = [*clashes(beside), *self._renamed(beside), *self._refigured()]
        return tuple(sorted(((meeting, beside.row, round(near * meeting.strength, 6)) for meeting in found), key=_heaviest))

    def _renamed(self, beside: Comparison) -> Iterator[Meeting]:
        """A name that the evidence does not have, where the sentence has another."""
        claim = beside.claim
        met = {place for places in beside.places for place in places}
        own = {word.stem for word in claim.words}
        others = [word.text for at, word in enumerate(beside.sentence.words) if word.content and at not in met and word.stem not in own]
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
        strict = _strict(self.alignment).max(axis=0, initial=0.0)
        return tuple(word for word in _names(self.alignment) if strict[word] < DERIVED)


def _heaviest(clash: Clash) -> tuple[float, str, str, str]:
    meeting, _, weight = clash
    return -weight, meeting.kind, meeting.said, meeting.known


def clashes(beside: Comparison) -> tuple[Meeting, ...]:
    """Every clash with one evidence sentence."""
    met = [meeting for meeting in beside.meetings if meeting.kind != "agreement"]
    return (*met, *swaps(beside), *overstatements(beside))


def features(seen: Observation) -> dict[str, float]:
    """Every feature by name, in a fixed order."""
    return {
        **_coverage(seen),
        **_gaps(seen),
        **_clauses(seen.alignment),
        **_named(seen),
        **_figures(seen),
        **_closeness(seen),
        **_polarity(seen),
        **_size(seen.alignment),
    }


def _coverage(seen: Observation) -> dict[str, float]:
    alignment, rows = seen.alignment, range(len(seen.alignment.evidence))
    strict, weights = _strict(alignment), alignment.weights
    shares = strict @ weights / weights.sum()
    return {
        "cover_best": alignment.share(alignment.chosen(1)),
        "cover_two": alignment.share(alignment.chosen(2)),
        "cover_three": alignment.share(seen.chosen),
        "cover_all": alignment.share(rows),
        "exact_best": float(shares.max()),
        "exact_three": float(strict[list(seen.chosen)].max(axis=0, initial=0.0) @ weights / weights.sum()),
        "exact_all": float(strict.max(axis=0) @ weights / weights.sum()),
    }


def _gaps(seen: Observation) -> dict[str, float]:
    alignment = seen.alignment
    near = alignment.covered(seen.chosen) < FOUND
    far = alignment.covered(range(len(alignment.evidence))) < FOUND
    return {
        "missing_near": min(MOST, float(near @ alignment.weights)),
        "missing_all": min(MOST, float(far @ alignment.weights)),
        "run_near": float(min(MOST, _longest(near))),
        "run_all": float(min(MOST, _longest(far))),
    }


def _clauses(alignment: Alignment) -> dict[str, float]:
    place = {at: word for word, at in enumerate(alignment.claim.content)}
    best = []
    for clause in alignment.claim.clauses:
        words = [place[at] for at in clause]
        weights = alignment.weights[words]
        best.append(float((alignment.cover[:, words] @ weights / weights.sum()).max()))
    return {"clause_least": min(best), "clause_mean": sum(best) / len(best)}


def _named(seen: Observation) -> dict[str, float]:
    names = list(_names(seen.alignment))
    strict = _strict(seen.alignment)
    near = strict[list(seen.chosen)].max(axis=0, initial=0.0)
    plain = [word for word in range(len(seen.alignment.claim.content)) if word not in names]
    weights = seen.alignment.weights[plain]
    covered = seen.alignment.covered(seen.chosen)[plain]
    return {
        "names_near": float(near[names].mean()) if names else 1.0,
        "names_all": float(strict.max(axis=0)[names].mean()) if names else 1.0,
        "names_missing": float(min(MOST, len(seen.missing_names))),
        "plain_near": float(covered @ weights / weights.sum()) if plain else 1.0,
    }


def _figures(seen: Observation) -> dict[str, float]:
    figures = seen.statements
    worth = {"stated": 1.0, "in parts": 1.0, "other noun": 0.5, "absent": 0.0}
    return {
        "figures_share": sum(worth[figure.status] for figure in figures) / len(figures) if figures else 1.0,
        "figures_absent": float(min(MOST, sum(figure.status == "absent" for figure in figures))),
        "figures_in_parts": float(min(MOST, sum(figure.status == "in parts" for figure in figures))),
        "figures_other_noun": float(min(MOST, sum(figure.status == "other noun" for figure in figures))),
        "figures_met": float(min(MOST, sum(figure.near and figure.status == "stated" for figure in figures))),
        "figures_far": float(min(MOST, sum(not figure.near for figure in figures))),
        "figures_instead": float(any(figure.status == "absent" and figure.instead for figure in figures)),
    }


def _closeness(seen: Observation) -> dict[str, float]:
    cosines = likeness(seen.alignment)
    tight = [beside.tight for beside in seen.comparisons]
    return {
        "meaning_best": float(cosines[0]),
        "meaning_three": float(cosines[:3].mean()),
        "tight_best": tight[0],
        "tight_three": max(tight),
    }


def _polarity(seen: Observation) -> dict[str, float]:
    agreed = {
        meeting.said: max(meeting.strength * float(beside.alignment.shares[beside.row]), 0.0)
        for beside in reversed(seen.comparisons)
        for meeting in beside.meetings
        if meeting.kind == "agreement"
    }
    claim = seen.alignment.claim
    bearing = [agreed.get(claim.words[at].text, 0.0) for at in claim.content if bears(claim.words[at])]
    return {
        "direction_agrees": max(bearing, default=0.0),
        "direction_unmet": float(min(MOST, sum(value == 0.0 for value in bearing))),
        "clash_closest": seen.closest[0][2] if seen.closest else 0.0,
        "clash_closest_sum": min(2.0, sum(weight for *_, weight in seen.closest)),
        **{f"clash_{kind}": seen.clashes[kind] for kind in CLASHES},
    }


def _size(alignment: Alignment) -> dict[str, float]:
    return {"claim_size": math.log1p(len(alignment.claim.content)), "evidence_size": math.log1p(len(alignment.evidence)), "evidence_few": 1 / len(alignment.evidence)}


def _strict(alignment: Alignment) -> Numbers:
    return np.where(alignment.cover >= DERIVED, alignment.cover, 0.0)


def _names(alignment: Alignment) -> tuple[int, ...]:
    return tuple(word for word, at in enumerate(alignment.claim.content) if alignment.claim.words[at].name)


def _longest(flags: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best
