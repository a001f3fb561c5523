"""Lexical search: BM25 over stems, counted among the allowed passages only.

The formula is Lucene's (Robertson's BM25 with an inverse document frequency that is never negative); title and headings
are a field whose words count more often. Settings were chosen on judged training queries: benchmarks/tune_retrieval.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from assistant.evidence.index.postings import Postings

SATURATION = 1.2
"""k1: how soon more of the same word stops to matter."""
LENGTH = 0.9
"""b: how much a long passage has to say a word more often."""
Scores = npt.NDArray[np.float64]
_NOTHING = np.zeros(0, dtype=np.int32)


class Lexical:
    """BM25 over the passages of a scope."""

    def __init__(self, postings: Postings, allowed: npt.NDArray[np.bool_] | None = None) -> None:
        """`allowed` has one entry per passage of the postings; None allows all."""
        self._postings = postings if allowed is None else postings.only(allowed)
        self._weights = _weights(self._postings)

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """The score of each allowed passage for weighted stems, not negative; shape (passages,)."""
        found = [(self._postings.where(stem), np.float32(terms[stem])) for stem in sorted(terms)]
        rows = np.concatenate([_NOTHING, *(self._postings.rows[where] for where, _ in found)])
        added = np.concatenate([_NOTHING, *(self._weights[where] * weight for where, weight in found)])
        # It adds up one after the other, in float64: the order of the stems decides each sum.
        return np.bincount(rows, added, minlength=len(self._postings.lengths)).astype(np.float64, copy=False)

    def holders(self, stem: str, places: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
        """Which of the passages at these places hold the stem."""
        rows = self._postings.rows[self._postings.where(stem)]
        if not len(rows):
            return np.zeros(len(places), dtype=np.bool_)
        held: npt.NDArray[np.bool_] = rows.take(rows.searchsorted(places), mode="clip") == places
        return held


def _weights(postings: Postings) -> npt.NDArray[np.float32]:
    """What each posting adds to the score of its passage."""
    passages = len(postings.lengths)
    mean = float(postings.lengths.mean(dtype=np.float64)) if passages else 0.0
    holding = np.diff(postings.starts)
    rarity = np.log1p((passages - holding + 0.5) / (holding + 0.5)).astype(np.float32)
    length = (SATURATION * (1 - LENGTH + LENGTH * postings.lengths / (mean or 1.0))).astype(np.float32)
    weights: npt.NDArray[np.float32] = np.repeat(rarity, holding)
    weights *= postings.counts / (postings.counts + length[postings.rows])
    return weights
