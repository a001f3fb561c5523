"""Words of a text as the review compares them: folded for quotes, reduced to their stems for support."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.drafting.sentences.proper_names import FUNCTION_WORDS
from assistant.evidence.text.figures import singular

_FOLDED = {ord(mark): "'" for mark in '“”„«»"‘’‚‹›′`'} | {ord(dash): "-" for dash in "–—‑‒−"} | {ord("…"): "..."}
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ed", "ly", "es", "e")


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """A text with single spaces and one kind of quotation mark, dash and ellipsis."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).translate(_FOLDED).strip()


@lru_cache(maxsize=10_000)
def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    found = re.findall(r"[^\W\d_][\w-]*|\d+", text.lower())
    return frozenset(stem(word) for word in found if word not in FUNCTION_WORDS and len(word) > 1)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its commonest endings, so that forms of one word meet."""
    word = singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
