"""Cases for the support of claims by evidence: three judged sets and sentences that are altered on purpose.

Groups keep what belongs together in one fold: pairs of SciFact that share a claim or an abstract, claims of WiCE from
one article, everything that is made from one sentence. The same seed gives the same cases.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.evidence.support.lexicon import lexicon
from assistant.evidence.support.words import normal, sentences

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = Path(__file__).resolve().parents[1] / "eval" / "cases" / "grounding"


@dataclass(frozen=True)
class Case:
    """A claim beside evidence, judged."""

    source: str
    """Which set it comes from."""
    group: str
    """Cases of one group never stand in two folds."""
    claim: str
    evidence: tuple[str, ...]
    supported: bool
    kind: str
    """The judgement as the set has it, or how the claim was altered."""


def wice() -> list[Case]:
    """Claims of Wikipedia and the pages they cite; only fully supported claims count as supported."""
    return [
        Case(
            "wice",
            f"wice {row['meta']['claim_title']}",
            row["claim"],
            tuple(row["evidence"]),
            row["label"] == "supported",
            row["label"],
        )
        for row in _lines(SHARED / "wice" / "entailment_retrieval_claim_dev.jsonl")
    ]


def scifact() -> list[Case]:
    """Claims of researchers and abstracts; contradicted and undecided pairs count as not supported."""
    rows = _lines(SHARED / "scifact" / "claim_pairs.jsonl")
    first: dict[str, str] = {}

    def root(node: str) -> str:
        while first.setdefault(node, node) != node:
            node = first[node]
        return node

    for row in rows:
        first[root(f"claim {row['claim_id']}")] = root(f"abstract {row['doc_id']}")
    return [
        Case(
            "scifact",
            "scifact " + root(f"claim {row['claim_id']}"),
            row["claim"],
            (row["context"],),
            row["label"] == "SUPPORT",
            row["label"],
        )
        for row in rows
    ]


def own(part: str) -> list[Case]:
    """Our own pairs from marketing and sales; `part` is dev or test."""
    rows = yaml.safe_load((OWN / f"{part}.yaml").read_text("utf-8"))["cases"]
    return [
        Case(f"own {part}", f"own {row['claim']}", row["claim"], tuple(row["evidence"]), row["supported"], row["kind"])
        for row in rows
    ]


def altered(cases: list[Case], *, most: int, seed: int) -> list[Case]:
    """Evidence sentences as claims: as they stand (supported), and with one thing changed (not supported)."""
    rng = random.Random(seed)
    made: list[Case] = []
    for case in rng.sample(cases, len(cases)):
        told = [s for text in case.evidence for s in sentences(normal(text)) if 40 <= len(s) <= 220 and s.endswith(".")]
        if not told or len(made) >= most:
            continue
        sentence = rng.choice(told)
        others = [s for s in rng.sample(told, min(len(told), rng.randint(1, 5))) if s != sentence]
        evidence = (sentence, *others)
        made.append(Case("altered", case.group, sentence, evidence, True, "unchanged"))
        changes = [(kind, claim) for kind, claim in _changes(sentence, rng) if claim != sentence]
        for kind, claim in rng.sample(changes, min(2, len(changes))):
            made.append(Case("altered", case.group, claim, evidence, False, kind))
        if others:
            made.append(Case("altered", case.group, sentence, tuple(others), False, "sentence removed"))
    return made


def _changes(sentence: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    number = re.search(r"(?<![\w.,-])[1-9]\d{0,2}(?![\w,-]|\.\d)", sentence)
    if number:
        changed = str(int(number.group()) + rng.choice([1, 3, 7, 20]))
        yield "figure", sentence[: number.start()] + changed + sentence[number.end() :]
    verb = re.search(r"\b(is|are|was|were|has|have|can|will|may|could)\b(?! not| no)", sentence)
    if verb:
        yield "negation", f"{sentence[: verb.end()]} not{sentence[verb.end() :]}"
    for pattern, stronger in ((r"\b(?:may|might|could)\b", "will"), (r"\b[Ss]ome\b|\b[Mm]any\b|\b[Mm]ost\b", "all")):
        if re.search(pattern, sentence):
            yield "strength", re.sub(pattern, stronger, sentence, count=1)
    for old, new in _TURNS:
        if re.search(rf"\b{old}\b", sentence):
            yield "direction", re.sub(rf"\b{old}\b", new, sentence, count=1)
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", sentence)
    if names and names[0].lower() not in lexicon().stop:
        yield "name", sentence.replace(names[0], rng.choice(_NAMES))


_NAMES = (
    "Torvik",
    "Belmore",
    "Norway",
    "Kestrel",
    "Lisbon",
    "Brannoc",
    "Harlow",
    "Oslo",
    "Mexico",
    "Siemens",
    "Anderson",
)
_PAIRS = (
    ("increased", "decreased"), ("higher", "lower"), ("more", "less"), ("before", "after"), ("first", "last"),
    ("won", "lost"),
    ("large", "small"), ("increase", "decrease"), ("positive", "negative"), ("early", "late"), ("improved", "worsened"),
    ("with", "without"), ("reduced", "increased"), ("above", "below"), ("public", "private"), ("started", "stopped"),
    ("promotes", "inhibits"), ("better", "worse"), ("high", "low"), ("inhibits", "activates"), ("long", "short"),
)  # fmt: skip
_TURNS = (*_PAIRS, *((new, old) for old, new in _PAIRS))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
