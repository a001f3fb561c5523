"""What the evidence room searches with: the settings, the glossary's words, and embeddings of an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from assistant.evidence import Setup
from assistant.llm import Embedder, SystemClock
from assistant.settings import Settings


def search_setup(settings: Settings, synonyms: Callable[[], Mapping[str, str]]) -> Setup:
    """The setup of a workspace; the endpoint is opened when embeddings are first made there."""

    def endpoint(model: str) -> Embedder:
        return Embedder(settings.llm, model, clock=SystemClock(), jitter=Random())

    return Setup(
        embeddings=settings.embeddings,
        limits=settings.documents,
        index=settings.index,
        synonyms=synonyms,
        endpoint=endpoint,
    )
