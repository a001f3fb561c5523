"""The features of one decision: plain numbers with names, computed the same way for training and for use.

Coverage features are weighted shares of the claim's content words, 0 to 1; counts are capped; a clash counts by how
much the evidence sentence that holds it looks like the claim: a negation in an unrelated sentence means nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import compress

from assistant.evidence.support.alignment import Alignment, likeness, strictly
from assistant.evidence.support.comparison import bears
from assistant.evidence.support.nearness import DERIVED
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
    alignment, weights, total = seen.alignment, seen.alignment.weights, seen.alignment.claim.load
    best, two, three, all_ = (alignment.together @ weights / total).tolist()
    exact_three, exact_all = (strictly(alignment.together[-2:]) @ weights / total).tolist()
    return {
        "cover_best": best,
        "cover_two": two,
        "cover_three": three,
        "cover_all": all_,
        "exact_best": float((alignment.strict @ weights / total).max()),
        "exact_three": exact_three,
        "exact_all": exact_all,
    }


def _gaps(seen: Observation) -> dict[str, float]:
    loads = seen.alignment.claim.loads
    near, far = ([cover < FOUND for cover in covered] for covered in (seen.near, seen.anywhere))
    return {
        "missing_near": min(MOST, math.fsum(compress(loads, near))),
        "missing_all": min(MOST, math.fsum(compress(loads, far))),
        "run_near": float(min(MOST, _longest(near))),
        "run_all": float(min(MOST, _longest(far))),
    }


def _clauses(alignment: Alignment) -> dict[str, float]:
    best = (alignment.cover @ alignment.claim.weights_of_clauses).max(axis=0).tolist()
    return {"clause_least": min(best), "clause_mean": sum(best) / len(best)}


def _named(seen: Observation) -> dict[str, float]:
    found = frozenset(names(seen.alignment))
    plain = [word for word in range(len(seen.near)) if word not in found]
    loads = seen.alignment.claim.loads
    met = math.fsum(seen.near[word] * loads[word] for word in plain)
    return {
        "names_near": _mean_of_names(seen.near, found),
        "names_all": _mean_of_names(seen.anywhere, found),
        "names_missing": float(min(MOST, len(seen.missing_names))),
        "plain_near": met / math.fsum(loads[word] for word in plain) if plain else 1.0,
    }


def _mean_of_names(covered: Sequence[float], found: Collection[int]) -> float:
    exact = [covered[word] for word in found if covered[word] >= DERIVED]
    return math.fsum(exact) / len(found) if found else 1.0


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
    cosines = likeness(seen.alignment)[:3].tolist()
    tight = [beside.tight for beside in seen.comparisons.values()]
    return {
        "meaning_best": cosines[0],
        "meaning_three": math.fsum(cosines) / len(cosines),
        "tight_best": tight[0],
        "tight_three": max(tight),
    }


def _polarity(seen: Observation) -> dict[str, float]:
    agreed = {
        meeting.said: max(meeting.strength * seen.alignment.shares[row], 0.0)
        for row, beside in reversed(tuple(seen.comparisons.items()))
        for meeting in beside.meetings
        if meeting.kind == "agreement"
    }
    claim = seen.alignment.claim
    bearing = [agreed.get(claim.words[at].text, 0.0) for at in claim.content if bears(claim.words[at])]
    return {
        "direction_agrees": max(bearing, default=0.0),
        "direction_unmet": float(min(MOST, sum(value == 0.0 for value in bearing))),
        "clash_closest": seen.closest[0][2] if seen.closest else 0.0,
        "clash_twin": max((weight * seen.comparisons[row].twin for _, row, weight in seen.closest), default=0.0),
        "clash_closest_sum": min(2.0, sum(weight for *_, weight in seen.closest)),
        **{f"clash_{kind}": seen.clashes[kind] for kind in CLASHES},
    }


def _size(alignment: Alignment) -> dict[str, float]:
    words = sum(len(sentence.content) for sentence in alignment.evidence)
    return {
        "claim_size": math.log1p(len(alignment.claim.content)),
        "claim_rarity": math.fsum(alignment.claim.loads) / len(alignment.claim.loads),
        "evidence_size": math.log1p(len(alignment.evidence)),
        "evidence_few": 1 / len(alignment.evidence),
        "evidence_sentence": math.log1p(words / len(alignment.evidence)),
    }


def _longest(flags: Iterable[bool]) -> int:
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best
