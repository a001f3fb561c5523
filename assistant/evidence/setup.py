"""With what evidence is read, indexed and searched: what the settings and the other rooms give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.domain.file_limits import FileLimits
from assistant.domain.index_settings import IndexSettings


class Embedder(Protocol):
    """An endpoint that turns texts into vectors."""

    @property
    def name(self) -> str:
        """Model and place, without secrets."""
        ...

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector per text, all of one width; raises `ModelUnavailableError` when there are none to be had."""
        ...


@dataclass(frozen=True)
class Setup:
    """What to read, index and search with."""

    embeddings: str = "wordllama"
    """The setting of that name."""
    limits: FileLimits = field(default_factory=FileLimits)
    """Bounds for reading one file."""
    index: IndexSettings = field(default_factory=IndexSettings)
    """Where the index lies."""
    synonyms: Callable[[], Mapping[str, str]] = dict
    """Words of the glossary, each with the word to say in its place; asked for at the first search."""
    endpoint: Callable[[str], Embedder] | None = None
    """Opens the embeddings of that name at the endpoint of `[llm]`."""
