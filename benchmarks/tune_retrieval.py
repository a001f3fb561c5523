"""What lifts the default search: choices are graded on SciFact's training queries, and what wins there is kept.

Run with `PYTHONPATH=. .venv/bin/python benchmarks/tune_retrieval.py [FOLDER]` (about five minutes on one core). It
prints nDCG@10 and recall@100 of the product's search with one setting moved at a time, then of ideas that were tried
and left out. The test queries are not read here; benchmarks/retrieval.py reports them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from assistant.access import EVERYTHING
from assistant.domain.evidence import Passage
from assistant.evidence import Setup
from assistant.evidence.documents import passages
from assistant.evidence.documents.corpus import Corpus
from assistant.evidence.embeddings.embeddings import Embeddings, load
from assistant.evidence.index import postings
from assistant.evidence.index.snapshot import Snapshot, searched
from assistant.evidence.scope import Scope
from assistant.evidence.search import lexical, queries, ranking
from assistant.evidence.search.allowed import Allowed
from benchmarks.retrieval import DEPTH, FOLDER, abstracts, cut, graded, judged

MOVED = {
    "weight of the vectors": (ranking, "VECTORS", (0.3, 0.4, 0.6)),
    "k1": (lexical, "SATURATION", (0.9, 1.5, 2.0)),
    "b": (lexical, "LENGTH", (0.4, 0.75)),
    "weight of title and headings": (postings, "HEADING", (1, 3)),
    "words that ask": (queries, "ASKING", (frozenset(),)),
}
"""Module, constant, and the values it does not have."""
CUT = {"60 words": (30, 60, 60), "120 words": (60, 120, 120), "250 words": (120, 250, 400)}
"""Words at which a passage is enough, of a gathered one, of a paragraph kept whole."""
Scores = np.ndarray


class Trial:
    """The training queries over one way to cut the abstracts."""

    def __init__(self, folder: Path, model: Embeddings) -> None:
        self.relevant = judged(folder, "train")
        self.model = model
        self.passages = abstracts(folder)
        self.snapshot = self.of([searched(passage) for passage in self.passages])

    def of(self, texts: list[str], shown: tuple[Passage, ...] | None = None) -> Snapshot:
        made = self.passages if shown is None else shown
        return Snapshot.of(Corpus({}, {}, ()), made, self.model.embed(texts), self.model.name)

    def product(self, snapshot: Snapshot | None = None) -> tuple[float, float]:
        """The product's own scores."""
        made = snapshot or self.snapshot
        words = lexical.Lexical(made.postings, made.allowed(Scope(EVERYTHING)))
        return self.scored(lambda query, similar: ranking.fuse(similar, words.scores(query.terms)), snapshot)

    def scored(
        self, score: Callable[[queries.Query, Scores], Scores], snapshot: Snapshot | None = None
    ) -> tuple[float, float]:
        """Any way to score all passages of a query, given its similarities."""
        allowed = Allowed(snapshot or self.snapshot, Scope(EVERYTHING))
        results = []
        for text in self.relevant:
            (similar,) = allowed.cosines(self.model.embed([text]))
            places, _ = ranking.best(score(queries.Reader().read(text), similar), DEPTH)
            found = [allowed.snapshot.passages[row].document for row in allowed.rows[places]]
            results.append(list(dict.fromkeys(found)))
        return graded(results, self.relevant)


@contextmanager
def moved(module: Any, name: str, value: object) -> Iterator[None]:
    default = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, default)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    model = load(Setup())
    trial = Trial(folder, model)
    show("as it is", trial.product())
    for what, (module, name, values) in MOVED.items():
        for value in values:
            with moved(module, name, value):
                snapshot = trial.of([searched(p) for p in trial.passages]) if module is postings else None
                show(f"{what}: {value or 'kept'}", trial.product(snapshot))
    for what, (enough, most, longest) in CUT.items():
        with moved(passages, "ENOUGH", enough), moved(passages, "MOST", most), moved(passages, "LONGEST", longest):
            show(f"passages of {what}", Trial(folder, model).product())
    show("vectors see the passage before too", trial.product(trial.of(overlapping(folder, trial.passages))))
    show("vectors without titles", trial.product(trial.of([passage.text for passage in trial.passages])))
    allowed = np.flatnonzero(trial.snapshot.allowed(Scope(EVERYTHING)))
    counted = list(map(terms_of(trial.snapshot).__getitem__, allowed))
    words = lexical.Lexical(trial.snapshot.postings, trial.snapshot.allowed(Scope(EVERYTHING)))
    for count, share in ((5, 0.1), (10, 0.2)):
        show(f"feedback: words of the first {count}", trial.scored(with_words(words, counted, count, share)))
    for count, share in ((3, 0.4), (5, 0.2)):
        show(f"feedback: vectors of the first {count}", trial.scored(with_vectors(trial, words, count, share)))


def overlapping(folder: Path, made: tuple[Passage, ...]) -> list[str]:
    """Each passage after the last two sentences of the one before it in its document."""
    before = {b.id: ". ".join(a.text.split(". ")[-2:]) for some in cut(folder) for a, b in pairwise(some)}
    return [f"{before.get(passage.id, '')} {searched(passage)}" for passage in made]


def terms_of(snapshot: Snapshot) -> list[Counter[str]]:
    """How often each passage has each stem."""
    counted: list[Counter[str]] = [Counter() for _ in snapshot.passages]
    for stem in snapshot.postings.stems:
        where = snapshot.postings.where(stem)
        for row, count in zip(snapshot.postings.rows[where], snapshot.postings.counts[where], strict=True):
            counted[row][stem] = float(count)
    return counted


def with_words(words: lexical.Lexical, counted: list[Counter[str]], count: int, share: float) -> Callable[..., Scores]:
    """Pseudo-relevance feedback: twenty words of the first passages join the query (RM3, Abdul-Jaleel et al. 2004)."""

    def score(query: queries.Query, similar: Scores) -> Scores:
        said = words.scores(query.terms)
        places, scores = ranking.best(ranking.fuse(similar, said), count)
        heard: Counter[str] = Counter()
        for place, weight in zip(places, scores, strict=True):
            for stem, times in counted[place].items():
                heard[stem] += weight * times / sum(counted[place].values())
        best = dict(sorted(heard.items(), key=lambda pair: (-pair[1], pair[0]))[:20])
        whole, asked = sum(best.values()) or 1.0, sum(query.terms.values()) or 1.0
        terms = {stem: (1 - share) * weight / asked for stem, weight in query.terms.items()}
        for stem, weight in best.items():
            terms[stem] = terms.get(stem, 0.0) + share * weight / whole
        return ranking.fuse(similar, words.scores(terms))

    return score


def with_vectors(trial: Trial, words: lexical.Lexical, count: int, share: float) -> Callable[..., Scores]:
    """Pseudo-relevance feedback: the mean vector of the first passages joins that of the query (Rocchio 1971)."""
    vectors = trial.snapshot.vectors[trial.snapshot.allowed(Scope(EVERYTHING))]

    def score(query: queries.Query, similar: Scores) -> Scores:
        said = words.scores(query.terms)
        places, _ = ranking.best(ranking.fuse(similar, said), count)
        asked = trial.model.embed([query.text])[0] + share * vectors[places].mean(axis=0)
        return ranking.fuse((vectors @ asked).astype(np.float64), said)

    return score


def show(what: str, figures: tuple[float, float]) -> None:
    print(f"{what:<44}{figures[0]:>8.4f}{figures[1]:>12.4f}", flush=True)


if __name__ == "__main__":
    main()
