"""The model that turns features into a score: logistic regression with readable weights in `weights.json`.

Each weight says how many logits one standard deviation of its feature is worth; coverage can only raise a score and a
clash can only lower it. `benchmarks/train_support.py` writes the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.evidence.linear import Weights

THRESHOLD = 0.5
"""From this score on the evidence supports the claim."""
REFUSED = 0.49
"""The highest score of a claim that a rule refuses whatever its coverage."""
OUTRIGHT = 0.95
"""A near twin of the claim that clashes with this weight refuses it."""


@cache
def weights() -> Weights:
    """The weights that ship with the product, read once."""
    return Weights.model_validate(
        json.loads(files("assistant.evidence.support").joinpath("weights.json").read_text("utf-8"))
    )


def score(features: Mapping[str, float]) -> float:
    """The score of a claim, 0 to 1, rounded to 6 decimals."""
    return round(min(highest(features), weights().probability(features)), 6)


def highest(features: Mapping[str, float]) -> float:
    """The highest score of a claim with these features.

    Below the threshold when a figure is not stated, or when a near twin of the claim says otherwise.
    """
    refused = features["figures_absent"] > 0 or features["clash_twin"] >= OUTRIGHT
    return REFUSED if refused else 1.0
