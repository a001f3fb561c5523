"""The model that tells requests from advice: logistic regression with readable weights in `weights.json`.

`benchmarks/train_screening.py` writes the file; each weight says how many logits one standard deviation is worth.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from assistant.domain.value import Value


class Weight(Value):
    """What one feature is worth."""

    weight: float
    """Logits per standard deviation."""
    mean: float
    """Mean of the feature in training."""
    scale: float = Field(gt=0)
    """Standard deviation of the feature in training."""


class Weights(Value):
    """The trained model."""

    about: str
    """How the file came about."""
    threshold: float
    """From this score on a sentence is a request."""
    intercept: float
    """Logits of a sentence whose features are all at their mean."""
    features: dict[str, Weight]
    """By name, as `features` gives them."""


@cache
def weights() -> Weights:
    """The weights that ship with the product, read once."""
    return Weights.model_validate(
        json.loads(files("assistant.evidence.requests").joinpath("weights.json").read_text("utf-8"))
    )


def score(features: Mapping[str, float]) -> float:
    """How likely a sentence with these features is a request, 0 to 1."""
    model = weights()
    logit = model.intercept + math.fsum(
        entry.weight * (features[name] - entry.mean) / entry.scale for name, entry in model.features.items()
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
