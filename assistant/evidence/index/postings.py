"""Postings: which stem stands in which passage, and how often; all that a lexical score is counted from."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer

from assistant.evidence.text.words import plain

HEADING = 3
"""How often a word of the title or of a heading counts."""
STOPWORDS = frozenset(
    plain(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they "
        "this to was will with"
    )
)
"""Words that say nothing, as Lucene leaves them out."""


@dataclass(frozen=True)
class Postings:
    """For the stem of number `i` the postings from `starts[i]` to `starts[i + 1]`, sorted by row."""

    stems: Mapping[str, int]
    """Sorted stems with their numbers, from 0."""
    starts: npt.NDArray[np.int64]
    """Shape (stems + 1,)."""
    rows: npt.NDArray[np.int32]
    """Place of the passage that holds the stem; shape (postings,)."""
    counts: npt.NDArray[np.float32]
    """How often, headings counted more; shape (postings,)."""
    lengths: npt.NDArray[np.float32]
    """Stems of each passage, counted likewise; shape (passages,)."""

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> Postings:
        """The postings of passages, given as heading and text."""
        numbers = _Numbers()
        terms, sizes = array("i"), array("i")
        for heading, text in texts:
            for part in (heading, text):
                found = plain(part)
                terms.extend(map(numbers.__getitem__, found))
                sizes.append(len(found))
        said = np.array(terms) >= 0
        before = np.concatenate(([0], np.cumsum(said)))
        ends = np.cumsum([0, *sizes])
        return _counted(numbers.stems, np.array(terms, dtype=np.int64)[said], np.diff(before[ends]))

    def where(self, stem: str) -> slice:
        """The postings of a stem; empty for one that stands nowhere."""
        number = self.stems.get(stem)
        return slice(0, 0) if number is None else slice(int(self.starts[number]), int(self.starts[number + 1]))

    def holding(self, stems: Collection[str]) -> npt.NDArray[np.int32]:
        """Places of the passages that hold every one of the stems, ascending; none for no stems."""
        first, *others = sorted((self.rows[self.where(stem)] for stem in stems), key=len) or [self.rows[:0]]
        for other in others:
            first = first[other.take(other.searchsorted(first), mode="clip") == first]
        return first

    def only(self, allowed: npt.NDArray[np.bool_]) -> Postings:
        """The postings of the allowed passages alone, counted from 0; stems that stand nowhere stay."""
        kept = allowed[self.rows]
        before = np.concatenate(([0], np.cumsum(kept, dtype=np.int64)))
        places = np.cumsum(allowed, dtype=np.int32) - 1
        rows = places[self.rows[kept]].astype(np.int32)
        return Postings(self.stems, before[self.starts], rows, self.counts[kept], self.lengths[allowed])


def words(text: str) -> list[tuple[str, str]]:
    """The words of a text that say something, each with its stem."""
    stem = Stemmer.Stemmer("english").stemWord
    return [(word, stem(word)) for word in plain(text) if word not in STOPWORDS]


class _Numbers(dict[str, int]):
    """The number of each word's stem, given when it is first seen; -1 for a word that says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer("english").stemWord
        self._of_stem: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = -1 if word in STOPWORDS else self._of_stem.setdefault(self._stem(word), len(self._of_stem))
        self[word] = number
        return number

    @property
    def stems(self) -> Sequence[str]:
        return list(self._of_stem)


def _counted(stems: Sequence[str], terms: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> Postings:
    """Postings of a stream of stem numbers, `sizes` of which belong to each heading and text in turn."""
    passages = len(sizes) // 2
    order = sorted(range(len(stems)), key=stems.__getitem__)
    rank = np.empty(len(stems), dtype=np.int64)
    rank[order] = np.arange(len(stems))
    rows = np.repeat(np.arange(passages).repeat(2), sizes)
    counts = np.repeat(np.tile((HEADING, 1), passages), sizes)
    lengths = np.bincount(rows, counts, minlength=passages)
    keys = rank[terms] * passages + rows
    sequence = np.argsort(keys, kind="stable")
    ordered = keys[sequence]
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    found = ordered[firsts]
    summed = np.add.reduceat(counts[sequence], firsts) if len(firsts) else firsts
    starts = np.searchsorted(found, np.arange(len(stems) + 1) * passages)
    return Postings(
        {stems[number]: place for place, number in enumerate(order)},
        starts.astype(np.int64),
        (found % max(1, passages)).astype(np.int32),
        summed.astype(np.float32),
        lengths.astype(np.float32),
    )
