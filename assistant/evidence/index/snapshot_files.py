"""The snapshot on disk, beside the store: what a search loads without reading a document or cutting a word again.

Each file has its hash in the manifest, so that damage is noticed before it is searched. Passages are read from their
file when they are asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from assistant.domain.evidence import Passage
from assistant.errors import DataError
from assistant.evidence import linear
from assistant.evidence.documents import blocks, documents, front_matter, intake, passages
from assistant.evidence.index import postings
from assistant.evidence.index.postings import Postings
from assistant.evidence.index.snapshot import Snapshot
from assistant.evidence.screening import orders, requests, screening
from assistant.evidence.text import hidden, words

STORE = "chroma"
_PASSAGES = "passages.jsonl"
_MANIFEST = "manifest.json"
_STEMS = "stems.txt"
_MOST = 65_535
"""A word that stands more often in one passage counts as this often."""
_ARRAYS = ("vectors", "lines", "sights", "starts", "rows", "counts", "lengths")


def rules() -> str:
    """Hash of the code that reads, cuts, screens and counts documents: what other rules made is not reused."""
    digest = hashlib.sha256()
    modules = (blocks, documents, front_matter, hidden, linear, orders, passages, postings, screening, words)
    files = [Path(str(module.__file__)) for module in modules]
    for room in (intake, requests):
        files += sorted(path for path in Path(str(room.__file__)).parent.iterdir() if path.is_file())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def save(snapshot: Snapshot, folder: Path) -> None:
    """Writes the snapshot beside its store."""
    lines = [f"{passage.model_dump_json(exclude_defaults=True)}\n".encode() for passage in snapshot.passages]
    (folder / _PASSAGES).write_bytes(b"".join(lines))
    (folder / _STEMS).write_text("".join(f"{stem}\n" for stem in snapshot.postings.stems), encoding="utf-8")
    arrays: dict[str, npt.NDArray[Any]] = {
        "vectors": snapshot.vectors.astype(np.int16),
        "lines": np.cumsum([0, *map(len, lines)], dtype=np.int64),
        "sights": snapshot.sights,
        "starts": snapshot.postings.starts,
        "rows": snapshot.postings.rows,
        "counts": np.minimum(snapshot.postings.counts, _MOST).astype(np.uint16),
        "lengths": snapshot.postings.lengths,
    }
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", arrays[name])
    manifest = {
        "rules": rules(),
        "embeddings": snapshot.embeddings,
        "fingerprints": dict(sorted(snapshot.fingerprints.items())),
        "documents": sorted(snapshot.documents),
        "files": {path.relative_to(folder).as_posix(): _hash(path) for path in _files(folder)},
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def verified(folder: Path) -> bool:
    """Whether every file of a folder, those of the store too, is as it was written."""
    try:
        files = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["files"]
        return all(_hash(folder / name) == expected for name, expected in files.items())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def load(folder: Path) -> Snapshot | None:
    """The snapshot of a folder, None when other rules made it; `DataError` when it is damaged."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["rules"] != rules():
            return None
        _verify(folder, manifest["files"])
        arrays = {name: np.load(folder / f"{name}.npy") for name in _ARRAYS}
        stems = (folder / _STEMS).read_text(encoding="utf-8").split("\n")[:-1]
        numbered = {stem: number for number, stem in enumerate(stems)}
        return Snapshot(
            passages=StoredPassages((folder / _PASSAGES).read_bytes(), arrays["lines"]),
            vectors=arrays["vectors"].astype(np.float32),
            postings=Postings(
                numbered, arrays["starts"], arrays["rows"], arrays["counts"].astype(np.float32), arrays["lengths"]
            ),
            sights=arrays["sights"],
            embeddings=manifest["embeddings"],
            fingerprints=manifest["fingerprints"],
            documents=frozenset(manifest["documents"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"the index is damaged ({error})") from error


class StoredPassages(Sequence[Passage]):
    """Passages as lines of JSON; each is read when it is first asked for, and kept."""

    def __init__(self, content: bytes, starts: npt.NDArray[np.int64]) -> None:
        """`starts` has one entry per line and the end of the last."""
        self._content = content
        self._starts = starts
        self._read: dict[int, Passage] = {}

    def __len__(self) -> int:
        """How many passages."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, place: int | slice) -> Passage | tuple[Passage, ...]:
        """The passage at a place."""
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        where = range(len(self))[place]
        if where not in self._read:
            line = self._content[self._starts[where] : self._starts[where + 1]]
            self._read[where] = Passage.model_validate_json(line)
        return self._read[where]


def _verify(folder: Path, files: Mapping[str, str]) -> None:
    for name, expected in files.items():
        if not name.startswith(f"{STORE}/") and _hash(folder / name) != expected:
            raise DataError(f"the index is damaged ({name} is not as it was written)")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
