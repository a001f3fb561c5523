"""Tokens of texts for static embeddings: each piece between spaces is cut once, and its tokens are remembered.

No token of the vocabulary reaches over a space, so that a piece has the same tokens in any company.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
_KEPT = 500_000
"""Pieces of text whose tokens are remembered."""
_TOGETHER = 200
"""Pieces that the tokenizer gets as one text."""
_OPENING = "\N{LOWER ONE EIGHTH BLOCK}"
"""How the tokenizer writes a space."""


class _Numbers(dict[str, int]):
    """The number of each piece, given when it is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[str] = []
        """Pieces whose tokens are not known yet."""

    def __missing__(self, piece: str) -> int:
        self.fresh.append(piece)
        number = self[piece] = len(self)
        return number


class Tokens:
    """What a tokenizer cuts from texts."""

    def __init__(self, file: Path) -> None:
        """`file` is read when the first text is cut."""
        self._file = file
        self._forget()

    def of(self, texts: Sequence[str]) -> tuple[Ids, npt.NDArray[np.int64]]:
        """The tokens of all texts in a row, and how many each has; shapes (tokens,) and (texts,)."""
        if len(self._numbers) > _KEPT:
            self._forget()
        split = [text.split(" ") for text in texts]
        pieces = np.array([*map(len, split)], dtype=np.int64)
        found = map(self._numbers.__getitem__, chain.from_iterable(split))
        numbers = np.fromiter(found, dtype=np.int64, count=int(pieces.sum()))
        if self._numbers.fresh:
            self._learn()
        ends = np.frombuffer(self._ends, dtype=np.int64)
        starts = ends[numbers]
        sizes = ends[numbers + 1] - starts
        shifts = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        ids = np.frombuffer(self._ids, dtype=np.int32)[np.arange(len(shifts)) + shifts]
        return ids, np.add.reduceat(sizes, np.cumsum(pieces) - pieces) if len(texts) else pieces

    def _forget(self) -> None:
        self._numbers = _Numbers()
        self._ids = array("i")
        self._ends = array("q", [0])

    def _learn(self) -> None:
        """Looks up the tokens of pieces not seen before."""
        fresh, self._numbers.fresh = self._numbers.fresh, []
        plain = [bool(piece) and _OPENING not in piece and "<" not in piece for piece in fresh]
        together = self._cut([piece for piece, simple in zip(fresh, plain, strict=True) if simple])
        alone = self._encoded([piece for piece, simple in zip(fresh, plain, strict=True) if not simple])
        for simple in plain:
            self._ids.extend(next(together if simple else alone))
            self._ends.append(len(self._ids))

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
