"""The words by which requests are recognised, as `vocabulary.yaml` lists them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.domain.value import Value

NO_CONTENT = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "let",
        "make",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "please",
        "same",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
    ]
)
"""Words that say nothing of a subject."""


class Vocabulary(Value):
    """Lists of words by what they tell."""

    make: frozenset[str]
    """Verbs that ask for something to be made or told."""
    change: frozenset[str]
    """Verbs that ask for an answer to be changed."""
    form: frozenset[str]
    """What may be asked for."""
    letters: frozenset[str]
    """What a text is made of."""
    people: frozenset[str]
    """Who a document for people at work speaks of."""
    work: frozenset[str]
    """What they work with."""
    hand: frozenset[str]
    """Verbs of steps that bring a deal forward."""
    deal: frozenset[str]
    """What such steps are about."""
    at_work: tuple[str, ...]
    """Phrases of what people do at work."""
    not_at_work: tuple[str, ...]
    """Phrases of what has no place there."""
    answer: str
    """Pattern for what a reader gives back."""


@cache
def vocabulary() -> Vocabulary:
    """The lists that ship with the product, read once."""
    text = files("assistant.evidence.screening.requests").joinpath("vocabulary.yaml").read_text("utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    answer = "|".join(lists.pop("answer").split())
    return Vocabulary.model_validate(
        {name: frozenset(words.split()) if isinstance(words, str) else words for name, words in lists.items()}
        | {"answer": answer}
    )


@cache
def own_answer() -> re.Pattern[str]:
    """What the reader is about to give back: your reply, the letters of your answer."""
    between = r"(?:(?!own\b)\w+\s+){0,2}?"
    return re.compile(rf"\byour\s+(?:own\s+)?{between}(?:{vocabulary().answer})\b")
