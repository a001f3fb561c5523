"""Vectors of words and sentences, remembered between decisions.

Vectors are whole numbers whose products are exact: a likeness is the same in whatever company it is computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.evidence.embeddings import embeddings
from assistant.evidence.embeddings.exact import LENGTH, Vectors

Numbers = npt.NDArray[np.float64]
MOST_KNOWN = 20_000
"""Vectors that are remembered."""
_UNIT = float(LENGTH) ** 2


def cosines(texts: Sequence[str], others: Sequence[str]) -> Numbers:
    """Cosine of each text and each other text, shape (texts, others)."""
    return np.asarray(_vectors(texts) @ _vectors(others).T, dtype=np.float64) / _UNIT


def _vectors(texts: Sequence[str]) -> Vectors:
    known = {text: _KNOWN.get(text) for text in texts}
    new = [text for text, vector in known.items() if vector is None]
    if new:
        found = dict(zip(new, _model().embed(new), strict=True))
        if len(_KNOWN) + len(new) > MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN.update(found)
        known |= found
    return np.array([known[text] for text in texts])


_KNOWN: dict[str, npt.NDArray[np.float32]] = {}


@cache
def _model() -> embeddings.Embeddings:
    return embeddings.WordLlama()
