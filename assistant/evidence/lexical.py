"""Lexical search: BM25 over stems, counted among the allowed passages only.

The formula is Lucene's (Robertson's BM25 with an inverse document frequency that is never negative); title and headings
are a field whose words count more often. Settings were chosen on judged training queries: benchmarks/tune_retrieval.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from assistant.evidence.postings import Postings

SATURATION = 1.2
"""k1: how soon more of the same word stops to matter."""
LENGTH = 0.9
"""b: how much a long passage has to say a word more often."""
Scores = npt.NDArray[np.float64]


class Lexical:
    """BM25 over the passages of a scope."""

    def __init__(self, postings: Postings, allowed: npt.NDArray[np.bool_] | None = None) -> None:
        """`allowed` has one entry per passage of the postings; None allows all."""
        self._postings = postings if allowed is None else postings.only(allowed)
        self._weights = _weights(self._postings)

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """The score of each allowed passage for weighted stems, not negative; shape (passages,)."""
        scores = np.zeros(len(self._postings.lengths))
        for stem in sorted(terms):
            where = self._postings.where(stem)
            scores[self._postings.rows[where]] += self._weights[where] * np.float32(terms[stem])
        return scores

    def holders(self, stem: str, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of the passages at these places hold the stem."""
        rows = self._postings.rows[self._postings.where(stem)]
        if not len(rows):
            return np.zeros(len(places), dtype=np.bool_)
        sought = places.astype(rows.dtype)
        held: npt.NDArray[np.bool_] = rows.take(np.searchsorted(rows, sought), mode="clip") == sought
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
