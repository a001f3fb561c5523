"""How well the resolver of senses does on the labelled sentences: figures, confusion table and errors.

python benchmarks/senses.py [dev|test]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import yaml

from assistant.domain.finding import Finding
from assistant.language import Glossary, check, load_glossary

CASES = Path(__file__).parent.parent / "eval" / "cases" / "senses"
LABELS = ("account", "stakeholder", "unclear", "keep")


def answered(text: str, word: str, glossary: Glossary) -> str:
    """The label that the check gives to the first occurrence of the word."""
    place = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    if place is None:
        raise ValueError(f"`{word}` does not occur in: {text}")
    line = text.count("\n", 0, place.start()) + 1
    column = place.start() - text.rfind("\n", 0, place.start())
    at = [f for f in check(text, glossary) if f.line == line and column <= f.column < column + len(word)]
    return label(at)


def label(findings: list[Finding]) -> str:
    """`keep` when nothing was reported."""
    for finding in findings:
        if finding.rule in {"sense", "unclear"}:
            return finding.sense or "unclear"
    return "keep"


def main(part: str) -> None:
    glossary = load_glossary(None).value
    cases = yaml.safe_load((CASES / f"{part}.yaml").read_text(encoding="utf-8"))["cases"]
    table: Counter[tuple[str, str]] = Counter()
    errors = []
    for case in cases:
        given = answered(case["text"], case["word"], glossary)
        table[case["expect"], given] += 1
        if given != case["expect"]:
            errors.append(f"  {case['expect']:>11} called {given:<11} {case['word']}: {case['text']!r}")
    print(f"{len(cases)} sentences of {part}.yaml\n")
    print(f"{'expected':>11} | " + " ".join(f"{x:>11}" for x in LABELS) + " |  recall precision")
    for expected in LABELS:
        row = [table[expected, given] for given in LABELS]
        total, named = sum(row), sum(table[other, expected] for other in LABELS)
        right = table[expected, expected]
        print(
            f"{expected:>11} | "
            + " ".join(f"{n:>11}" for n in row)
            + f" | {right / total:7.3f} {right / max(named, 1):9.3f}"
        )
    clear = [(e, g, n) for (e, g), n in table.items() if e in {"account", "stakeholder"}]
    total = sum(n for *_, n in clear)
    right = sum(n for e, g, n in clear if e == g)
    wrong = sum(n for e, g, n in clear if g in {"account", "stakeholder"} and g != e)
    print(f"\nclear: {right / total:.3f} right, {wrong / total:.3f} called the other sense\n\nerrors")
    print("\n".join(errors))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "test")
