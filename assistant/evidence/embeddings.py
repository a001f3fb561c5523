"""Embeddings: text to vectors whose products are exact.

Vectors are unit vectors in steps of 1/4000, held as whole numbers in float32. By Cauchy and Schwarz no sum of their
products exceeds 2^24, below which float32 is exact: a score is the same in any order of summation, on any machine and
for any batch. Vectors of two models are never compared; a model is known by its `name`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import ConfigurationError, did_you_mean

Vectors = npt.NDArray[np.float32]
"""One row per text: whole numbers, length about `LENGTH`, or all zero for a text without words."""
LENGTH = 4000
KNOWN = ("wordllama",)


class Embeddings(Protocol):
    """A model that turns texts into vectors, one by one: the same text gives the same vector in any company."""

    @property
    def name(self) -> str:
        """Model and version; what is stored with the index."""
        ...

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Exact vectors of the texts, shape (texts, width)."""
        ...


def exact(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Unit vectors in whole steps; a zero or unusable vector (NaN, infinite) becomes zero."""
    usable = np.nan_to_num(vectors.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(usable, axis=1, keepdims=True)
    return np.rint(usable * (LENGTH / np.where(lengths > 0, lengths, 1.0))).astype(np.float32)


def load(name: str) -> Embeddings:
    """The model of that name in the settings; `ConfigurationError` when there is none."""
    if name == "wordllama":
        return WordLlama()
    raise ConfigurationError(
        f"embeddings: unknown model `{name}`.{did_you_mean(name, KNOWN)} Known: {', '.join(KNOWN)}."
    )


class WordLlama:
    """Static embeddings that ship with the product's dependencies: no download, no network."""

    width = 256

    def __init__(self) -> None:
        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise ConfigurationError("embeddings: `wordllama` is not installed. Run `pip install wordllama`.")
        self._folder = Path(spec.origin).parent
        self.name = f"wordllama {version('wordllama')} l2_supercat_{self.width}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The mean of the tokens' vectors, made exact."""
        means = np.zeros((len(texts), self.width), dtype=np.float64)
        for row, encoded in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoded.ids:
                means[row] = self._weights[np.array(encoded.ids)].mean(axis=0, dtype=np.float64)
        return exact(means)

    @cached_property
    def _tokenizer(self) -> Any:
        # wordllama's own loader looks for this file elsewhere, and would download it.
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _weights(self) -> npt.NDArray[np.float32]:
        from safetensors.numpy import load_file

        weights = load_file(self._folder / "weights" / f"l2_supercat_{self.width}.safetensors")
        return weights["embedding.weight"].astype(np.float32)
