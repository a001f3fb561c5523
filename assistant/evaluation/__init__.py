"""Whether a change made it better or worse: cases, metrics, gate, comparison."""

from assistant.evaluation.baseline import Baseline, baseline_files, kept, load_baseline, rendered, updated
from assistant.evaluation.comparison import Contender, compare
from assistant.evaluation.contenders import contender
from assistant.evaluation.evaluate import case_names, evaluate, expected_suites, gated
from assistant.evaluation.product import Product
from assistant.evaluation.proposals import Proposal, added, proposals
from assistant.evaluation.starters import GENERAL, starter_thresholds

__all__ = [
    "GENERAL",
    "Baseline",
    "Contender",
    "Product",
    "Proposal",
    "added",
    "baseline_files",
    "case_names",
    "compare",
    "contender",
    "evaluate",
    "expected_suites",
    "gated",
    "kept",
    "load_baseline",
    "proposals",
    "rendered",
    "starter_thresholds",
    "updated",
]
