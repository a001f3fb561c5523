"""Whether a change made it better or worse: cases, metrics, gate, comparison."""

from assistant.evaluation.baseline import Baseline, baseline_files, kept, load_baseline, rendered, updated
from assistant.evaluation.comparison import Contender, compare
from assistant.evaluation.contenders import contender
from assistant.evaluation.evaluate import evaluate, expected_suites, gated
from assistant.evaluation.product import Product

__all__ = [
    "Baseline",
    "Contender",
    "Product",
    "baseline_files",
    "compare",
    "contender",
    "evaluate",
    "expected_suites",
    "gated",
    "kept",
    "load_baseline",
    "rendered",
    "updated",
]
