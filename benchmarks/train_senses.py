"""Fits the weights of the resolver's signs to the development sentences and writes them to the lexicon.

    python benchmarks/train_senses.py

A logistic regression without an intercept over the signs of each sentence: account is 1, stakeholder 0, and a sentence
that leaves it open is 0.5. The weights are drawn to a prior that was set by hand (a Gaussian, so that some hundred
sentences do not overrule the grammar) and may not change sign: a sign never speaks against its own level. Newton's
method from the prior: no randomness, the same weights each time. The threshold is the smallest that leaves `OPEN` of
the open sentences open when each tenth of the sentences is judged by weights that were fitted to the rest, and above
the weight of a single weak sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml

from assistant.language import Glossary, load_glossary
from assistant.language.matcher import matcher
from assistant.language.prose import blocks
from assistant.language.senses.reading import Reader

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "assistant" / "language" / "lexicon" / "weights.yaml"
PRIOR = ROOT / "benchmarks" / "prior_of_senses.yaml"
CASES = ROOT / "eval" / "cases" / "senses"
PARTS = ("dev.yaml", "fresh-*.yaml")
SPREAD = 0.5
"""Standard deviation of the prior, in log-odds."""
OPEN = 0.95
"""Share of the open sentences that must stay open."""
WEAK = ("counted", "nouns", "it", "after")
"""Kinds of signs that never decide alone."""
TARGETS = {"account": 1.0, "stakeholder": 0.0, "unclear": 0.5}


def features(text: str, word: str, glossary: Glossary, kinds: list[str]) -> np.ndarray | None:
    """The sum of the directions of each kind of sign, for the first occurrence of the word."""
    reader = Reader(glossary)
    for block in blocks(text):
        for match, found in reader.weigh(block, matcher(glossary).find(block.text)):
            if match.text.lower() == word.lower():
                row = np.zeros(len(kinds))
                for sign in found:
                    level = {"account": 1.0, "stakeholder": -1.0}.get(sign.sense, sign.direction)
                    row[kinds.index(sign.kind)] += level
                return row
    return None


def fitted(rows: np.ndarray, targets: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The most likely weights under the prior, none below a tenth."""
    found = prior.copy()
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (chance - targets) + (found - prior) / SPREAD**2
        bend = (rows.T * (chance * (1 - chance))) @ rows + np.eye(len(found)) / SPREAD**2
        found = np.maximum(found - np.linalg.solve(bend, slope), 0.1)
    return found


def cases() -> Iterator[dict[str, str]]:
    """The sentences on which the resolver is built; never those of the test part."""
    for path in (path for part in PARTS for path in sorted(CASES.glob(part))):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]


def main() -> None:
    prior_of = yaml.safe_load(PRIOR.read_text(encoding="utf-8"))
    kinds = list(prior_of)
    prior = np.array([prior_of[kind] for kind in kinds], dtype=float)
    glossary = load_glossary(None).value
    rows, targets = [], []
    for case in cases():
        row = features(case["text"], case["word"], glossary, kinds) if case["expect"] in TARGETS else None
        if row is not None:
            rows.append(row)
            targets.append(TARGETS[case["expect"]])
    x, y = np.array(rows), np.array(targets)
    held_out = np.zeros(len(y))
    for part in range(10):
        out = np.arange(len(y)) % 10 == part
        held_out[out] = x[out] @ fitted(x[~out], y[~out], prior)
    threshold = float(np.quantile(np.abs(held_out[y == 0.5]), OPEN))
    weights = {kind: round(float(weight), 2) for kind, weight in zip(kinds, fitted(x, y, prior), strict=True)}
    threshold = max(threshold, max(weights[kind] for kind in WEAK) + 0.01)
    clear = y != 0.5
    right = (np.abs(held_out) >= threshold) & ((held_out > 0) == (y == 1))
    wrong = (np.abs(held_out) >= threshold) & ((held_out > 0) != (y == 1))
    print(f"{len(y)} sentences; held out: {right[clear].mean():.3f} right, {wrong[clear].mean():.3f} wrong")
    print(f"decide at {threshold:.2f}")
    head = "# How much a sign weighs for its level (log-odds). Written by benchmarks/train_senses.py; do not edit.\n"
    WEIGHTS.write_text(
        head + yaml.safe_dump({"decide": round(threshold, 2), "weights": weights}, sort_keys=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
