"""Chroma: the store of passages and their vectors, in a folder or on a server. Only this module and `server` know it.

Chroma's own embedding function, which would download a model, is never used. A passage lies in one field of the
metadata, since each further field, and Chroma's trigram index of documents, makes writing slower and is not searched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import chromadb
import httpx
import numpy as np
from chromadb import Collection
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from assistant.domain.evidence import Passage
from assistant.errors import StoreError
from assistant.evidence.documents.corpus import Progress
from assistant.evidence.embeddings.exact import Vectors

_NAME = "passages"
_BATCH = 5000
_PAGE = 5000
_CONFIGURATION: Mapping[str, Any] = {"hnsw": {"space": "ip", "ef_construction": 32, "max_neighbors": 12}}
"""Vectors have one length, so the inner product ranks as the cosine does, and keeps them as they are. The graph only
brings up candidates of very large scopes, which are then scored exactly: a lean one is enough, and quicker to build."""


def _settings() -> Settings:
    """Settings for one client, which writes its address into them: another client needs its own."""
    return Settings(anonymized_telemetry=False)


@contextmanager
def opened(folder: Path) -> Iterator[VectorStore]:
    """The store in a folder that nobody else writes at the same time; `StoreError` for what Chroma reports."""
    client: Client | None = None
    try:
        client = cast("Client", chromadb.PersistentClient(str(folder), _settings()))
        yield VectorStore.made(client, _NAME)
    except ChromaError as error:
        raise StoreError(f"{folder}: the index cannot be written ({error}). Run `parlance index` again.") from error
    finally:
        if client is not None:
            client.close()


@contextmanager
def connected(address: str) -> Iterator[ClientAPI]:
    """A Chroma server; `StoreError` when it cannot be reached or reports a fault."""
    parts = urlsplit(address)
    shown = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    headers = {"Authorization": f"Basic {b64encode(user.encode()).decode()}"} if parts.username else {}
    secure = parts.scheme == "https"
    try:
        yield chromadb.HttpClient(
            host=str(parts.hostname),
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            headers=headers,
            settings=_settings(),
        )
    except (ChromaError, httpx.HTTPError, ValueError) as error:
        detail = " ".join(str(error).split())[:200]
        raise StoreError(
            f"the Chroma server at {shown} does not answer as it should ({detail}). "
            "Check `chroma` under [index]; without it the index lies in the workspace."
        ) from error


class VectorStore:
    """Passages and their vectors in one collection."""

    def __init__(self, collection: Collection) -> None:
        self._passages = collection

    @classmethod
    def made(cls, client: ClientAPI, name: str) -> VectorStore:
        """The collection of that name, new when there is none."""
        configuration = cast("Any", _CONFIGURATION)
        return cls(client.get_or_create_collection(name, embedding_function=None, configuration=configuration))

    @classmethod
    def there(cls, client: ClientAPI, name: str) -> VectorStore | None:
        """The collection of that name; None when there is none."""
        try:
            return cls(client.get_collection(name, embedding_function=None))
        except NotFoundError:
            return None

    @property
    def complete(self) -> str | None:
        """The digest with which the collection was marked as complete."""
        return cast("str | None", (self._passages.metadata or {}).get("complete"))

    def mark(self, digest: str) -> None:
        """Marks the collection as complete."""
        self._passages.modify(metadata={"complete": digest})

    def put(self, passages: Sequence[Passage], vectors: Vectors, progress: Progress | None = None) -> None:
        """Adds passages with their vectors, or replaces those of the same id."""
        for start in range(0, len(passages), _BATCH):
            some = passages[start : start + _BATCH]
            self._passages.upsert(
                ids=[passage.id for passage in some],
                embeddings=vectors[start : start + _BATCH],
                metadatas=[{"passage": passage.model_dump_json(exclude_defaults=True)} for passage in some],
            )
            if progress is not None:
                progress(start + len(some), len(passages))

    def remove(self, ids: Sequence[str]) -> None:
        """Removes passages."""
        for start in range(0, len(ids), _BATCH):
            self._passages.delete(ids=list(ids[start : start + _BATCH]))

    def ids(self) -> list[str]:
        """Ids of all passages, sorted."""
        return sorted(self._passages.get(include=[])["ids"])

    def everything(self) -> tuple[tuple[Passage, ...], Vectors]:
        """All passages sorted by id, and their vectors in the same order."""
        found: list[tuple[Passage, Any]] = []
        for start in range(0, self._passages.count(), _PAGE):
            page: Any = self._passages.get(include=["metadatas", "embeddings"], limit=_PAGE, offset=start)
            read = (Passage.model_validate_json(metadata["passage"]) for metadata in page["metadatas"])
            found += zip(read, page["embeddings"], strict=True)
        found.sort(key=lambda pair: pair[0].id)
        vectors = [vector for _, vector in found]
        return tuple(passage for passage, _ in found), np.array(vectors, dtype=np.float32)

    def nearest(self, vector: Vectors, count: int) -> list[str]:
        """Ids of about the nearest passages, at most that many."""
        count = min(count, self._passages.count())
        return self._passages.query(query_embeddings=vector, n_results=count, include=[])["ids"][0] if count else []
