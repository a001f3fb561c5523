"""How fast search answers: query p50 and p99 at 10,000 and 100,000 passages, of all and of 2 % of them.

Beside it, on the same vectors in the same run: exact numpy (one product, by np.vecdot and through BLAS, and the ten
best; for the 2 % it takes their vectors out of all at each query) and Chroma's own query (with a filter on its metadata
for the 2 %). Passages are seeded mixtures of SciFact's sentences, so that words are as common as in real text. Run with
`PYTHONPATH=. .venv/bin/python benchmarks/search_speed.py`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings

from assistant.access import EVERYTHING, Visible
from assistant.domain.evidence import Passage
from assistant.evidence import Setup
from assistant.evidence.documents.corpus import Corpus
from assistant.evidence.embeddings.embeddings import Embeddings, load
from assistant.evidence.index import snapshot_files
from assistant.evidence.index.snapshot import Snapshot, searched
from assistant.evidence.scope import Scope
from assistant.evidence.search.ranking import Ranking
from benchmarks.retrieval import FOLDER, judged

ACCOUNTS = 50
K = 10
COUNTS = (10_000, 100_000)
NUMPY = "exact numpy, vectors only"
ONE_ACCOUNT = Scope(Visible(frozenset({"A7"})))


def mixed(folder: Path, count: int) -> tuple[Passage, ...]:
    """Passages of seven sentences each, tied to fifty accounts in turn."""
    chance = random.Random(7)
    entries = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    sentences = [part for entry in entries for part in entry["text"].split(". ")]
    made = (
        Passage(
            id=f"d{number:06}#0",
            document=f"d{number:06}",
            title=chance.choice(entries)["title"],
            section="",
            text=". ".join(chance.choices(sentences, k=7)),
            account=f"A{number % ACCOUNTS}",
        )
        for number in range(count)
    )
    return tuple(made)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    model = load(Setup())
    queries = list(judged(folder, "test"))[:200]
    for count in COUNTS:
        passages = mixed(folder, count)
        started = time.perf_counter()
        vectors = model.embed([searched(passage) for passage in passages])
        print(f"\n{count:,} passages; embedded {count / (time.perf_counter() - started):,.0f} per second")
        snapshot = Snapshot.of(Corpus({}, {}, ()), passages, vectors, model.name)
        cold(snapshot, model, queries[0])
        print(f"{'query of':<12}{'search':<34}{'p50 ms':>9}{'p99 ms':>9}{'x numpy':>9}")
        with tempfile.TemporaryDirectory() as store:
            collection = filled(store, snapshot)
            compare(snapshot, model, queries, (Scope(EVERYTHING), collection))
            compare(snapshot, model, queries, (ONE_ACCOUNT, collection))


def cold(snapshot: Snapshot, model: Embeddings, query: str) -> None:
    """From files on disk to the first answer."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot_files.save(snapshot, Path(folder))
        started = time.perf_counter()
        loaded = snapshot_files.load(Path(folder))
        assert loaded is not None
        Ranking(loaded, model).search([query], K, Scope(EVERYTHING))
        print(f"first answer from the files of the index: {time.perf_counter() - started:.2f} s")


def compare(snapshot: Snapshot, model: Embeddings, queries: list[str], at: tuple[Scope, chromadb.Collection]) -> None:
    """Prints the times of every contender for one scope."""
    scope, collection = at
    asked = model.embed(queries)
    ranking = Ranking(snapshot, model)
    rows = np.flatnonzero(snapshot.allowed(scope))
    whole = len(rows) == len(snapshot.passages)

    def chosen() -> np.ndarray:
        return snapshot.vectors if whole else snapshot.vectors[rows]

    taken = {
        NUMPY: times(lambda n: nearest(np.vecdot(chosen(), asked[n])), len(queries)),
        "exact numpy through BLAS": times(lambda n: nearest(chosen() @ asked[n]), len(queries)),
        "Parlance, words and vectors": times(lambda n: ranking.search([queries[n]], K, scope), len(queries)),
    }
    where = None if whole else {"account": "A7"}
    taken["Chroma's own query (approximate)"] = times(
        lambda n: collection.query(query_embeddings=asked[n : n + 1], n_results=K, where=where, include=[]),
        len(queries),
    )
    base = float(np.median(taken[NUMPY]))
    for name, each in taken.items():
        p50, p99 = np.percentile(each, [50, 99])
        print(f"{'all' if whole else '2 %':<12}{name:<34}{p50:>9.2f}{p99:>9.2f}{p50 / base:>9.2f}")


def nearest(scores: np.ndarray) -> np.ndarray:
    near = np.argpartition(scores, -K)[-K:]
    return near[np.argsort(-scores[near])]


def times(call: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each call, after ten to warm up."""
    for number in range(10):
        call(number)
    taken = []
    for number in range(count):
        started = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def filled(folder: str, snapshot: Snapshot) -> chromadb.Collection:
    client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    collection = client.create_collection("rival", embedding_function=None, configuration={"hnsw": {"space": "ip"}})
    for start in range(0, len(snapshot.passages), 5000):
        some = snapshot.passages[start : start + 5000]
        collection.add(
            ids=[passage.id for passage in some],
            embeddings=snapshot.vectors[start : start + 5000],
            metadatas=[{"account": passage.account or ""} for passage in some],
        )
    return collection


if __name__ == "__main__":
    main()
