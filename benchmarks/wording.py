"""Speed and memory of the wording check, beside proselint and a plain union of regular expressions, in one run.

    python benchmarks/wording.py [TEXT...]          default: a generated text; proselint when it is installed

Every rival reads the same text. Rates are megabytes (10^6 characters) a second, the best of three.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from assistant.language import Glossary, check, load_glossary
from assistant.language.matcher import matcher
from assistant.language.prose import blocks

SYLLABLES = ("ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "zu", "pal", "ner")
SENTENCE = "The team in the north agreed on a plan for the spring and wrote it down in plain words. "
CHARACTERS = 2_000_000
PROSELINT_CHARACTERS = 100_000


def words(count: int) -> list[str]:
    """Distinct invented words."""
    base = len(SYLLABLES)
    return ["".join(SYLLABLES[(n // base**place + place) % base] for place in range(4)) + "t" for n in range(count)]


def glossary(count: int) -> Glossary:
    """A glossary that avoids so many words."""
    terms = [{"id": f"t{n}", "name": f"name {n}", "avoid": [word]} for n, word in enumerate(words(count))]
    return Glossary.model_validate({"terms": terms})


def generated() -> str:
    """Paragraphs of prose with a wrong word in every tenth sentence."""
    wrong = words(100)
    parts = []
    for number in range(CHARACTERS // len(SENTENCE)):
        parts.append(SENTENCE if number % 10 else SENTENCE.replace("plan", wrong[number // 10 % 100]))
        if number % 6 == 5:
            parts.append("\n\n")
    return "".join(parts)


def rate(run: Callable[[], object], characters: int) -> float:
    """Megabytes a second, the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return characters / min(times) / 1e6


def union(count: int) -> re.Pattern[str]:
    """The plain rival: every word in one alternation."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words(count))) + r")s?\b", re.IGNORECASE)


def proselint_rate(text: str) -> float | None:
    """Proselint's own checks over the text; None when it is not installed."""
    try:
        tools = importlib.import_module("proselint.tools")
        registry = importlib.import_module("proselint.registry").CheckRegistry()
        registry.register_many(importlib.import_module("proselint.checks").__register__)
    except ImportError:
        return None
    return rate(lambda: tools.LintFile("-", text).lint(), len(text))


def peak(text: str, terms: Glossary) -> float:
    """Megabytes that a check takes beside the text."""
    tracemalloc.start()
    check(text, terms)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main(paths: list[str]) -> None:
    text = "\n\n".join(Path(path).read_text(encoding="utf-8") for path in paths) or generated()
    print(f"{len(text) / 1e6:.1f} MB of text")
    pieces = [block.text for block in blocks(text)]
    for count in (10, 100, 1000):
        terms, plain = glossary(count), union(count)
        found = matcher(terms)
        print(
            f"{count:>5} terms: matcher {rate(lambda m=found: [m.find(p) for p in pieces], len(text)):6.1f} MB/s,"
            f" whole check {rate(lambda t=terms: check(text, t), len(text)):6.1f} MB/s,"
            f" plain union {rate(lambda p=plain: p.findall(text), len(text)):6.1f} MB/s"
        )
    built_in = load_glossary(None).value
    print(f"built-in glossary with senses and levels: {rate(lambda: check(text, built_in), len(text)):.1f} MB/s")
    theirs = proselint_rate(text[:PROSELINT_CHARACTERS])
    print("proselint: not installed" if theirs is None else f"proselint (its own checks): {theirs:.3f} MB/s")
    hundred = glossary(100)
    once, ten = peak(text[: len(text) // 10], hundred), peak(text, hundred)
    print(f"memory beside the text: {once:.1f} MB for a tenth, {ten:.1f} MB for all (findings included)")


if __name__ == "__main__":
    main(sys.argv[1:])
