"""Embeddings: text to vectors, by the model that the settings name.

Vectors of two models are never compared; a model is known by its `name`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import ConfigurationError, did_you_mean
from assistant.evidence.embeddings.exact import Vectors, exact
from assistant.evidence.embeddings.tokens import Tokens
from assistant.evidence.setup import Embedder, Setup

_AT_ONCE = 1000
"""Texts whose tokens are held at once."""
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


def load(setup: Setup) -> Embeddings:
    """The model of the setup; `ConfigurationError` when there is none of that name, or it is not installed."""
    name = setup.embeddings
    if name == "wordllama":
        return WordLlama()
    if name == "minilm":
        from assistant.evidence.embeddings.minilm import MiniLm

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
        self._tokens = Tokens(self._folder / "tokenizers" / "l2_supercat_tokenizer_config.json")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The mean of the tokens' vectors, made exact."""
        means = [self._means(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
        return exact(np.concatenate([np.zeros((0, self.width)), *means]))

    def _means(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        cut = self._tokens.of(texts)
        means = np.zeros((len(texts), self.width), dtype=np.float64)
        # One array for the vectors of every text: fetching memory anew for each takes longer than adding them up.
        vectors = np.empty((max(map(len, cut)), self.width), dtype=np.float32)
        for row, ids in enumerate(cut):
            if len(ids):
                taken = self._weights.take(ids, axis=0, out=vectors[: len(ids)], mode="clip")
                means[row] = np.add.reduce(taken, axis=0) / len(ids)
        return means

    @cached_property
    def _weights(self) -> npt.NDArray[np.float32]:
        from safetensors.numpy import load_file

        weights = load_file(self._folder / "weights" / f"l2_supercat_{self.width}.safetensors")
        return weights["embedding.weight"].astype(np.float32)
