"""How well `align` finds the collisions of the labelled conversations, beside the naive rule "sales means accounts".

python benchmarks/alignment.py
"""

from __future__ import annotations

from pathlib import Path

import yaml

from assistant.language import Glossary, align, load_glossary
from assistant.language.matcher import matcher
from assistant.language.transcript import turns

CASES = Path(__file__).parent.parent / "eval" / "cases" / "alignment" / "conversations.yaml"


def naive(transcript: str, glossary: Glossary) -> set[str]:
    """Words with senses that somebody from sales and somebody else both say."""
    said: dict[str, set[bool]] = {}
    for turn in turns(transcript):
        for match in matcher(glossary).find(turn.text):
            if match.form.kind == "senses":
                said.setdefault(match.form.term.name, set()).add(turn.team == "sales")
    return {word for word, sides in said.items() if len(sides) == 2}


def main() -> None:
    glossary = load_glossary(None).value
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]
    rules = {
        "align": lambda text: {collision.word for collision in align(text, glossary).collisions},
        "naive": lambda text: naive(text, glossary),
    }
    for name, rule in rules.items():
        found = missed = extra = alarms = 0
        for case in cases:
            expected, given = set(case["collisions"]), rule(case["transcript"])
            found += len(expected & given)
            missed += len(expected - given)
            extra += len(given - expected)
            alarms += bool(given) and not expected
            if name == "align" and expected != given:
                print(f"  {case['name']} expected {sorted(expected)}, found {sorted(given)}")
        print(
            f"{name}: F1 {2 * found / max(2 * found + missed + extra, 1):.3f}, false alarms in {alarms} conversations"
        )
    print(f"{len(cases)} conversations, {sum(not case['collisions'] for case in cases)} without a collision")


if __name__ == "__main__":
    main()
