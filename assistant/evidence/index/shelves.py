"""Where Chroma keeps what a snapshot holds: in the version's own folder, or on a server that a team shares."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from assistant.domain.evidence import Passage
from assistant.domain.index_settings import IndexSettings
from assistant.errors import StoreError
from assistant.evidence.documents.corpus import Corpus, Progress
from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.snapshot import Snapshot
from assistant.evidence.index.snapshot_files import STORE, rules

_STATE = "server.txt"
_BUILDING = "building"
Known = tuple[tuple[Passage, ...], Vectors]
"""Passages sorted by id, and their vectors."""


class Shelf(Protocol):
    """Passages and vectors in Chroma, version by version."""

    def holds(self, folder: Path) -> bool:
        """Whether Chroma has what the version in that folder has, as far as the folder's own hashes do not say it."""
        ...

    def known(self, corpus: Corpus, embeddings: str, /) -> Known | None:
        """What somebody else made of these documents with that model, if there is such a thing."""
        ...

    def put(
        self, aside: Path, made: Snapshot, old: tuple[Snapshot, Path] | None, progress: Progress | None = None, /
    ) -> None:
        """Writes a version, from an old one when there is one; `StoreError` when Chroma does not hold it then."""
        ...

    def nearest(self, folder: Path, vector: Vectors, count: int) -> Sequence[str] | None:
        """Ids of about the nearest passages of a version to a vector; None when Chroma no longer has it."""
        ...


class DiskShelf:
    """A store in each version's folder; only whoever builds a version opens it there."""

    def __init__(self) -> None:
        self._copy: tuple[Path, Path] | None = None
        self._open = ExitStack()

    def holds(self, folder: Path) -> bool:
        """The folder's own hashes cover the store."""
        return (folder / STORE).is_dir()

    def known(self, _corpus: Corpus, _embeddings: str, /) -> Known | None:
        """Nobody else writes here."""
        return None

    def put(
        self, aside: Path, made: Snapshot, old: tuple[Snapshot, Path] | None, progress: Progress | None = None, /
    ) -> None:
        """Writes what changed into a copy of the old store, or everything into a new one."""
        try:
            if old is not None:
                shutil.copytree(old[1] / STORE, aside / STORE)
            self._put(aside / STORE, made, None if old is None else old[0], progress)
        except StoreError:
            if old is None:
                raise
            shutil.rmtree(aside / STORE, ignore_errors=True)
            self._put(aside / STORE, made, None, progress)

    def nearest(self, folder: Path, vector: Vectors, count: int) -> Sequence[str] | None:
        """Asks a copy: Chroma writes into the files that it only reads."""
        from assistant.evidence.index.vectors import opened

        if self._copy is None or self._copy[0] != folder:
            self._open.close()
            scratch = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="parlance-index-")))
            shutil.copytree(folder / STORE, scratch / STORE)
            self._copy = (folder, scratch / STORE)
        with opened(self._copy[1]) as store:
            return store.nearest(vector, count)

    def _put(self, folder: Path, made: Snapshot, old: Snapshot | None, progress: Progress | None) -> None:
        from assistant.evidence.index.vectors import opened

        kept = {} if old is None else {passage.id: passage for passage in old.passages}
        fresh = [place for place, passage in enumerate(made.passages) if kept.get(passage.id) != passage]
        folder.mkdir(parents=True, exist_ok=True)
        with opened(folder) as store:
            store.remove(sorted(kept.keys() - {passage.id for passage in made.passages}))
            store.put([made.passages[place] for place in fresh], made.vectors[fresh], progress)
            if store.ids() != [passage.id for passage in made.passages]:
                raise StoreError(f"{folder}: the index holds not what was written. Run `parlance index` again.")


class ServerShelf:
    """A collection on a Chroma server for each state of the documents."""

    def __init__(self, settings: IndexSettings) -> None:
        from assistant.evidence.index.server import Server

        self._server = Server(settings)

    def holds(self, folder: Path) -> bool:
        """Whether the server still has the collection of that version."""
        return self._server.has(_state(folder))

    def known(self, corpus: Corpus, embeddings: str, /) -> Known | None:
        """The collection that another machine made of the same documents."""
        return self._server.fetch(_key(corpus.fingerprints, embeddings))

    def put(
        self, aside: Path, made: Snapshot, _old: tuple[Snapshot, Path] | None, progress: Progress | None = None, /
    ) -> None:
        """Writes a collection unless it is there, and removes the one of before and what a killed run left."""
        state = _key(made.fingerprints, made.embeddings)
        building = aside.parent / _BUILDING
        left = {
            file.read_text(encoding="utf-8") for file in (building, *aside.parent.glob(f"*/{_STATE}")) if file.exists()
        }
        building.write_text(state, encoding="utf-8")
        if not self._server.has(state):
            self._server.publish(state, made.passages, made.vectors, progress)
        for other in sorted(left - {state}):
            self._server.forget(other)
        building.unlink()
        (aside / _STATE).write_text(state, encoding="utf-8")

    def nearest(self, folder: Path, vector: Vectors, count: int) -> Sequence[str] | None:
        """Asks the server."""
        return self._server.nearest(_state(folder), vector, count)


def _state(folder: Path) -> str:
    """State of the version in a folder; empty when it was not written to a server."""
    file = folder / _STATE
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _key(fingerprints: Mapping[str, str], embeddings: str) -> str:
    """Name of what these documents become under today's rules with that model."""
    return hashlib.sha256(repr((rules(), embeddings, sorted(fingerprints.items()))).encode()).hexdigest()[:32]
