"""A sentence, read once: its words, figures, names, negations and clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from assistant.evidence.support.figure import Figure
from assistant.evidence.support.lexicon import rarity
from assistant.evidence.support.meaning import Numbers
from assistant.evidence.support.polarity import negated
from assistant.evidence.support.quantities import figures
from assistant.evidence.support.units import NUMERIC
from assistant.evidence.support.words import Word, words

_CLAUSE_END = re.compile(r"[,;:()]|\s-\s|\b(?:and|but|while|whereas|which|who|where|although|because)\b")
SHORTEST_CLAUSE = 2
"""Content words that a clause needs to stand alone."""
MOST_READ = 20_000
"""Sentences that are remembered between decisions: the same evidence is held against many claims."""


@dataclass(frozen=True)
class Sentence:
    """A normal text of one sentence; everything about it is computed when first asked for."""

    text: str
    """What is compared."""
    written: str = ""
    """The words of the source, where the caller's glossary put others in their place."""

    @property
    def quote(self) -> str:
        """The words of the source."""
        return self.written or self.text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in order."""
        return words(self.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures and dates, in order."""
        return figures(self.text)

    @cached_property
    def negated(self) -> tuple[bool, ...]:
        """For each word whether it is negated."""
        return negated(self.text, self.words)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Indices of the words that carry content and belong to no figure, but for the noun that is counted."""
        return tuple(at for at, word in enumerate(self.words) if word.content and not self.in_figure(word))

    @cached_property
    def loads(self) -> tuple[float, ...]:
        """What each of them says, 0 to 1."""
        return tuple(rarity(self.words[at].stem) for at in self.content)

    @cached_property
    def load(self) -> float:
        """What they say together."""
        return float(np.array(self.loads, dtype=np.float64).sum())

    @cached_property
    def clauses(self) -> tuple[tuple[int, ...], ...]:
        """Indices of content words by clause; a short clause joins the one before it."""
        ends = [match.start() for match in _CLAUSE_END.finditer(self.text)]
        parts: list[list[int]] = [[]]
        for at in self.content:
            while ends and ends[0] < self.words[at].start:
                ends.pop(0)
                if len(parts[-1]) >= SHORTEST_CLAUSE:
                    parts.append([])
            parts[-1].append(at)
        if len(parts) > 1 and len(parts[-1]) < SHORTEST_CLAUSE:
            last = parts.pop()
            parts[-1] += last
        return tuple(tuple(part) for part in parts if part)

    @cached_property
    def weights_of_clauses(self) -> Numbers:
        """What each content word says of each clause, shape (content words, clauses); each clause sums to 1."""
        place = {at: word for word, at in enumerate(self.content)}
        table = np.zeros((len(self.content), len(self.clauses)))
        for column, clause in enumerate(self.clauses):
            loads = {place[at]: self.loads[place[at]] for at in clause}
            whole = sum(loads.values())
            for row, load in loads.items():
                table[row, column] = load / whole
        return table

    @cached_property
    def content_words(self) -> tuple[str, ...]:
        """The words that carry content, in small letters."""
        return tuple(self.words[at].lower for at in self.content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def once(self) -> Mapping[str, int]:
        """The places of the stems that occur exactly once."""
        counted = Counter(word.stem for word in self.words)
        return {word.stem: at for at, word in enumerate(self.words) if counted[word.stem] == 1}

    def in_figure(self, word: Word) -> bool:
        """Whether a word is part of a figure; the noun that is counted is not."""
        return word.start in self._in_figures

    @cached_property
    def _in_figures(self) -> frozenset[int]:
        """Where the words begin that are part of a figure."""
        if not self.figures:
            return frozenset()
        return frozenset(
            word.start
            for figure in self.figures
            for word in self.words
            if figure.start <= word.start < figure.end and (figure.unit in NUMERIC or word.stem != figure.unit)
        )


@lru_cache(maxsize=MOST_READ)
def read(text: str, written: str = "") -> Sentence:
    """The sentence, read at most once while it is remembered."""
    return Sentence(text, written)
