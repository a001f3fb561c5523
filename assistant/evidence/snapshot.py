"""The snapshot that a search reads: passages, their vectors, and what both were made from.

It lies beside the store from which it was read, with a hash of every file, so that damage is noticed before it is
searched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.domain.evidence import Passage
from assistant.errors import DataError
from assistant.evidence import blocks, hidden, orders, passages, screening
from assistant.evidence.corpus import Corpus
from assistant.evidence.embeddings import Vectors

STORE = "chroma"
_PASSAGES = "passages.jsonl"
_VECTORS = "vectors.npy"
_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Snapshot:
    """Everything that is searched."""

    passages: tuple[Passage, ...]
    """Sorted by id."""
    vectors: Vectors
    """One row per passage."""
    embeddings: str
    """Name of the model that made the vectors."""
    fingerprints: Mapping[str, str]
    """Of every source, by id of the document."""
    documents: frozenset[str]
    """Ids of the documents that could be read."""

    def corpus(self) -> Corpus:
        """The passages by document."""
        grouped: dict[str, list[Passage]] = {document: [] for document in self.documents}
        for passage in self.passages:
            grouped[passage.document].append(passage)
        return Corpus({document: tuple(some) for document, some in grouped.items()}, self.fingerprints, ())


def searched(passage: Passage) -> str:
    """The words by which a passage is found: its text under its title and headings."""
    return "\n".join(part for part in (passage.title, passage.section, passage.text) if part)


def rules() -> str:
    """Hash of the code that cuts and screens documents: passages of other rules are not reused."""
    digest = hashlib.sha256()
    for module in (blocks, hidden, orders, passages, screening):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def save(snapshot: Snapshot, folder: Path) -> None:
    """Writes the snapshot beside its store."""
    lines = (passage.model_dump_json(exclude_defaults=True) for passage in snapshot.passages)
    (folder / _PASSAGES).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    np.save(folder / _VECTORS, snapshot.vectors.astype(np.int16))
    manifest = {
        "rules": rules(),
        "embeddings": snapshot.embeddings,
        "fingerprints": dict(sorted(snapshot.fingerprints.items())),
        "documents": sorted(snapshot.documents),
        "files": {path.relative_to(folder).as_posix(): _hash(path) for path in _files(folder)},
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def load(folder: Path, *, store: bool = False) -> Snapshot | None:
    """The snapshot of a folder, None when other rules made it; `DataError` when it is damaged.

    With `store` the files of the store are verified too.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["rules"] != rules():
            return None
        _verify(folder, manifest["files"], store=store)
        lines = (folder / _PASSAGES).read_text(encoding="utf-8").splitlines()
        return Snapshot(
            passages=tuple(Passage.model_validate_json(line) for line in lines),
            vectors=np.load(folder / _VECTORS).astype(np.float32),
            embeddings=manifest["embeddings"],
            fingerprints=manifest["fingerprints"],
            documents=frozenset(manifest["documents"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"the index is damaged ({error})") from error


def _verify(folder: Path, files: Mapping[str, str], *, store: bool) -> None:
    for name, expected in files.items():
        if (store or not name.startswith(f"{STORE}/")) and _hash(folder / name) != expected:
            raise DataError(f"the index is damaged ({name} is not as it was written)")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
