"""Linear models: logistic regressions whose weights anybody can read and argue about.

Each weight says how many logits one standard deviation of its feature is worth. The same features give the same number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from pydantic import Field

from assistant.domain.value import Value

FARTHEST = 30.0
"""Logits beyond which nothing is surer."""


class Weight(Value):
    """What one feature is worth."""

    weight: float
    """Logits per standard deviation."""
    mean: float
    """Mean of the feature in training."""
    scale: float = Field(gt=0)
    """Standard deviation of the feature in training."""


class Weights(Value):
    """A trained model."""

    about: str
    """How the file came about."""
    intercept: float
    """Logits where all features are at their mean."""
    features: dict[str, Weight]
    """By the names that the features have."""

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely it is with these features, 0 to 1."""
        logit = self.intercept + math.fsum(
            entry.weight * (features[name] - entry.mean) / entry.scale for name, entry in self.features.items()
        )
        return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, logit))))
