"""The corpus: all passages of a workspace's documents, read anew only where something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.domain.evidence import Passage
from assistant.errors import DataError, ParlanceError
from assistant.evidence.documents.documents import Source, Sources, read, reason
from assistant.evidence.documents.intake import Intake
from assistant.evidence.documents.passages import passages
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
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields of front matter that other systems read, by id of the documents that were read anew."""

    def all(self) -> tuple[Passage, ...]:
        """Every passage, sorted by id."""
        return tuple(sorted((p for some in self.passages.values() for p in some), key=lambda passage: passage.id))


EMPTY = Corpus({}, {}, ())


def build(sources: Sources, known: Corpus = EMPTY, progress: Progress | None = None) -> Corpus:
    """The corpus of these sources; passages of documents that `known` has unchanged are taken from it."""
    made: dict[str, tuple[Passage, ...]] = {}
    foreign: dict[str, tuple[str, ...]] = {}
    unreadable = list(sources.unreadable)
    with sources.intake() as intake:
        for done, source in enumerate(sources.found, start=1):
            if known.fingerprints.get(source.id) == source.fingerprint and source.id in known.passages:
                made[source.id] = known.passages[source.id]
            else:
                try:
                    made[source.id], foreign[source.id] = _read(source, intake)
                except ParlanceError as error:
                    unreadable.append(Unreadable(document=source.id, reason=reason(error, source.id)))
            if progress is not None:
                progress(done, len(sources.found))
        intake.forget_others(source.sha256 for source in sources.found)
    fingerprints = {source.id: source.fingerprint for source in sources.found}
    left_out = tuple(sorted(unreadable, key=lambda entry: (entry.document, entry.reason)))
    return Corpus(made, fingerprints, left_out, {id: fields for id, fields in foreign.items() if fields})


def _read(source: Source, intake: Intake) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    text = read(source, intake)
    found = passages(text)
    if not found:
        raise DataError("holds no text that a reader sees.")
    return found, text.foreign
