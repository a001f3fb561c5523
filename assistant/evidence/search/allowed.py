"""The passages of one scope, made ready to be scored: nothing of any other passage is left in them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.snapshot import Places, Snapshot
from assistant.evidence.scope import Scope
from assistant.evidence.search.lexical import Lexical

Scores = npt.NDArray[np.float64]
_FEW = 4
"""Fewer than one in so many passages: their vectors are copied, so that no others are multiplied."""


class Allowed:
    """Vectors and postings of a scope."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        self.snapshot = snapshot
        mask = snapshot.allowed(scope)
        self.rows: Places = np.flatnonzero(mask)
        """Places of the allowed passages in the snapshot."""
        whole = len(self.rows) == len(mask)
        self.lexical = Lexical(snapshot.postings, None if whole else mask)
        few = len(self.rows) * _FEW < len(mask)
        self._vectors = snapshot.vectors[self.rows] if few else snapshot.vectors
        self._picked = None if whole or few else self.rows
        # Sums of squares are exact in float32, as all products of such vectors are.
        lengths = np.sqrt(np.einsum("ij,ij->i", self._vectors, self._vectors).astype(np.float64))
        self._inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)

    def cosines(self, queries: Vectors) -> Iterator[Scores]:
        """The similarity of each allowed passage to one query after the other."""
        # For one query the memory is the limit, not the arithmetic: threads would only wait for one another.
        each = [np.vecdot(self._vectors, queries[0])] if len(queries) == 1 else queries @ self._vectors.T
        for query, products in zip(queries, each, strict=True):
            scores: Scores = products * (self._inverse * _inverse(query))
            yield scores if self._picked is None else scores[self._picked]

    def cosines_at(self, query: Vectors, places: Places) -> Scores:
        """The similarity of the allowed passages at these places to one query, shape (1, width)."""
        rows = places if self._picked is None else self.rows[places]
        scores: Scores = (self._vectors[rows] @ query[0]) * (self._inverse[rows] * _inverse(query[0]))
        return scores


def _inverse(vector: Vectors) -> float:
    """One by its length; nothing for a vector without length."""
    length = math.sqrt(float(vector @ vector))
    return 1.0 / length if length else 0.0
