"""Logistic regression with an L2 penalty and signs that are known beforehand, by accelerated projected gradients.

Minimises the weighted mean log loss + penalty / 2 * |w|^2 over standardised features (Beck and Teboulle, 2009, FISTA).
There is no randomness: the same rows give the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
STEPS = 3_000


@dataclass(frozen=True)
class Fit:
    """A fitted model."""

    mean: Numbers
    scale: Numbers
    weights: Numbers
    """Per standardised feature, shape (features,)."""
    intercept: float

    def scores(self, rows: Numbers) -> Numbers:
        """Scores from 0 to 1, shape (rows,)."""
        return _logistic((rows - self.mean) / self.scale @ self.weights + self.intercept)


def fit(rows: Numbers, truth: Numbers, shares: Numbers, signs: Numbers, penalty: float) -> Fit:
    """Fit rows (cases, features) to truth 0 or 1; `shares` weigh cases, `signs` are 1, -1 or 0 (free) per feature."""
    shares = shares / shares.sum()
    mean = shares @ rows
    scale = np.maximum(np.sqrt(shares @ (rows - mean) ** 2), 1e-6)
    table = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    low = np.where(np.append(signs, 0) > 0, 0.0, -np.inf)
    high = np.where(np.append(signs, 0) < 0, 0.0, np.inf)
    penalties = np.append(np.full(rows.shape[1], penalty), 0.0)
    step = 1 / (0.25 * np.linalg.eigvalsh((table * shares[:, None]).T @ table)[-1] + penalty)
    best = ahead = np.zeros(table.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        slope = table.T @ (shares * (_logistic(table @ ahead) - truth)) + penalties * ahead
        nearer = np.clip(ahead - step * slope, low, high)
        quicker = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = nearer + (pace - 1) / quicker * (nearer - best)
        best, pace = nearer, quicker
    return Fit(mean, scale, best[:-1], float(best[-1]))


def _logistic(logits: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-logits))
