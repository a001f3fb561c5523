"""How the words of a sentence find their counterparts in the evidence, and which evidence sentences cover it best.

A counterpart is the same word, a synonym, a derivation or a word near in meaning; how near is a number from 0 to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from assistant.evidence import embeddings
from assistant.evidence.support.lexicon import lexicon, rarity
from assistant.evidence.support.reading import Sentence

Numbers = npt.NDArray[np.float64]
SYNONYM, DERIVED = 0.9, 0.75
NEAR = 0.45
"""Least cosine of two words that counts."""
OPENING = 4
"""Letters that two words share at least when one derives from the other."""
MOST_KNOWN = 20_000
"""Vectors of words and sentences that are remembered between decisions."""
_UNIT = float(embeddings.LENGTH) ** 2


@dataclass(frozen=True)
class Alignment:
    """A claim beside evidence sentences."""

    claim: Sentence
    evidence: tuple[Sentence, ...]
    synonyms: Mapping[str, str]
    """Stem to the stem of the word that the caller's glossary puts in its place."""

    @cached_property
    def weights(self) -> Numbers:
        """What each content word of the claim says, shape (content words,)."""
        return np.array([rarity(self.claim.words[at].stem) for at in self.claim.content], dtype=np.float64)

    @cached_property
    def loads(self) -> tuple[float, ...]:
        """The same, to be read one by one."""
        return tuple(self.weights.tolist())

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Lower-case content words of the evidence, sorted."""
        return tuple(sorted({word for sentence in self.evidence for word in sentence.content_words}))

    @cached_property
    def nearness(self) -> Numbers:
        """How near words of the evidence are to words of the claim, shape (content words, vocabulary)."""
        claim = [self.claim.words[at] for at in self.claim.content]
        table = self._meaning([word.lower for word in claim])
        table[[word.name for word in claim]] = 0.0
        best: dict[tuple[int, int], float] = {}
        for row, word in enumerate(claim):
            for value, columns in self._spelled(word.stem):
                best.update(((row, column), max(value, best.get((row, column), 0.0))) for column in columns)
        if best:
            places = tuple(zip(*best, strict=True))
            table[places] = np.maximum(table[places], list(best.values()))
        return table

    @cached_property
    def cover(self) -> Numbers:
        """How well each sentence covers each content word, shape (sentences, content words)."""
        rows = np.zeros((len(self.evidence), len(self.claim.content)))
        telling = [row for row, sentence in enumerate(self.evidence) if sentence.content]
        columns = [self.columns_of(self.evidence[row]) for row in telling]
        if columns:
            starts = [0, *accumulate(map(len, columns[:-1]))]
            beside = self.nearness[:, list(chain.from_iterable(columns))]
            rows[telling] = np.maximum.reduceat(beside, starts, axis=1).T
        return rows

    @cached_property
    def column(self) -> Mapping[str, int]:
        """The column of each word of the vocabulary."""
        return {word: column for column, word in enumerate(self.vocabulary)}

    def columns_of(self, sentence: Sentence) -> list[int]:
        """The columns of a sentence's content words, in their order."""
        return [self.column[word] for word in sentence.content_words]

    @cached_property
    def shares(self) -> Numbers:
        """Weighted share of the claim that each sentence covers, 0 to 1, shape (sentences,)."""
        total = self.weights.sum()
        return self.cover @ self.weights / total if total else np.zeros(len(self.evidence))

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """Sentences by what they cover, the best first; ties go to the shorter, then by text."""
        shares = [round(share, 9) for share in self.shares.tolist()]
        return tuple(
            sorted(
                range(len(self.evidence)),
                key=lambda row: (-shares[row], len(self.evidence[row].text), self.evidence[row].text),
            )
        )

    def chosen(self, most: int) -> tuple[int, ...]:
        """Up to `most` sentences that together cover most, picked one by one."""
        picked: list[int] = []
        covered = np.zeros(len(self.claim.content))
        for _ in range(min(most, len(self.evidence))):
            gains = np.maximum(self.cover - covered, 0.0) @ self.weights
            rounded = [-round(gain, 9) for gain in gains.tolist()]
            best = min(self.ranked, key=rounded.__getitem__)
            if gains[best] <= 1e-9:
                break
            picked.append(best)
            covered = np.maximum(covered, self.cover[best])
        return tuple(picked)

    def share(self, rows: Sequence[int]) -> float:
        """Weighted share of the claim that these sentences cover together."""
        total = self.weights.sum()
        return float(self.covered(rows) @ self.weights / total) if total else 0.0

    def covered(self, rows: Sequence[int]) -> Numbers:
        """How well these sentences together cover each content word."""
        return self.cover[list(rows)].max(axis=0) if rows else np.zeros(len(self.claim.content))

    @cached_property
    def _columns(self) -> Mapping[str, list[int]]:
        """The columns of each stem of the evidence."""
        stems = {word.lower: word.stem for sentence in self.evidence for word in sentence.words}
        columns: dict[str, list[int]] = defaultdict(list)
        for column, word in enumerate(self.vocabulary):
            columns[stems[word]].append(column)
        return columns

    @cached_property
    def _meant(self) -> Mapping[str, list[int]]:
        """The columns of each stem that the glossary puts in the place of the evidence's stems."""
        columns: dict[str, list[int]] = defaultdict(list)
        for known, places in self._columns.items():
            columns[self.synonyms.get(known, known)] += places
        return columns

    @cached_property
    def _openings(self) -> Mapping[str, list[str]]:
        """The stems of the evidence by their first letters."""
        openings: dict[str, list[str]] = defaultdict(list)
        for known in self._columns:
            openings[known[:OPENING]].append(known)
        return openings

    def _spelled(self, said: str) -> Iterator[tuple[float, list[int]]]:
        """Columns of the words that say the same by their letters, the lexicon or the caller's glossary."""
        for known in self._openings.get(said[:OPENING], ()):
            if _derived(said, known):
                yield DERIVED, self._columns[known]
        for known in lexicon().same.get(said, ()):
            if known in self._columns:
                yield SYNONYM, self._columns[known]
        if self.synonyms:
            yield 1.0, self._meant.get(self.synonyms.get(said, said), [])
        if said in self._columns:
            yield 1.0, self._columns[said]

    def _meaning(self, claim: Sequence[str]) -> Numbers:
        if not claim or not self.vocabulary:
            return np.zeros((len(claim), len(self.vocabulary)))
        cosines = _vectors(claim) @ _vectors(self.vocabulary).T / _UNIT
        table, near = np.zeros(cosines.shape), cosines >= NEAR
        table[near] = np.minimum(np.round(cosines[near], 4), 1.0)
        return table


def _derived(word: str, other: str) -> bool:
    shorter, longer = sorted((len(word), len(other)))
    same = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        same += 1
    return same >= OPENING and same >= shorter - 1 and same >= 0.6 * longer


def likeness(alignment: Alignment) -> Numbers:
    """Cosine of the claim and each evidence sentence as wholes, the nearest first, shape (sentences,)."""
    vectors = _vectors([alignment.claim.text, *(sentence.text for sentence in alignment.evidence)])
    return np.sort(vectors[1:] @ vectors[0] / _UNIT)[::-1]


def _vectors(words: Sequence[str]) -> Numbers:
    """The vectors of words or sentences, remembered."""
    known = {word: _KNOWN.get(word) for word in words}
    new = [word for word, vector in known.items() if vector is None]
    if new:
        found = dict(zip(new, _model().embed(new).astype(np.float64), strict=True))
        if len(_KNOWN) + len(new) > MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN.update(found)
        known |= found
    return np.array([known[word] for word in words])


_KNOWN: dict[str, Numbers] = {}


@cache
def _model() -> embeddings.Embeddings:
    return embeddings.WordLlama()
