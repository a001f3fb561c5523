"""How well `ground` decides, beside plain word overlap: AUROC, F1, balanced accuracy, decisions per second.

    python -m benchmarks.support           shipped weights on our own test cases; cross-validation on the shared data
    python -m benchmarks.support --read N  also prints N decisions with their reasons, drawn with a fixed seed

Word overlap is the share of the claim's words (letters and digits, lower case, function words left out) that occur in
the evidence. Its threshold is the best one in hindsight, ours is 0.5; AUROC needs none. The shipped weights have seen
the shared data, so figures on them come from cross-validation with all claims of an article or abstract in one fold.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.evidence.support import supports
from assistant.evidence.support.lexicon import lexicon
from benchmarks.logistic import Numbers
from benchmarks.ranking_quality import Quality, quality
from benchmarks.support_cases import SHARED, Case, own, scifact, wice
from benchmarks.train_support import cross_validated, table, training_cases

SEED = 11


def overlap(case: Case) -> float:
    """Share of the claim's words that occur in the evidence."""
    known = _words(" ".join(case.evidence))
    said = _words(case.claim) - lexicon().stop or _words(case.claim)
    return len(said & known) / max(1, len(said))


def best_overlap(cases: Sequence[Case]) -> Quality:
    """Word overlap at the threshold with the best balanced accuracy on these very cases."""
    scores = np.array([overlap(case) for case in cases])
    truth = [case.supported for case in cases]
    found = [quality(truth, scores, threshold) for threshold in np.unique(scores)]
    return max(found, key=lambda one: one.balanced_accuracy)


def decided(cases: Sequence[Case]) -> tuple[Numbers, float]:
    """Scores with the shipped weights, and decisions per second of processor time."""
    supports(cases[0].claim, cases[0].evidence)
    start = time.process_time()
    scores = np.array([supports(case.claim, case.evidence).score for case in cases])
    return scores, len(cases) / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", type=int, default=0, metavar="N", help="decisions to print")
    wanted = parser.parse_args().read
    test = own("test")
    scores, speed = decided(test)
    _row("own test", "word overlap", best_overlap(test))
    _row("own test", "ground", quality([case.supported for case in test], scores), f"{speed:.0f}/s")
    _kinds(test, scores)
    if SHARED.is_dir():
        _shared()
        _read(wanted)


def _shared() -> None:
    cases = training_cases()
    names, rows = table(cases)
    scores = cross_validated(names, cases, rows)
    for source, judged in (("wice", wice()), ("scifact", scifact())):
        at = [place for place, case in enumerate(cases) if case.source == source]
        _row(source, "word overlap", best_overlap(judged))
        speed = decided(judged[:100])[1]
        _row(source, "ground", quality([cases[place].supported for place in at], scores[at]), f"{speed:.0f}/s")
    against = [place for place, case in enumerate(cases) if case.kind in ("SUPPORT", "CONTRADICT")]
    _row(
        "scifact, contradictions only",
        "ground",
        quality([cases[place].supported for place in against], scores[against]),
    )


def _kinds(cases: Sequence[Case], scores: Numbers) -> None:
    right = Counter(case.kind for case, score in zip(cases, scores, strict=True) if (score >= 0.5) == case.supported)
    for kind, count in sorted(Counter(case.kind for case in cases).items()):
        print(f"    {kind:14} {right[kind]:3} of {count}")


def _read(wanted: int) -> None:
    drawn = random.Random(SEED)
    cases = [*drawn.sample(wice(), wanted // 3), *drawn.sample(scifact(), wanted // 3)]
    cases += drawn.sample(own("test"), wanted - len(cases))
    for case in cases:
        found = supports(case.claim, case.evidence)
        decision = "SUPPORTED" if found.supported else "not supported"
        print(f"\n[{case.source}: {case.kind}] {decision} {found.score:.3f}\n  {case.claim}")
        print("\n".join(f"    - {reason}" for reason in found.reasons))


def _row(source: str, how: str, found: Quality, more: str = "") -> None:
    print(f"{source:28} {how:14} {found}  {more}")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


if __name__ == "__main__":
    main()
