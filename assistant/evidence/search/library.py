"""The index in use: opened once, fresh at that moment, searched as often as wanted.

Stale, missing and damaged indexes are built again without being asked; an index of another embedding model is not
touched and not searched.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Collection, Sequence

from assistant.domain.evidence import Hit, Passage
from assistant.errors import ConfigurationError, DataError, ModelUnavailableError, ParlanceError, StoreError
from assistant.evidence.documents import corpus
from assistant.evidence.documents.corpus import Corpus, Progress
from assistant.evidence.documents.documents import Sources, scan
from assistant.evidence.embeddings import embeddings
from assistant.evidence.index.index import Index
from assistant.evidence.index.snapshot import Snapshot
from assistant.evidence.report import DocumentCounts, IndexReport, Marked, Untied
from assistant.evidence.scope import Scope
from assistant.evidence.search.queries import Reader
from assistant.evidence.search.ranking import EXACT, Ranking
from assistant.evidence.search.untied import untied
from assistant.evidence.setup import Setup
from assistant.workspace import Workspace

_APPROXIMATE = (
    f"more than {EXACT:,} passages are in scope: likeness was compared for approximate candidates only (HNSW)."
)


class Library:
    """Passages of a workspace and the search over them."""

    def __init__(self, workspace: Workspace, setup: Setup, notices: list[str]) -> None:
        self._workspace = workspace
        self._setup = setup
        self._model = embeddings.load(setup)
        self._index = Index(workspace, self._model, setup)
        self._notices = notices
        self._lock = threading.RLock()
        self._held: Sequence[Passage] | None = None
        self._ranking: Ranking | None = None
        self._refusal: ParlanceError | None = None

    def index(self, progress: Progress | None) -> IndexReport:
        """Brings the index up to the documents; `StoreError` when it cannot be written."""
        with self._lock:
            made = self._index.update(progress)
            self._name_foreign(made.corpus)
            self._use(made.snapshot)
            return _report(made.corpus, made.before)

    def search(self, queries: Sequence[str], k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """The best passages of each query, by words alone with a notice when its embedding cannot be had.

        Raises `ConfigurationError` when another model made the index, `ModelUnavailableError` when there is no index
        and no endpoint to make one.
        """
        with self._lock:
            self._open()
            if self._ranking is None:
                raise self._refusal or ConfigurationError("there is no index. Run `parlance index`.")
            try:
                found = self._ranking.search(queries, k, scope)
            except ModelUnavailableError as error:
                self._notice(f"only the words of the query were searched, not its meaning: {error}")
                return self._ranking.search_words(queries, k, scope)
            if any(hit.why.approximate for hits in found for hit in hits):
                self._notice(_APPROXIMATE)
            return found

    def passages(self) -> Sequence[Passage]:
        """All passages as the documents were at the first look, sorted by id."""
        with self._lock:
            return self._open()

    def passage(self, id: str) -> Passage | None:
        """The passage of that id."""
        passages = self.passages()
        place = bisect_left(passages, id, key=lambda passage: passage.id)
        return passages[place] if place < len(passages) and passages[place].id == id else None

    def untied(self, names: Collection[str]) -> tuple[Untied, ...]:
        """The documents that name one of these accounts and are tied to none; none as long as there is no index."""
        with self._lock:
            self._open()
            return () if self._ranking is None else untied(self._ranking.snapshot, names)

    def _open(self) -> Sequence[Passage]:
        if self._held is not None:
            return self._held
        sources = scan(self._workspace, self._setup.limits)
        stored = self._stored()
        if stored is not None and stored.embeddings != self._model.name:
            self._refusal = ConfigurationError(
                f"the index was made with the embeddings `{stored.embeddings}`, the settings say "
                f"`{self._model.name}`; they are never mixed. Run `parlance index` to index again."
            )
            read = corpus.build(sources, stored.corpus())
            self._held, documents = read.all(), len(read.passages)
        elif stored is not None and stored.fingerprints == {s.id: s.fingerprint for s in sources.found}:
            documents = self._use(stored)
        else:
            documents = self._rebuild(sources)
        left_out = len(sources.unreadable) + len(sources.found) - documents
        if left_out:
            self._notices.append(f"{left_out} files under documents/ are not searched; `parlance index` says why.")
        return self._held or ()

    def _stored(self) -> Snapshot | None:
        try:
            return self._index.current()
        except DataError as error:
            self._notices.append(f"{error}; it was built again from the documents.")
            return None

    def _rebuild(self, sources: Sources) -> int:
        """Builds the index, in memory where it cannot be written; without embeddings only passages are held."""
        try:
            return self._use(self._updated())
        except ModelUnavailableError as error:
            self._refusal = error
            read = corpus.build(sources)
            self._held = read.all()
            return len(read.passages)

    def _updated(self) -> Snapshot:
        try:
            return self._index.update().snapshot
        except StoreError as error:
            self._notices.append(f"the index is kept in memory for this run: {error}")
            return self._index.in_memory().snapshot

    def _use(self, made: Snapshot) -> int:
        """Searches that snapshot from now on; how many documents it holds."""
        reader = Reader(tuple(sorted(self._setup.synonyms().items())))
        self._ranking = Ranking(made, self._model, reader, self._index.nearest)
        self._held = made.passages
        return len(made.documents)

    def _notice(self, text: str) -> None:
        if text not in self._notices:
            self._notices.append(text)

    def _name_foreign(self, now: Corpus) -> None:
        fields = sorted({field for some in now.foreign.values() for field in some})
        if fields:
            named = ", ".join(f"`{field}`" for field in fields)
            self._notices.append(
                f"front matter of other systems is left alone in {len(now.foreign)} documents: {named}."
            )


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
