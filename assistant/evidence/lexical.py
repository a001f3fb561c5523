"""Lexical search: BM25 over stemmed words, counted among the allowed passages only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer

_WORD = re.compile(r"\w+")
_STOPWORDS = frozenset(bm25s.stopwords.STOPWORDS_EN)


def words(texts: Sequence[str]) -> list[list[str]]:
    """The stems of each text, without words that say nothing."""
    stemmer = Stemmer.Stemmer("english")
    known: dict[str, str] = {}
    return [[_stem(word, stemmer, known) for word in _plain(text) if word not in _STOPWORDS] for text in texts]


class Lexical:
    """BM25 over passages given as their words."""

    def __init__(self, passages: Sequence[Sequence[str]]) -> None:
        vocabulary = {word: index for index, word in enumerate(sorted({w for words in passages for w in words}))}
        self._count = len(passages)
        self._index: bm25s.BM25 | None = None
        if vocabulary:
            self._index = bm25s.BM25()
            ids = [[vocabulary[word] for word in words] for words in passages]
            self._index.index((ids, vocabulary), show_progress=False)

    def scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """The score of each passage, not negative; shape (passages,)."""
        tokens = [] if self._index is None else self._index.get_tokens_ids(list(query))
        if self._index is None or not tokens:
            return np.zeros(self._count)
        return np.asarray(self._index.get_scores_from_ids(tokens), dtype=np.float64)


def _plain(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _stem(word: str, stemmer: Stemmer.Stemmer, known: dict[str, str]) -> str:
    stem = known.get(word)
    if stem is None:
        stem = known[word] = stemmer.stemWord(word)
    return stem
