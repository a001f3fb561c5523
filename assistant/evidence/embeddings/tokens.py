"""Tokens of texts for static embeddings: each piece between spaces is cut once, and its tokens are remembered.

No token of the vocabulary reaches over a space, so that a piece has the same tokens in any company.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.intp]
_KEPT = 500_000
"""Pieces of text whose tokens are remembered."""
_TOGETHER = 200
"""Pieces that the tokenizer gets as one text."""
_OPENING = "\N{LOWER ONE EIGHTH BLOCK}"
"""How the tokenizer writes a space."""


class _Pieces(dict[str, list[int]]):
    """The tokens of each piece; an empty list stands for a piece that was never asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[str] = []
        """Pieces whose lists are to be filled."""

    def __missing__(self, piece: str) -> list[int]:
        self.fresh.append(piece)
        tokens = self[piece] = []
        return tokens


class Tokens:
    """What a tokenizer cuts from texts."""

    def __init__(self, file: Path) -> None:
        """`file` is read when the first text is cut."""
        self._file = file
        self._pieces = _Pieces()
        self._one_at_a_time = Lock()

    def of(self, texts: Sequence[str]) -> list[Ids]:
        """The tokens of each text; threads take turns, for what one looks up another is waiting for."""
        with self._one_at_a_time:
            if len(self._pieces) > _KEPT:
                self._pieces = _Pieces()
            found = [[*map(self._pieces.__getitem__, text.split(" "))] for text in texts]
            if self._pieces.fresh:
                self._learn()
            return [np.array([*chain.from_iterable(some)], dtype=np.intp) for some in found]

    def _learn(self) -> None:
        """Looks up the tokens of pieces not seen before."""
        fresh, self._pieces.fresh = self._pieces.fresh, []
        plain = [piece for piece in fresh if piece and _OPENING not in piece and "<" not in piece]
        for piece, ids in zip(plain, self._cut(plain), strict=True):
            self._pieces[piece].extend(ids)
        others = sorted(set(fresh).difference(plain))
        for piece, ids in zip(others, self._encoded(others), strict=True):
            self._pieces[piece].extend(ids)

    def _cut(self, pieces: Sequence[str]) -> Iterator[list[int]]:
        """Tokens of pieces that hold no mark of the tokenizer: many are cut together, each begins with a space."""
        joined = [" ".join(pieces[start : start + _TOGETHER]) for start in range(0, len(pieces), _TOGETHER)]
        for ids in self._encoded(joined):
            starts = np.flatnonzero(self._opens[ids]).tolist()
            for start, end in pairwise([*starts, len(ids)]):
                yield ids[start:end]

    def _encoded(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for entry in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False) if texts else ():
            yield entry.ids

    @cached_property
    def _opens(self) -> npt.NDArray[np.bool_]:
        """Whether each token begins with a space."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        opens = np.zeros(max(vocabulary.values()) + 1, dtype=np.bool_)
        opens[[id for token, id in vocabulary.items() if token.startswith(_OPENING)]] = True
        return opens

    @cached_property
    def _tokenizer(self) -> Any:
        # wordllama's own loader looks for this file elsewhere, and would download it.
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer
