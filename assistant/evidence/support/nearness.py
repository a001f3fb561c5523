"""How near a word of evidence is to a word of a claim, as a number from 0 to 1.

The same word, the caller's word for it, a synonym, a derivation, or a word near in meaning. A number depends on its two
words alone and is computed once while it is remembered; names have no meaning, only letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from assistant.evidence.support.lexicon import lexicon, stem
from assistant.evidence.support.meaning import Numbers, cosines
from assistant.evidence.support.words import Word

SYNONYM, DERIVED = 0.9, 0.75
NEAR = 0.45
"""Least cosine of two words that counts."""
OPENING = 4
"""Letters that two words share at least when one derives from the other."""
MOST_SAID, MOST_KNOWN = 2_048, 4_096
"""Words of claims and of evidence whose nearness is remembered."""


class Nearness:
    """Nearness under one glossary; safe to use from several threads."""

    def __init__(self, synonyms: Mapping[str, str]) -> None:
        """`synonyms`: stem to the stem of the word that the caller's glossary puts in its place."""
        self._synonyms = synonyms
        self._table = np.empty((MOST_SAID, MOST_KNOWN))
        self._rows: dict[tuple[str, bool], int] = {}
        self._columns: dict[str, int] = {}
        self._lock = Lock()

    def between(self, said: Sequence[Word], known: Sequence[str]) -> Numbers:
        """Of words of a claim and lower-case words of evidence, shape (said, known)."""
        with self._lock:
            if not self._room(said, known):
                return self._computed(said, known)
            places = np.array([self._row(word) for word in said], dtype=np.intp)[:, None], self._places(known)
            found = self._table[places]
            lacking = np.isnan(found)
            if lacking.any():
                for new_rows, new in _blocks(lacking):
                    found[np.ix_(new_rows, new)] = self._computed(
                        [said[at] for at in new_rows], [known[at] for at in new]
                    )
                self._table[places] = found
        return found

    def _room(self, said: Sequence[Word], known: Sequence[str]) -> bool:
        """Whether these words can be remembered; what else is remembered may be forgotten for them."""
        if len(self._rows) + len(said) <= MOST_SAID and len(self._columns) + len(known) <= MOST_KNOWN:
            return True
        if self._columns.keys() >= set(known) and self._rows.keys() >= {(word.lower, word.name) for word in said}:
            return True
        self._rows.clear()
        self._columns.clear()
        return len(said) <= MOST_SAID and len(set(known)) <= MOST_KNOWN

    def _places(self, known: Sequence[str]) -> npt.NDArray[np.intp]:
        """The columns of these words; new ones get a column."""
        try:
            columns = list(map(self._columns.__getitem__, known))
        except KeyError:
            columns = [self._columns.setdefault(word, len(self._columns)) for word in known]
        return np.array(columns, dtype=np.intp)

    def _row(self, word: Word) -> int:
        key = word.lower, word.name
        if key not in self._rows:
            self._rows[key] = len(self._rows)
            self._table[self._rows[key]] = np.nan
        return self._rows[key]

    def _computed(self, said: Sequence[Word], known: Sequence[str]) -> Numbers:
        table = np.zeros((len(said), len(known)))
        common = [row for row, word in enumerate(said) if not word.name]
        if common and known:
            likeness = cosines([said[row].lower for row in common], known)
            table[common] = np.where(likeness >= NEAR, np.minimum(np.round(likeness, 4), 1.0), 0.0)
        spelled = _Spelled(known, self._synonyms)
        for row, word in enumerate(said):
            for value, columns in spelled.like(word.stem):
                table[row, columns] = np.maximum(table[row, columns], value)
        return table


class _Spelled:
    """Words of evidence by their letters, to find those that say the same as another word."""

    def __init__(self, known: Sequence[str], synonyms: Mapping[str, str]) -> None:
        self._synonyms = synonyms
        self._columns: dict[str, list[int]] = defaultdict(list)
        self._meant: dict[str, list[int]] = defaultdict(list)
        self._openings: dict[str, list[str]] = defaultdict(list)
        for column, word in enumerate(known):
            self._columns[stem(word)].append(column)
        for known_stem, columns in self._columns.items():
            self._openings[known_stem[:OPENING]].append(known_stem)
            if synonyms:
                self._meant[synonyms.get(known_stem, known_stem)] += columns

    def like(self, said: str) -> Iterator[tuple[float, list[int]]]:
        """Columns of the words that say the same by their letters, the lexicon or the caller's glossary, by stem."""
        for known in self._openings.get(said[:OPENING], ()):
            if _derived(said, known):
                yield DERIVED, self._columns[known]
        for known in lexicon().same.get(said, ()):
            if known in self._columns:
                yield SYNONYM, self._columns[known]
        if self._synonyms:
            yield 1.0, self._meant.get(self._synonyms.get(said, said), [])
        if said in self._columns:
            yield 1.0, self._columns[said]


def _blocks(lacking: npt.NDArray[np.bool_]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns that hold all that is lacking: columns that lack every number, then rows that lack others."""
    new = lacking.all(axis=0)
    yield list(range(len(lacking))), np.flatnonzero(new).tolist()
    rest = lacking & ~new
    yield np.flatnonzero(rest.any(axis=1)).tolist(), np.flatnonzero(rest.any(axis=0)).tolist()


def _derived(word: str, other: str) -> bool:
    shorter, longer = sorted((len(word), len(other)))
    same = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        same += 1
    return same >= OPENING and same >= shorter - 1 and same >= 0.6 * longer
