"""Embeddings of an OpenAI-compatible endpoint: texts go in, vectors come out, or the reason why there are none.

Calls have the deadline, the retries and the faults of every other call of the endpoint. Nothing is sent before the
first text is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from random import Random
from typing import Protocol
from urllib.parse import urlsplit

from assistant.domain.language_model import LanguageModelSettings
from assistant.errors import ModelUnavailableError
from assistant.llm.clock import Clock
from assistant.llm.exchange import SEARCH_INSTEAD, Failure, Vectors
from assistant.llm.patience import Patience

AT_ONCE = 128
"""Texts of one call."""


class _Endpoint(Protocol):
    def vectors(self, texts: list[str], seconds: float, /) -> Vectors | Failure: ...

    def close(self) -> None: ...


class Embedder:
    """One model for embeddings at the endpoint of the settings; safe to use from several threads."""

    def __init__(self, settings: LanguageModelSettings, model: str, *, clock: Clock, jitter: Random) -> None:
        self._settings = settings.model_copy(update={"model": model, "deployment": None})
        self._clock = clock
        self._jitter = jitter

    @property
    def name(self) -> str:
        """The model and the host that serves it."""
        return f"{self._settings.model} at {urlsplit(self._settings.base_url).netloc.rpartition('@')[2]}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector per text, all of one width.

        Raises `ModelUnavailableError` when the endpoint refuses us or has no answer in time, `ConfigurationError` when
        it does not have the model.
        """
        vectors: Vectors = []
        for start in range(0, len(texts), AT_ONCE):
            vectors += self._some(list(texts[start : start + AT_ONCE]))
        if len({len(vector) for vector in vectors}) > 1:
            raise self._failed("the endpoint gave vectors of several widths")
        return vectors

    def close(self) -> None:
        """Lets connections go."""
        self._endpoint.close()

    def _some(self, texts: list[str]) -> Vectors:
        patience = Patience(self._settings, self._clock, self._jitter)
        outcome = patience.ask(partial(self._endpoint.vectors, texts))
        if isinstance(outcome, Failure):
            raise self._failed(str(outcome))
        return outcome

    def _failed(self, reason: str) -> ModelUnavailableError:
        return ModelUnavailableError(f"embeddings `{self.name}`: {reason}. Try again later; {SEARCH_INSTEAD}")

    @cached_property
    def _endpoint(self) -> _Endpoint:
        from assistant.llm.embedding_endpoint import EmbeddingEndpoint

        return EmbeddingEndpoint(self._settings)
