"""The index on disk: built aside and swapped in, so that whoever reads finds the old one or the new one, never a half.

A killed run leaves the old index in place; the next run removes what it left. Writers wait for one another. Everything
can be built again from the documents, and embeddings are computed only for what changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock

from assistant.domain.evidence import Passage
from assistant.domain.file_limits import FileLimits
from assistant.errors import DataError, StoreError
from assistant.evidence import snapshot
from assistant.evidence.corpus import EMPTY, Corpus, Progress, build
from assistant.evidence.documents import Sources, scan
from assistant.evidence.embeddings import Embeddings, Vectors
from assistant.evidence.snapshot import STORE, Snapshot, searched
from assistant.workspace import Workspace

_CURRENT = "current"
_ASIDE = "aside"
_BATCH = 5000


def current(workspace: Workspace, *, store: bool = False) -> Snapshot | None:
    """The index as it is: None when there is none of today's rules, `DataError` when it is damaged."""
    folder = workspace.state / "index"
    for _ in range(3):
        name = _pointer(folder)
        if name is None:
            return None
        try:
            return snapshot.load(folder / name, store=store)
        except DataError:
            # Another process may have swapped the index between the two looks.
            if _pointer(folder) == name:
                raise
    return None


def update(
    workspace: Workspace, model: Embeddings, progress: Progress | None = None, limits: FileLimits = FileLimits()
) -> tuple[Snapshot, Corpus, Corpus]:
    """Brings the index up to the documents; the new index, its corpus, and the corpus before.

    Raises `StoreError` when the index cannot be written.
    """
    folder = workspace.writable_state("index")
    try:
        with FileLock(folder / "lock"):
            return _update(scan(workspace, limits), workspace, folder, model, progress)
    except OSError as error:
        raise StoreError.read_only(folder, error.strerror or error) from error


def in_memory(
    workspace: Workspace, model: Embeddings, progress: Progress | None = None, limits: FileLimits = FileLimits()
) -> tuple[Snapshot, Corpus]:
    """The index of the documents as they are, written nowhere."""
    corpus = build(scan(workspace, limits), EMPTY, progress)
    passages = corpus.all()
    return _snapshot(passages, model.embed([searched(p) for p in passages]), model, corpus), corpus


def _update(
    sources: Sources, workspace: Workspace, folder: Path, model: Embeddings, progress: Progress | None
) -> tuple[Snapshot, Corpus, Corpus]:
    _tidy(folder)
    old = _usable(workspace)
    before = EMPTY if old is None else old.corpus()
    corpus = build(sources, before, progress)
    reusable = old if old is not None and old.embeddings == model.name else None
    if reusable is not None and corpus.fingerprints == before.fingerprints:
        return reusable, corpus, before
    made = _built(folder, corpus, model, reusable, progress)
    return made, corpus, before


def _built(
    folder: Path, corpus: Corpus, model: Embeddings, old: Snapshot | None, progress: Progress | None
) -> Snapshot:
    """Builds the index aside, from a copy of the old one when it can be used, and swaps it in."""
    aside = folder / _ASIDE
    try:
        if old is not None:
            shutil.copytree(folder / str(_pointer(folder)) / STORE, aside / STORE)
        made = _store(aside / STORE, corpus, model, old, progress)
        snapshot.save(made, aside)
        _swap(folder, aside)
    except StoreError:
        if old is None:
            raise
        return _built(folder, corpus, model, None, progress)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return made


def _usable(workspace: Workspace) -> Snapshot | None:
    try:
        return current(workspace, store=True)
    except DataError:
        return None


def _store(
    folder: Path, corpus: Corpus, model: Embeddings, old: Snapshot | None, progress: Progress | None
) -> Snapshot:
    """Writes what changed into the store, and reads back the whole."""
    from assistant.evidence.vectors import opened

    wanted = corpus.all()
    kept = {} if old is None else {passage.id: passage for passage in old.passages}
    fresh = [passage for passage in wanted if kept.get(passage.id) != passage]
    folder.mkdir(parents=True, exist_ok=True)
    with opened(folder) as store:
        store.remove(sorted(set(kept) - {passage.id for passage in wanted}))
        for start in range(0, len(fresh), _BATCH):
            some = fresh[start : start + _BATCH]
            store.put(some, model.embed([searched(passage) for passage in some]))
            if progress is not None:
                progress(min(start + _BATCH, len(fresh)), len(fresh))
        passages, vectors = store.everything()
    if passages != wanted:
        raise StoreError(f"{folder}: the index holds not what was written. Run `parlance index` again.")
    return _snapshot(passages, vectors, model, corpus)


def _snapshot(passages: Sequence[Passage], vectors: Vectors, model: Embeddings, corpus: Corpus) -> Snapshot:
    return Snapshot(
        passages=tuple(passages),
        vectors=np.reshape(vectors, (len(passages), model.width)),
        embeddings=model.name,
        fingerprints=corpus.fingerprints,
        documents=frozenset(corpus.passages),
    )


def _pointer(folder: Path) -> str | None:
    """Name of the folder that holds the index."""
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return name if name.isdigit() else None


def _swap(folder: Path, aside: Path) -> None:
    """Makes what was built aside the index, in one step, and removes the one before."""
    name = str(int(_pointer(folder) or 0) + 1)
    shutil.rmtree(folder / name, ignore_errors=True)
    aside.rename(folder / name)
    _flush(folder / name)
    pointer = folder / f"{_CURRENT}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / _CURRENT)
    _tidy(folder)


def _tidy(folder: Path) -> None:
    """Removes what earlier runs left, killed ones too."""
    name = _pointer(folder)
    for other in folder.iterdir():
        if other.is_dir() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Makes sure that the files reach the disk before the pointer does."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
