"""The corpus: all passages of a workspace's documents, read anew only where something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.domain.evidence import Passage
from assistant.errors import ParlanceError
from assistant.evidence.documents import Source, Sources, read, reason
from assistant.evidence.passages import passages
from assistant.evidence.report import Unreadable

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


@dataclass(frozen=True)
class Corpus:
    """Passages by document, and what could not be read."""

    passages: Mapping[str, tuple[Passage, ...]]
    """By id of the document, for every document that could be read."""
    fingerprints: Mapping[str, str]
    """Of every source, read or not: what the passages were made from."""
    unreadable: tuple[Unreadable, ...]

    def all(self) -> tuple[Passage, ...]:
        """Every passage, sorted by id."""
        return tuple(sorted((p for some in self.passages.values() for p in some), key=lambda passage: passage.id))


EMPTY = Corpus({}, {}, ())


def build(sources: Sources, known: Corpus = EMPTY, progress: Progress | None = None) -> Corpus:
    """The corpus of these sources; passages of documents that `known` has unchanged are taken from it."""
    made: dict[str, tuple[Passage, ...]] = {}
    unreadable = list(sources.unreadable)
    for done, source in enumerate(sources.found, start=1):
        if known.fingerprints.get(source.id) == source.fingerprint and source.id in known.passages:
            made[source.id] = known.passages[source.id]
        else:
            read_passages = _read(source)
            if isinstance(read_passages, Unreadable):
                unreadable.append(read_passages)
            else:
                made[source.id] = read_passages
        if progress is not None:
            progress(done, len(sources.found))
    fingerprints = {source.id: source.fingerprint for source in sources.found}
    return Corpus(made, fingerprints, tuple(sorted(unreadable, key=lambda entry: (entry.document, entry.reason))))


def _read(source: Source) -> tuple[Passage, ...] | Unreadable:
    try:
        found = passages(read(source))
    except ParlanceError as error:
        return Unreadable(document=source.id, reason=reason(error, source.id))
    if not found:
        return Unreadable(document=source.id, reason="holds no text that a reader sees.")
    return found
