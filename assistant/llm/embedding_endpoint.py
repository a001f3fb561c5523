"""The embeddings interface of one OpenAI-compatible endpoint, call by call."""

from __future__ import annotations

import math

import openai

from assistant.domain.language_model import LanguageModelSettings
from assistant.llm import faults
from assistant.llm.calls import Calls
from assistant.llm.endpoint import CONNECT_SECONDS, NO_KEY
from assistant.llm.exchange import SEARCH_INSTEAD, Failure, Vectors


class EmbeddingEndpoint:
    """Embeddings over HTTP; the vendor's own retries are off."""

    def __init__(self, settings: LanguageModelSettings) -> None:
        self._settings = settings
        self._calls = Calls()
        self._client = _client(settings)

    def vectors(self, texts: list[str], seconds: float, /) -> Vectors | Failure:
        """One call; a vector for each text in its order, or why there are none."""
        try:
            return self._calls.run(self._ask(texts), seconds)
        except TimeoutError:
            return Failure("deadline", f"{seconds:.0f} s")
        except (openai.OpenAIError, *faults.MALFORMED) as error:
            return faults.failure(error, self._settings, SEARCH_INSTEAD)

    def close(self) -> None:
        """Closes connections and ends the thread of the calls."""
        self._calls.close(self._client.close)

    async def _ask(self, texts: list[str]) -> Vectors:
        answer = await self._client.embeddings.create(
            input=texts, model=self._settings.model or "", encoding_format="float"
        )
        found = {entry.index: entry.embedding for entry in answer.data}
        if sorted(found) != list(range(len(texts))):
            raise ValueError(f"{len(found)} vectors for {len(texts)} texts")
        vectors = [[float(number) for number in found[place]] for place in range(len(texts))]
        if not all(vector and all(map(math.isfinite, vector)) for vector in vectors):
            raise ValueError("a vector without numbers")
        return vectors


def _client(settings: LanguageModelSettings) -> openai.AsyncOpenAI:
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    timeout = openai.Timeout(None, connect=CONNECT_SECONDS)
    if settings.provider == "openai":
        return openai.AsyncOpenAI(api_key=key or NO_KEY, base_url=settings.base_url, max_retries=0, timeout=timeout)
    return openai.AsyncAzureOpenAI(
        api_key=key or NO_KEY,
        azure_endpoint=settings.base_url,
        api_version=settings.api_version,
        max_retries=0,
        timeout=timeout,
    )
