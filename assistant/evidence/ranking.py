"""Ranking: exact similarity and BM25 over the allowed passages, fused, ties by id.

Both scores are brought to 0..1 among the allowed passages and averaged with equal weight (convex combination after
Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022). Nothing outside the scope takes
part, so that hidden passages cannot be told from a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from assistant.domain.evidence import Hit
from assistant.evidence.embeddings import Embeddings, Vectors
from assistant.evidence.lexical import Lexical, words
from assistant.evidence.scope import Scope
from assistant.evidence.snapshot import Snapshot, searched

VECTORS = 0.5
"""Weight of the similarity; the rest is BM25's."""
_AT_ONCE = 64
_SCOPES = 16
"""Scopes that are kept ready; each holds a copy of its vectors."""
Scores = npt.NDArray[np.float64]


class Ranking:
    """Searches one snapshot; what a scope needs is prepared at its first search and kept for a while."""

    def __init__(self, snapshot: Snapshot, model: Embeddings) -> None:
        self._snapshot = snapshot
        self._model = model
        self._allowed = lru_cache(_SCOPES)(self._prepare)

    def search(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best `k` passages of each query, best first."""
        allowed = self._allowed(scope)
        found: list[tuple[Hit, ...]] = []
        for start in range(0, len(queries), _AT_ONCE):
            some = queries[start : start + _AT_ONCE]
            for similar, terms in zip(allowed.cosines(self._model.embed(some)), words(some), strict=True):
                found.append(self._hits(allowed, fuse(similar, allowed.lexical.scores(terms)), k))
        return found

    def _hits(self, allowed: _Allowed, scores: Scores, k: int) -> tuple[Hit, ...]:
        return tuple(
            Hit(passage=self._snapshot.passages[allowed.rows[place]], score=float(scores[place]))
            for place in best(scores, k)
        )

    def _prepare(self, scope: Scope) -> _Allowed:
        return _Allowed(self._snapshot, scope, self._words)

    @cached_property
    def _words(self) -> list[list[str]]:
        return words([searched(passage) for passage in self._snapshot.passages])


class _Allowed:
    """The passages of a scope, ready to be scored."""

    def __init__(self, snapshot: Snapshot, scope: Scope, tokens: Sequence[Sequence[str]]) -> None:
        self.rows = [row for row, passage in enumerate(snapshot.passages) if scope.allows(passage)]
        whole = len(self.rows) == len(snapshot.passages)
        self._vectors = snapshot.vectors if whole else snapshot.vectors[self.rows]
        # Sums of squares are exact in float32, as all products of such vectors are.
        lengths = np.sqrt(np.einsum("ij,ij->i", self._vectors, self._vectors).astype(np.float64))
        self._inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        self.lexical = Lexical([tokens[row] for row in self.rows])

    def cosines(self, queries: Vectors) -> Iterator[Scores]:
        """The similarity of each passage to one query after the other."""
        for query, products in zip(queries, queries @ self._vectors.T, strict=True):
            length = math.sqrt(float(query @ query))
            yield products * (self._inverse / length if length else 0.0)


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
