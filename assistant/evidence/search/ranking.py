"""Ranking: exact similarity and BM25 over the allowed passages, fused, ties by id.

Both scores are brought to 0..1 among the allowed passages and averaged with equal weight (convex combination after
Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022). Nothing outside the scope takes
part, so that hidden passages cannot be told from a score. In a scope of more than `EXACT` passages similarity is
compared for candidates only, and the hits say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from assistant.domain.evidence import Hit, Why
from assistant.evidence.embeddings.embeddings import Embeddings
from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.snapshot import Places, Snapshot
from assistant.evidence.scope import Scope
from assistant.evidence.search.allowed import Allowed, Scores
from assistant.evidence.search.candidates import Nearest, candidates
from assistant.evidence.search.queries import Query, Reader

VECTORS = 0.5
"""Weight of the similarity; the rest is BM25's."""
EXACT = 200_000
"""Passages of a scope that are all compared."""
_AT_ONCE = 64
_SCOPES = 8
"""Scopes that are kept ready; each holds its postings, and a copy of its vectors when they are few."""
_STEP = 1e-6
_BLOCK = 64


class Ranking:
    """Searches one snapshot; what a scope needs is prepared at its first search and kept for a while."""

    def __init__(
        self, snapshot: Snapshot, model: Embeddings, reader: Reader = Reader(), nearest: Nearest | None = None
    ) -> None:
        self.snapshot = snapshot
        self._model = model
        self._reader = reader
        self._nearest = nearest
        self._allowed = lru_cache(_SCOPES)(self._prepare)

    def search_words(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best `k` passages of each query by its words alone: no embedding is needed."""
        allowed = self._allowed(scope)
        alike = np.zeros(len(allowed.rows))
        return [self._exact(allowed, self._reader.read(query), alike, k) for query in queries]

    def search(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best `k` passages of each query, best first."""
        allowed = self._allowed(scope)
        if not len(allowed.rows):
            return [()] * len(queries)
        found: list[tuple[Hit, ...]] = []
        for start in range(0, len(queries), _AT_ONCE):
            some = [self._reader.read(query) for query in queries[start : start + _AT_ONCE]]
            vectors = self._model.embed([query.text for query in some])
            if self._nearest is not None and len(allowed.rows) > EXACT:
                found += [self._near(allowed, query, vectors[[n]], k) for n, query in enumerate(some)]
            else:
                found += [self._exact(allowed, *pair, k) for pair in zip(some, allowed.cosines(vectors), strict=True)]
        return found

    def _exact(self, allowed: Allowed, query: Query, similar: Scores, k: int) -> tuple[Hit, ...]:
        lexical = allowed.lexical.scores(query.terms)
        places, scores = best(fuse(similar, lexical), k)
        return self._told(allowed, query, places, (scores, similar[places], lexical[places]))

    def _near(self, allowed: Allowed, query: Query, vector: Vectors, k: int) -> tuple[Hit, ...]:
        """The best among those that an approximate index or the words of the query bring up."""
        lexical = allowed.lexical.scores(query.terms)
        some = candidates(allowed, lexical, self._nearest, vector, k) if self._nearest else None
        if some is None:
            return self._exact(allowed, query, next(allowed.cosines(vector)), k)
        similar = allowed.cosines_at(vector, some)
        places, scores = best(fuse(similar, lexical[some]), k)
        told = (scores, similar[places], lexical[some[places]])
        return self._told(allowed, query, some[places], told, approximate=True)

    def _told(
        self,
        allowed: Allowed,
        query: Query,
        places: Places,
        scored: tuple[Scores, Scores, Scores],
        *,
        approximate: bool = False,
    ) -> tuple[Hit, ...]:
        """Hits with their reasons."""
        said, added = _matched(allowed, query.said, places), _matched(allowed, query.added, places)
        return tuple(
            Hit(
                passage=self.snapshot.passages[row],
                score=score,
                why=Why(
                    terms=said[number],
                    added=added[number],
                    similarity=round(similar, 6),
                    lexical=round(lexical, 6),
                    approximate=approximate,
                ),
            )
            for number, (row, score, similar, lexical) in enumerate(
                zip(allowed.rows[places].tolist(), *(one.tolist() for one in scored), strict=True)
            )
        )

    def _prepare(self, scope: Scope) -> Allowed:
        return Allowed(self.snapshot, scope)


def fuse(similar: Scores, lexical: Scores) -> Scores:
    """One score from 0 to 1 for each passage."""
    fused = _scaled(similar, VECTORS)
    fused += _scaled(lexical, 1 - VECTORS)
    return fused


def best(scores: Scores, k: int) -> tuple[Places, Scores]:
    """Places of the `k` highest scores above zero, rounded to 6 decimals, highest first; equal ones in their order."""
    if not len(scores) or k < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    near: Places = np.flatnonzero(scores >= max(_bound(scores, k) - _STEP, 0.0))
    rounded = np.round(scores[near], 6)
    order = np.argsort(-rounded, kind="stable")[:k]
    order = order[rounded[order] > 0]
    return near[order], rounded[order]


def _bound(scores: Scores, k: int) -> float:
    """What at least `k` scores reach: the k-th best of the best of each block, so that few are sorted."""
    blocks = len(scores) // _BLOCK
    if blocks < k:
        return float(np.partition(scores, -k)[-k]) if k < len(scores) else 0.0
    tops = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(tops, -k)[-k])


def _scaled(scores: Scores, weight: float) -> Scores:
    """Scores from the lowest (0) to the highest (`weight`); all highest when they are equal and positive."""
    if not len(scores):
        return np.zeros(0)
    low, high = scores.min(), scores.max()
    if high == low:
        return np.full(len(scores), weight if high > 0 else 0.0)
    scaled: Scores = scores - low
    scaled *= weight / (high - low)
    return scaled


def _matched(allowed: Allowed, words: Mapping[str, str], places: Places) -> list[tuple[str, ...]]:
    """For each place the words whose stems the passage there holds."""
    rows = places.astype(np.int32)
    held = [(word, allowed.lexical.holders(stem, rows).tolist()) for stem, word in words.items()]
    return [tuple(word for word, holds in held if holds[number]) for number in range(len(places))]
