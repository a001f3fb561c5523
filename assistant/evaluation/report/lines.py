"""JSON Lines of an evaluation: a line for each case, for other programs."""

from __future__ import annotations

import json

from assistant.domain.evaluation import Evaluation


def lines(evaluation: Evaluation) -> str:
    """One line for each outcome, each with its schema; nothing is left out."""
    outcomes = (outcome for suite in evaluation.suites for outcome in suite.outcomes)
    documents = ({"schema": "parlance/eval-case/1", **outcome.model_dump(mode="json")} for outcome in outcomes)
    return "".join(f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents)
