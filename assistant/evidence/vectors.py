"""Chroma: the store of passages and their vectors. The only module that knows it.

Chroma's own embedding function, which would download a model, is never used; texts lie in the metadata, since its
trigram index of documents halves the speed of writing and is not searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from assistant.domain.evidence import Passage
from assistant.errors import StoreError
from assistant.evidence.embeddings import Vectors

_NAME = "passages"
_BATCH = 5000
_PAGE = 10000


@contextmanager
def opened(folder: Path) -> Iterator[VectorStore]:
    """The store in a folder that nobody else writes at the same time; `StoreError` for what Chroma reports."""
    client: Client | None = None
    try:
        client = cast("Client", chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False)))
        yield VectorStore(client)
    except ChromaError as error:
        raise StoreError(f"{folder}: the index cannot be written ({error}). Run `parlance index` again.") from error
    finally:
        if client is not None:
            client.close()


class VectorStore:
    """Passages and their vectors."""

    def __init__(self, client: Client) -> None:
        # Vectors have one length, so the inner product ranks as the cosine does, and keeps them as they are.
        self._passages = client.get_or_create_collection(
            _NAME, embedding_function=None, configuration={"hnsw": {"space": "ip"}}
        )

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Adds passages with their vectors, or replaces those of the same id."""
        for start in range(0, len(passages), _BATCH):
            some = passages[start : start + _BATCH]
            self._passages.upsert(
                ids=[passage.id for passage in some],
                embeddings=vectors[start : start + _BATCH],
                metadatas=[_metadata(passage) for passage in some],
            )

    def remove(self, ids: Sequence[str]) -> None:
        """Removes passages."""
        for start in range(0, len(ids), _BATCH):
            self._passages.delete(ids=list(ids[start : start + _BATCH]))

    def everything(self) -> tuple[tuple[Passage, ...], Vectors]:
        """All passages sorted by id, and their vectors in the same order."""
        found: list[tuple[Passage, Any]] = []
        for start in range(0, self._passages.count(), _PAGE):
            page: Any = self._passages.get(include=["metadatas", "embeddings"], limit=_PAGE, offset=start)
            found += zip(map(_passage, page["ids"], page["metadatas"]), page["embeddings"], strict=True)
        found.sort(key=lambda pair: pair[0].id)
        vectors = [vector for _, vector in found]
        return tuple(passage for passage, _ in found), np.array(vectors, dtype=np.float32)


def _metadata(passage: Passage) -> dict[str, Any]:
    fields = passage.model_dump(mode="json", exclude={"id"}, exclude_none=True)
    return fields | {"roles": json.dumps(passage.roles)}


def _passage(id: str, metadata: Any) -> Passage:
    return Passage.model_validate(metadata | {"id": id, "roles": json.loads(metadata["roles"])})
