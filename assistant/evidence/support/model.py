"""The model that turns features into a score: logistic regression with readable weights in `weights.json`.

Each weight says how many logits one standard deviation of its feature is worth; coverage can only raise a score and a
clash can only lower it. `benchmarks/train_support.py` writes the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from assistant.domain.value import Value

THRESHOLD = 0.5
"""From this score on the evidence supports the claim."""


REFUSED = 0.49
"""The highest score of a claim that a rule refuses whatever its coverage."""
OUTRIGHT = 0.95
"""A near twin of the claim that clashes with this weight refuses it."""


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
    intercept: float
    """Logits of a claim whose features are all at their mean."""
    features: dict[str, Weight]
    """By name, as `features` gives them."""


@cache
def weights() -> Weights:
    """The weights that ship with the product, read once."""
    return Weights.model_validate(
        json.loads(files("assistant.evidence.support").joinpath("weights.json").read_text("utf-8"))
    )


def score(features: Mapping[str, float]) -> float:
    """The score of a claim, 0 to 1, rounded to 6 decimals."""
    model = weights()
    logit = model.intercept + math.fsum(
        entry.weight * (features[name] - entry.mean) / entry.scale for name, entry in model.features.items()
    )
    return round(min(highest(features), 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))), 6)


def highest(features: Mapping[str, float]) -> float:
    """The highest score of a claim with these features.

    Below the threshold when a figure is not stated, or when a near twin of the claim says otherwise.
    """
    refused = features["figures_absent"] > 0 or features["clash_twin"] >= OUTRIGHT
    return REFUSED if refused else 1.0
