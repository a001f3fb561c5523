"""The lexicon of support: synonyms, opposites, negations, quantity words and certainty, read from `lexicon.yaml`.

Everything is keyed by stem, so that endings do not matter; the file is read once and never changes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import Stemmer
import yaml

_PACKAGE = "assistant.evidence.support"
UNSEEN = 0.85
"""Rarity of a stem that is not listed."""
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Lexicon:
    """What single words mean for one another."""

    same: Mapping[str, frozenset[str]]
    """Stem to the stems that may stand for it."""
    opposite: Mapping[str, frozenset[str]]
    """Stem to the stems that contradict it."""
    negations: frozenset[str]
    """Lower-case words that negate what follows; stems of verbs such as lack and fail."""
    not_negations: tuple[tuple[str, ...], ...]
    """Phrases in which a negation negates nothing."""
    quantities: Mapping[str, float]
    """Lower-case quantity word to the share of the whole that it claims, 0 to 1."""
    certainty: Mapping[str, float]
    """Stem to how certain a text with that word is, 0 to 1."""
    promises: frozenset[str]
    """Lower-case words that promise more than a plain statement."""
    causes: frozenset[str]
    """Stems that state a cause."""
    correlates: frozenset[str]
    """Stems that state an association only."""
    stop: frozenset[str]
    """Lower-case words without content of their own."""


@cache
def stem(word: str) -> str:
    """The stem of a lower-case word, irregular forms brought home first."""
    return str(_stemmer().stemWord(_irregular().get(word, word)))


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = _data()
    return Lexicon(
        same=_groups(data["same"]),
        opposite=_pairs(data["opposite"]),
        negations=frozenset(data["negations"].split()),
        not_negations=tuple(tuple(phrase.split()) for phrase in data["not_negations"]),
        quantities=data["quantities"],
        certainty={stem(word): value for word, value in data["certainty"].items()},
        promises=frozenset(data["promises"].split()),
        causes=_stems(data["causes"].split()),
        correlates=_stems(data["correlates"].split()),
        stop=frozenset(data["stop"].split()),
    )


@cache
def rarity(word_stem: str) -> float:
    """How much a stem says, 0 to 1: common stems of the training texts little, unlisted ones most."""
    return _rarities().get(word_stem, UNSEEN)


@cache
def uncommon(word: str) -> bool:
    """Whether neither the training texts nor the lexicon know a lower-case word."""
    known = stem(word)
    return known not in _rarities() and known not in lexicon().same and known not in lexicon().opposite


@cache
def _rarities() -> dict[str, float]:
    levels = json.loads(files(_PACKAGE).joinpath("rarity.json").read_text("utf-8"))
    return {word: float(level) for level, words in levels["levels"].items() for word in words.split()}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = _LOADER(files(_PACKAGE).joinpath("lexicon.yaml").read_text("utf-8")).get_single_data()
    return data


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)


@cache
def _irregular() -> dict[str, str]:
    words = _data()["irregular"].split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


def _groups(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        group = _stems(line.split())
        for member in group:
            found[member] |= group - {member}
    return {word: frozenset(others) for word, others in found.items()}


def _pairs(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        left, right = (_stems(side.split()) for side in line.split("|"))
        for word in left:
            found[word] |= right
        for word in right:
            found[word] |= left
    return {word: frozenset(others) for word, others in found.items()}
