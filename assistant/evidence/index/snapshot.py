"""The snapshot that a search reads: passages, their vectors and postings, and what all were made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.domain.evidence import Passage
from assistant.evidence.documents.corpus import Corpus
from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.postings import Postings
from assistant.evidence.scope import Scope

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Snapshot:
    """Everything that is searched."""

    passages: Sequence[Passage]
    """Sorted by id."""
    vectors: Vectors
    """One row per passage."""
    postings: Postings
    """Of the passages, by their place."""
    sights: npt.NDArray[np.int32]
    """For each passage a number; passages of the same number are seen by the same scopes."""
    embeddings: str
    """Name of the model that made the vectors."""
    fingerprints: Mapping[str, str]
    """Of every source, by id of the document."""
    documents: frozenset[str]
    """Ids of the documents that could be read."""

    @classmethod
    def of(cls, corpus: Corpus, passages: Sequence[Passage], vectors: Vectors, embeddings: str) -> Snapshot:
        """The snapshot of a corpus, whose passages come with vectors of the model of that name."""
        return cls(
            passages=passages,
            vectors=vectors,
            postings=Postings.of((heading(passage), passage.text) for passage in passages),
            sights=_sights(passages),
            embeddings=embeddings,
            fingerprints=corpus.fingerprints,
            documents=frozenset(corpus.passages),
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Place of each passage by its id."""
        return {passage.id: place for place, passage in enumerate(self.passages)}

    def corpus(self) -> Corpus:
        """The passages by document."""
        grouped: dict[str, list[Passage]] = {document: [] for document in self.documents}
        for passage in self.passages:
            grouped[passage.document].append(passage)
        return Corpus({document: tuple(some) for document, some in grouped.items()}, self.fingerprints, ())

    def allowed(self, scope: Scope) -> npt.NDArray[np.bool_]:
        """Whether each passage is in the scope."""
        _, firsts = np.unique(self.sights, return_index=True)
        seen: npt.NDArray[np.bool_] = np.array([scope.allows(self.passages[first]) for first in firsts], dtype=np.bool_)
        return seen[self.sights]


def heading(passage: Passage) -> str:
    """Title and headings of a passage, as they are searched."""
    return "\n".join(part for part in (passage.title, passage.section) if part)


def searched(passage: Passage) -> str:
    """The words by which a passage is found: its text under its title and headings."""
    return "\n".join(part for part in (passage.title, passage.section, passage.text) if part)


def _sights(passages: Sequence[Passage]) -> npt.NDArray[np.int32]:
    known: dict[object, int] = {}
    numbers = (
        known.setdefault((p.marked is None, p.account, p.audience, p.roles, p.kind), len(known)) for p in passages
    )
    return np.fromiter(numbers, dtype=np.int32, count=len(passages))
