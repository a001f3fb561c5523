"""Ranking: exact similarity and BM25 over the allowed passages, fused, ties by id.

Both scores are brought to 0..1 among the allowed passages and averaged with equal weight (convex combination after
Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022). Nothing outside the scope takes
part, so that hidden passages cannot be told from a score.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.domain.evidence import Hit
from assistant.evidence.embeddings import Embeddings
from assistant.evidence.lexical import Lexical, words
from assistant.evidence.scope import Scope
from assistant.evidence.snapshot import Snapshot, searched

VECTORS = 0.5
"""Weight of the similarity; the rest is BM25's."""
_AT_ONCE = 64
Scores = npt.NDArray[np.float64]


class Ranking:
    """Searches one snapshot; what a scope needs is prepared once."""

    def __init__(self, snapshot: Snapshot, model: Embeddings) -> None:
        self._snapshot = snapshot
        self._model = model
        self._prepared: dict[bytes, _Allowed] = {}
        self._words: list[list[str]] | None = None

    def search(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best `k` passages of each query, best first."""
        allowed = self._allowed(scope)
        found: list[tuple[Hit, ...]] = []
        for start in range(0, len(queries), _AT_ONCE):
            some = queries[start : start + _AT_ONCE]
            similar = _cosines(allowed.vectors, allowed.lengths, self._model.embed(some))
            found += [
                self._best(allowed, fuse(similar[row], allowed.lexical.scores(terms)), k)
                for row, terms in enumerate(words(some))
            ]
        return found

    def _best(self, allowed: _Allowed, scores: Scores, k: int) -> tuple[Hit, ...]:
        return tuple(
            Hit(passage=self._snapshot.passages[allowed.rows[place]], score=float(scores[place]))
            for place in best(scores, k)
        )

    def _allowed(self, scope: Scope) -> _Allowed:
        mask = np.array([scope.allows(passage) for passage in self._snapshot.passages], dtype=bool)
        key = mask.tobytes()
        if key not in self._prepared:
            if self._words is None:
                self._words = words([searched(passage) for passage in self._snapshot.passages])
            self._prepared[key] = _Allowed(np.flatnonzero(mask), self._snapshot, self._words)
        return self._prepared[key]


class _Allowed:
    """The passages of a scope, ready to be scored."""

    def __init__(self, rows: npt.NDArray[np.intp], snapshot: Snapshot, tokens: Sequence[Sequence[str]]) -> None:
        self.rows = rows
        self.vectors = np.ascontiguousarray(snapshot.vectors[rows])
        self.lengths = _lengths(self.vectors)
        self.lexical = Lexical([tokens[row] for row in rows])


def fuse(similar: Scores, lexical: Scores) -> Scores:
    """One score from 0 to 1 for each passage, rounded to 6 decimals."""
    fused: Scores = np.round(VECTORS * _scaled(similar) + (1 - VECTORS) * _scaled(lexical), 6)
    return fused


def best(scores: Scores, k: int) -> list[int]:
    """Places of the `k` highest scores above zero, highest first; equal ones in their order."""
    if not len(scores) or k < 1:
        return []
    least = np.partition(scores, -k)[-k] if k < len(scores) else 0.0
    candidates = np.flatnonzero((scores >= least) & (scores > 0))
    order = np.argsort(-scores[candidates], kind="stable")
    return [int(place) for place in candidates[order][:k]]


def _scaled(scores: Scores) -> Scores:
    """Scores from the lowest (0) to the highest (1); all 1 when they are equal and positive."""
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    if high == low:
        return np.full(len(scores), 1.0 if high > 0 else 0.0)
    scaled: Scores = (scores - low) / (high - low)
    return scaled


def _cosines(vectors: npt.NDArray[np.float32], lengths: Scores, queries: npt.NDArray[np.float32]) -> Scores:
    """Shape (queries, passages); the products are whole numbers, so their order does not matter."""
    products = (queries @ vectors.T).astype(np.float64)
    divisors = np.outer(_lengths(queries), lengths)
    cosines: Scores = np.divide(products, divisors, out=np.zeros_like(products), where=divisors > 0)
    return cosines


def _lengths(vectors: npt.NDArray[np.float32]) -> Scores:
    exact = vectors.astype(np.float64)
    lengths: Scores = np.sqrt((exact * exact).sum(axis=1))
    return lengths
