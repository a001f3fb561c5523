"""Exact vectors: a score is the same in any order of summation, on any machine and for any batch.

Unit vectors in steps of 1/4000 are held as whole numbers in float32. By Cauchy and Schwarz no sum of their products
exceeds 2^24, below which float32 is exact.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row per text: whole numbers, length about `LENGTH`, or all zero for a text without words."""
LENGTH = 4000


def exact(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Unit vectors in whole steps; a zero or unusable vector (NaN, infinite) becomes zero."""
    wide = vectors.astype(np.float64)
    usable = wide if np.isfinite(wide).all() else np.where(np.isfinite(wide), wide, 0.0)
    lengths = np.sqrt(np.add.reduce(usable * usable, axis=1, keepdims=True))
    return np.rint(usable * (LENGTH / np.where(lengths > 0, lengths, 1.0))).astype(np.float32)
