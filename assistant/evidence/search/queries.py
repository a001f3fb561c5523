"""A query as it is searched: its stems, and those of the words that the glossary holds for the same.

What the glossary adds weighs less than what the asker wrote, so that it finds more without outranking it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.evidence.index.postings import words
from assistant.evidence.text.words import plain

ADDED = 0.3
"""Weight of a word that the glossary adds, beside 1 for a word of the query."""
ASKING = frozenset(plain("what which who whom whose when where why how do does did can could should would i we you"))
"""Words that ask; they are no words to look for as long as there are others."""


@dataclass(frozen=True)
class Query:
    """One query, read."""

    text: str
    terms: Mapping[str, float]
    """Weight of each stem."""
    said: Mapping[str, str]
    """The asker's word for each stem of the query."""
    added: Mapping[str, str]
    """The glossary's word for each stem that it added."""


@dataclass(frozen=True)
class Reader:
    """Reads queries; `synonyms` are words, each with the words to say in its place."""

    synonyms: tuple[tuple[str, str], ...] = ()

    def read(self, text: str) -> Query:
        """The query with what the glossary adds to it."""
        found = [pair for pair in words(text) if pair[0] not in ASKING] or words(text)
        said: dict[str, str] = {}
        for word, stem in found:
            said.setdefault(stem, word)
        added = {stem: word for word, stem in self._added([stem for _, stem in found]) if stem not in said}
        weights: dict[str, float] = dict.fromkeys(added, ADDED)
        return Query(text, weights | Counter(stem for _, stem in found), said, added)

    def _added(self, stems: list[str]) -> Iterator[tuple[str, str]]:
        """Words and stems of the phrases that mean the same as one in the query."""
        for start in range(len(stems)):
            for size in range(1, min(self._longest, len(stems) - start) + 1):
                for phrase in self._same.get(tuple(stems[start : start + size]), ()):
                    yield from phrase

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._same), default=0)

    @cached_property
    def _same(self) -> Mapping[tuple[str, ...], tuple[tuple[tuple[str, str], ...], ...]]:
        """By the stems of a phrase: the other phrases for the same, each as words with their stems."""
        groups: dict[str, list[tuple[tuple[str, str], ...]]] = {}
        for word, instead in sorted(self.synonyms):
            groups.setdefault(instead, [tuple(words(instead))]).append(tuple(words(word)))
        same: dict[tuple[str, ...], list[tuple[tuple[str, str], ...]]] = {}
        for group in groups.values():
            for phrase in group:
                others = same.setdefault(tuple(stem for _, stem in phrase), [])
                others += [other for other in group if other != phrase and other not in others]
        return {stems: tuple(others) for stems, others in same.items() if stems}
