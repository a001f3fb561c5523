"""A Chroma server that a team shares: each state of the documents is a collection of its own, named after it.

A collection is written whole and then marked as complete, so that whoever reads finds all of it or nothing, however
many machines write and wherever one is killed: two that index the same documents write the same. What one machine has
embedded, the others take over. A search reads the machine's own snapshot and goes on without the server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from assistant.domain.evidence import Passage
from assistant.domain.index_settings import IndexSettings
from assistant.errors import StoreError
from assistant.evidence.documents.corpus import Progress
from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.vectors import VectorStore, connected


class Server:
    """The collections of one workspace."""

    def __init__(self, settings: IndexSettings) -> None:
        self._address = settings.chroma
        self._name = settings.name

    def fetch(self, state: str) -> tuple[tuple[Passage, ...], Vectors] | None:
        """Passages sorted by id, and their vectors; None when no whole collection of that state is there."""
        with connected(self._address) as client:
            store = VectorStore.there(client, self._called(state))
            if store is None or store.complete is None:
                return None
            found = store.everything()
            return found if store.complete == _digest(*found) else None

    def has(self, state: str) -> bool:
        """Whether a whole collection of that state is there."""
        with connected(self._address) as client:
            store = VectorStore.there(client, self._called(state)) if state else None
            return store is not None and store.complete is not None

    def publish(self, state: str, passages: Sequence[Passage], vectors: Vectors, progress: Progress | None) -> None:
        """Writes a collection; `StoreError` when the server does not hold what was written."""
        with connected(self._address) as client:
            store = VectorStore.made(client, self._called(state))
            store.put(passages, vectors, progress)
            if store.ids() != [passage.id for passage in passages]:
                raise StoreError("the Chroma server holds not what was written. Run `parlance index` again.")
            store.mark(_digest(passages, vectors))

    def forget(self, state: str) -> None:
        """Removes the collection of a state, if it is there."""
        with connected(self._address) as client:
            if VectorStore.there(client, self._called(state)) is not None:
                client.delete_collection(self._called(state))

    def nearest(self, state: str, vector: Vectors, count: int) -> list[str] | None:
        """Ids of about the nearest passages; None when the collection is gone."""
        with connected(self._address) as client:
            store = VectorStore.there(client, self._called(state))
            return None if store is None else store.nearest(vector, count)

    def _called(self, state: str) -> str:
        return f"{self._name}-{state}"


def _digest(passages: Sequence[Passage], vectors: Vectors) -> str:
    digest = hashlib.sha256(vectors.astype("<i2").tobytes())
    for passage in passages:
        digest.update(passage.model_dump_json(exclude_defaults=True).encode())
    return digest.hexdigest()
