"""The features of one decision: plain numbers with names, computed the same way for training and for use.

Coverage features are weighted shares of the claim's content words, 0 to 1; counts are capped; a clash counts by how
much the evidence sentence that holds it looks like the claim: a negation in an unrelated sentence means nothing.
"""

from __future__ import annotations

import math

import numpy as np

from assistant.evidence.support.alignment import Alignment, likeness
from assistant.evidence.support.comparison import bears
from assistant.evidence.support.observation import CLASHES, FOUND, Observation, names

MOST = 4
"""Counts are capped here."""


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
    exact, weights = seen.strict, alignment.weights
    shares = exact @ weights / weights.sum()
    return {
        "cover_best": alignment.share(seen.chosen[:1]),
        "cover_two": alignment.share(seen.chosen[:2]),
        "cover_three": alignment.share(seen.chosen),
        "cover_all": alignment.share(rows),
        "exact_best": float(shares.max()),
        "exact_three": float(exact[list(seen.chosen)].max(axis=0, initial=0.0) @ weights / weights.sum()),
        "exact_all": float(exact.max(axis=0) @ weights / weights.sum()),
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
    found = list(names(seen.alignment))
    exact = seen.strict
    near = exact[list(seen.chosen)].max(axis=0, initial=0.0)
    plain = [word for word in range(len(seen.alignment.claim.content)) if word not in found]
    weights = seen.alignment.weights[plain]
    covered = seen.alignment.covered(seen.chosen)[plain]
    return {
        "names_near": float(near[found].mean()) if found else 1.0,
        "names_all": float(exact.max(axis=0)[found].mean()) if found else 1.0,
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
        "clash_twin": max((weight * seen.beside(row).twin for _, row, weight in seen.closest), default=0.0),
        "clash_closest_sum": min(2.0, sum(weight for *_, weight in seen.closest)),
        **{f"clash_{kind}": seen.clashes[kind] for kind in CLASHES},
    }


def _size(alignment: Alignment) -> dict[str, float]:
    words = sum(len(sentence.content) for sentence in alignment.evidence)
    return {
        "claim_size": math.log1p(len(alignment.claim.content)),
        "claim_rarity": float(alignment.weights.mean()),
        "evidence_size": math.log1p(len(alignment.evidence)),
        "evidence_few": 1 / len(alignment.evidence),
        "evidence_sentence": math.log1p(words / len(alignment.evidence)),
    }


def _longest(flags: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best
