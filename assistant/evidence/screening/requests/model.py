"""The model that tells requests from advice: logistic regression with readable weights in `weights.json`.

`benchmarks/train_screening.py` writes the file; each weight says how many logits one standard deviation is worth.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.evidence.linear import Weights


class RequestWeights(Weights):
    """The trained model, and where it decides."""

    threshold: float
    """From this score on a sentence is a request."""


@cache
def weights() -> RequestWeights:
    """The weights that ship with the product, read once."""
    return RequestWeights.model_validate(
        json.loads(files("assistant.evidence.screening.requests").joinpath("weights.json").read_text("utf-8"))
    )


def score(features: Mapping[str, float]) -> float:
    """How likely a sentence with these features is a request, 0 to 1."""
    return weights().probability(features)
