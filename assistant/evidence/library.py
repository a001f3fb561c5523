"""The index in use: opened once, fresh at that moment, searched as often as wanted.

Stale, missing and damaged indexes are built again without being asked; an index of another embedding model is not
touched and not searched.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from assistant.domain.evidence import Hit, Passage
from assistant.domain.file_limits import FileLimits
from assistant.errors import ConfigurationError, DataError, StoreError
from assistant.evidence import corpus, embeddings, index
from assistant.evidence.corpus import Corpus, Progress
from assistant.evidence.documents import scan
from assistant.evidence.ranking import Ranking
from assistant.evidence.report import DocumentCounts, IndexReport, Marked
from assistant.evidence.scope import Scope
from assistant.evidence.snapshot import Snapshot
from assistant.workspace import Workspace


class Library:
    """Passages of a workspace and the search over them."""

    def __init__(self, workspace: Workspace, model: str, notices: list[str], limits: FileLimits) -> None:
        self._workspace = workspace
        self._model = embeddings.load(model)
        self._notices = notices
        self._limits = limits
        self._lock = threading.RLock()
        self._passages: tuple[Passage, ...] | None = None
        self._by_id: Mapping[str, Passage] = {}
        self._ranking: Ranking | None = None
        self._refusal = ""

    def index(self, progress: Progress | None) -> IndexReport:
        """Brings the index up to the documents; `StoreError` when it cannot be written."""
        with self._lock:
            made, now, before = index.update(self._workspace, self._model, progress, self._limits)
            self._name_foreign(now)
            self._use(made)
            return _report(now, before)

    def search(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best passages of each query; `ConfigurationError` when another model made the index."""
        with self._lock:
            self.passages()
            if self._ranking is None:
                raise ConfigurationError(self._refusal)
            return self._ranking.search(queries, k, scope)

    def passages(self) -> tuple[Passage, ...]:
        """All passages as the documents were at the first look, sorted by id."""
        with self._lock:
            if self._passages is None:
                self._open()
            return self._passages or ()

    def passage(self, id: str) -> Passage | None:
        """The passage of that id."""
        self.passages()
        return self._by_id.get(id)

    def _open(self) -> None:
        sources = scan(self._workspace, self._limits)
        stored = self._stored()
        if stored is not None and stored.embeddings != self._model.name:
            self._refusal = (
                f"the index was made with the embeddings `{stored.embeddings}`, the settings say "
                f"`{self._model.name}`; they are never mixed. Run `parlance index` to index again."
            )
            self._hold(corpus.build(sources, stored.corpus()).all())
        elif stored is not None and stored.fingerprints == {s.id: s.fingerprint for s in sources.found}:
            self._use(stored)
        else:
            self._use(self._rebuilt())
        left_out = len(sources.unreadable) + len(sources.found) - len({p.document for p in self._passages or ()})
        if left_out:
            self._notices.append(f"{left_out} files under documents/ are not searched; `parlance index` says why.")

    def _stored(self) -> Snapshot | None:
        try:
            return index.current(self._workspace)
        except DataError as error:
            self._notices.append(f"{error}; it was built again from the documents.")
            return None

    def _rebuilt(self) -> Snapshot:
        try:
            return index.update(self._workspace, self._model, None, self._limits)[0]
        except StoreError as error:
            self._notices.append(f"the index is kept in memory for this run: {error}")
            return index.in_memory(self._workspace, self._model, None, self._limits)[0]

    def _use(self, made: Snapshot) -> None:
        self._ranking = Ranking(made, self._model)
        self._hold(made.passages)

    def _name_foreign(self, now: Corpus) -> None:
        fields = sorted({field for some in now.foreign.values() for field in some})
        if fields:
            named = ", ".join(f"`{field}`" for field in fields)
            self._notices.append(
                f"front matter of other systems is left alone in {len(now.foreign)} documents: {named}."
            )

    def _hold(self, passages: tuple[Passage, ...]) -> None:
        self._by_id = {passage.id: passage for passage in passages}
        self._passages = passages


def _report(now: Corpus, before: Corpus) -> IndexReport:
    passages = now.all()
    changed = [id for id in now.passages if now.fingerprints[id] != before.fingerprints.get(id)]
    return IndexReport(
        documents=DocumentCounts(
            read=len(now.passages),
            changed=len(changed),
            removed=len(before.passages.keys() - now.passages.keys()),
        ),
        passages=len(passages),
        unreadable=now.unreadable,
        marked=tuple(Marked(id=p.id, document=p.document, reason=p.marked) for p in passages if p.marked is not None),
    )
