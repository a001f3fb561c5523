"""The index: built aside and swapped in, so that whoever reads finds the old one or the new one, never a half.

A killed run leaves the old index in place; the next run removes what it left. Writers wait for one another. Everything
can be built again from the documents, and embeddings are computed only for what changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock

from assistant.domain.evidence import Passage
from assistant.errors import DataError, StoreError
from assistant.evidence.documents.corpus import EMPTY, Corpus, Progress, build
from assistant.evidence.documents.documents import scan
from assistant.evidence.embeddings.embeddings import Embeddings
from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index import snapshot_files
from assistant.evidence.index.shelves import DiskShelf, ServerShelf, Shelf
from assistant.evidence.index.snapshot import Snapshot, searched
from assistant.evidence.index.swap import Swapped
from assistant.evidence.setup import Setup
from assistant.workspace import Workspace

_BATCH = 5000


@dataclass(frozen=True)
class Updated:
    """What an update made of which documents."""

    snapshot: Snapshot
    corpus: Corpus
    before: Corpus
    """The corpus of the index before."""


class Index:
    """The index of a workspace under one setup."""

    def __init__(self, workspace: Workspace, model: Embeddings, setup: Setup = Setup()) -> None:
        self._workspace = workspace
        self._model = model
        self._setup = setup
        self._versions = Swapped(workspace.state / "index")
        self._shelf: Shelf = ServerShelf(setup.index) if setup.index.chroma else DiskShelf()

    def current(self) -> Snapshot | None:
        """The index as it is: None when there is none of today's rules, `DataError` when it is damaged."""
        for _ in range(3):
            folder = self._versions.current
            if folder is None:
                return None
            try:
                return snapshot_files.load(folder)
            except DataError:
                # Another process may have swapped the index between the two looks.
                if self._versions.current == folder:
                    raise
        return None

    def update(self, progress: Progress | None = None) -> Updated:
        """Brings the index up to the documents; `StoreError` when it cannot be written."""
        folder = self._workspace.writable_state("index")
        try:
            with FileLock(folder / "lock"):
                return self._update(progress)
        except OSError as error:
            raise StoreError.read_only(folder, error.strerror or error) from error

    def in_memory(self, progress: Progress | None = None) -> Updated:
        """The index of the documents as they are, written nowhere."""
        corpus = build(scan(self._workspace, self._setup.limits), EMPTY, progress)
        passages = corpus.all()
        return Updated(
            Snapshot.of(corpus, passages, self._embed(passages, None, None), self._model.name), corpus, EMPTY
        )

    def nearest(self, vector: Vectors, count: int) -> Sequence[str] | None:
        """Ids of about the nearest passages to a vector, at most that many; None when Chroma does not know."""
        folder = self._versions.current
        return None if folder is None else self._shelf.nearest(folder, vector, count)

    def _update(self, progress: Progress | None) -> Updated:
        self._versions.tidy()
        old = self._usable()
        before = EMPTY if old is None else old.corpus()
        corpus = build(scan(self._workspace, self._setup.limits), before, progress)
        reusable = old if old is not None and old.embeddings == self._model.name else None
        folder = self._versions.current
        sound = folder is not None and snapshot_files.verified(folder) and self._shelf.holds(folder)
        if reusable is not None and sound and corpus.fingerprints == before.fingerprints:
            return Updated(reusable, corpus, before)
        made = self._built(corpus, reusable, folder if sound else None, progress)
        return Updated(made, corpus, before)

    def _built(self, corpus: Corpus, old: Snapshot | None, folder: Path | None, progress: Progress | None) -> Snapshot:
        """Builds the index aside, from a copy of the old one when it can be used, and swaps it in."""
        aside = self._versions.aside
        aside.mkdir()
        try:
            known = self._shelf.known(corpus, self._model.name)
            passages = corpus.all()
            taken = known is not None and known[0] == passages
            vectors = known[1] if known and taken else self._embed(passages, old, progress)
            made = Snapshot.of(corpus, passages, vectors, self._model.name)
            self._shelf.put(aside, made, None if old is None or folder is None else (old, folder), progress)
            snapshot_files.save(made, aside)
            self._versions.swap()
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return made

    def _usable(self) -> Snapshot | None:
        try:
            return self.current()
        except DataError:
            return None

    def _embed(self, passages: Sequence[Passage], old: Snapshot | None, progress: Progress | None) -> Vectors:
        """Vectors of the passages; those of the old index are kept where its words are the same."""
        kept = {} if old is None else {p.id: (searched(p), row) for row, p in enumerate(old.passages)}
        texts = [searched(passage) for passage in passages]
        fresh = [n for n, p in enumerate(passages) if kept.get(p.id, ("", 0))[0] != texts[n]]
        made = [np.zeros((0, 0 if old is None else old.vectors.shape[1]), dtype=np.float32)]
        for start in range(0, len(fresh), _BATCH):
            some = fresh[start : start + _BATCH]
            made.append(self._model.embed([texts[n] for n in some]))
            if progress is not None:
                progress(start + len(some), len(fresh))
        vectors = np.zeros((len(passages), made[-1].shape[1]), dtype=np.float32)
        same = sorted(set(range(len(passages))) - set(fresh))
        if old is not None and same:
            vectors[same] = old.vectors[[kept[passages[n].id][1] for n in same]]
        if fresh:
            vectors[fresh] = np.concatenate(made[1:])
        return vectors
