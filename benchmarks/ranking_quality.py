"""How well scores separate what is supported from what is not: AUROC, F1 and balanced accuracy at a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Quality:
    """The figures of one set."""

    cases: int
    auroc: float
    f1: float
    """Of the class `supported`."""
    balanced_accuracy: float

    def __str__(self) -> str:
        figures = f"AUROC {self.auroc:.3f}  F1 {self.f1:.3f}  balanced accuracy {self.balanced_accuracy:.3f}"
        return f"n {self.cases:5}  {figures}"


def quality(truth: Sequence[bool], scores: npt.NDArray[np.float64], threshold: float = 0.5) -> Quality:
    """The figures at that threshold; a score equal to it counts as supported."""
    true = np.array(truth)
    said = scores >= threshold
    hits, alarms = int((said & true).sum()), int((said & ~true).sum())
    recall, quiet = hits / max(1, true.sum()), 1 - alarms / max(1, (~true).sum())
    f1 = 2 * hits / max(1, said.sum() + true.sum())
    return Quality(len(true), auroc(true, scores), float(f1), float((recall + quiet) / 2))


def auroc(true: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64]) -> float:
    """The chance that a supported case scores above another one, ties counting half."""
    values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive = int(true.sum())
    return float((ranks[true].sum() - positive * (positive + 1) / 2) / (positive * (len(values[inverse]) - positive)))
