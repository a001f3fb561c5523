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
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import ConfigurationError, did_you_mean
from assistant.evidence.setup import Embedder, Setup

Vectors = npt.NDArray[np.float32]
"""One row per text: whole numbers, length about `LENGTH`, or all zero for a text without words."""
LENGTH = 4000
_KEPT = 500_000
"""Pieces of text whose tokens are remembered."""
ENDPOINT = "openai:"


class Embeddings(Protocol):
    """A model that turns texts into vectors, one by one: the same text gives the same vector in any company."""

    @property
    def name(self) -> str:
        """Model and version; what is stored with the index."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Exact vectors of the texts, shape (texts, width)."""
        ...


def exact(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Unit vectors in whole steps; a zero or unusable vector (NaN, infinite) becomes zero."""
    usable = np.nan_to_num(vectors.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(usable, axis=1, keepdims=True)
    return np.rint(usable * (LENGTH / np.where(lengths > 0, lengths, 1.0))).astype(np.float32)


def load(setup: Setup) -> Embeddings:
    """The model of the setup; `ConfigurationError` when there is none of that name, or it is not installed."""
    name = setup.embeddings
    if name == "wordllama":
        return WordLlama()
    if name == "minilm":
        from assistant.evidence.minilm import MiniLm

        return MiniLm.found(setup.index.minilm)
    if name.startswith(ENDPOINT) and len(name) > len(ENDPOINT) and setup.endpoint is not None:
        return FromEndpoint(setup.endpoint(name.removeprefix(ENDPOINT)))
    known = ("wordllama", "minilm", f"{ENDPOINT}MODEL")
    raise ConfigurationError(
        f"embeddings: unknown model `{name}`.{did_you_mean(name, known)} Known: {', '.join(known)}."
    )


class FromEndpoint:
    """Embeddings of an OpenAI-compatible endpoint, made exact."""

    def __init__(self, endpoint: Embedder) -> None:
        self._endpoint = endpoint
        self.name = f"{ENDPOINT}{endpoint.name}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors as the endpoint gives them; a text without words is not sent, and is like nothing."""
        worded = [place for place, text in enumerate(texts) if any(map(str.isalnum, text))]
        if not worded:
            return np.zeros((len(texts), 0), dtype=np.float32)
        made = exact(np.array(self._endpoint.embed([texts[place] for place in worded]), dtype=np.float64))
        vectors = np.zeros((len(texts), made.shape[1]), dtype=np.float32)
        vectors[worded] = made
        return vectors


class WordLlama:
    """Static embeddings that ship with the product's dependencies: no download, no network."""

    width = 256

    def __init__(self) -> None:
        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise ConfigurationError("embeddings: `wordllama` is not installed. Run `pip install wordllama`.")
        self._folder = Path(spec.origin).parent
        self.name = f"wordllama {version('wordllama')} l2_supercat_{self.width}"
        self._tokens: dict[str, tuple[int, ...]] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The mean of the tokens' vectors, made exact."""
        split = [text.split(" ") for text in texts]
        self._learn(split)
        means = np.zeros((len(texts), self.width), dtype=np.float64)
        for row, pieces in enumerate(split):
            ids = list(chain.from_iterable(map(self._tokens.__getitem__, pieces)))
            if ids:
                means[row] = np.add.reduce(self._weights.take(ids, axis=0), axis=0) / len(ids)
        return exact(means)

    def _learn(self, split: Sequence[Sequence[str]]) -> None:
        """Looks up the tokens of pieces not seen before: no token reaches over a space, so a piece is cut alone."""
        if len(self._tokens) > _KEPT:
            self._tokens.clear()
        fresh = sorted(set(chain.from_iterable(split)).difference(self._tokens))
        if not fresh:
            return
        encoded = self._tokenizer.encode_batch(fresh, add_special_tokens=False)
        self._tokens.update(zip(fresh, (tuple(entry.ids) for entry in encoded), strict=True))

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
