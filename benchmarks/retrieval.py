"""Retrieval quality on SciFact: nDCG@10 and recall@100 of every choice of embeddings, beside bm25s alone.

Run with `PYTHONPATH=. .venv/bin/python benchmarks/retrieval.py [FOLDER] [--minilm]`; the folder holds `corpus.jsonl`
and `beir/`. Each abstract is a document with its title, cut into passages as any other; a document counts with its best
passage. Settings were chosen on the training queries (benchmarks/tune_retrieval.py). Published on the test queries:
BM25 0.679, all-MiniLM-L6-v2 0.645, bge-small-en-v1.5 0.713. With `--minilm` the embeddings of the extra are graded too,
which takes minutes. How fast search is: benchmarks/search_speed.py.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from assistant.access import EVERYTHING
from assistant.domain.evidence import Document, Passage
from assistant.evidence import Setup
from assistant.evidence.documents.corpus import Corpus
from assistant.evidence.documents.documents import Text
from assistant.evidence.documents.passages import passages
from assistant.evidence.embeddings.embeddings import load
from assistant.evidence.index.snapshot import Snapshot, searched
from assistant.evidence.scope import Scope
from assistant.evidence.search import ranking

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "scifact"
DEPTH = 300
"""Passages asked for, so that a hundred documents are among them."""
WEIGHTS = {"words alone": 0.0, "vectors alone": 1.0, "both": ranking.VECTORS}


def cut(folder: Path) -> list[tuple[Passage, ...]]:
    """The passages of each abstract, as they follow one another."""
    made = []
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        document = Document(id=entry["_id"], title=entry["title"], sha256="")
        made.append(passages(Text(document, entry["text"], markdown=False)))
    return made


def abstracts(folder: Path) -> tuple[Passage, ...]:
    """The passages of all abstracts, sorted by id."""
    return tuple(sorted((p for some in cut(folder) for p in some), key=lambda passage: passage.id))


def corpus(folder: Path, embeddings: str = "wordllama") -> ranking.Ranking:
    """The search over all abstracts."""
    made = abstracts(folder)
    model = load(Setup(embeddings=embeddings))
    vectors = model.embed([searched(passage) for passage in made])
    return ranking.Ranking(Snapshot.of(Corpus({}, {}, ()), made, vectors, model.name), model)


def judged(folder: Path, split: str) -> dict[str, dict[str, int]]:
    """Relevant documents with their grades, by text of the query."""
    lines = (folder / "beir" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {entry["_id"]: entry["text"] for entry in map(json.loads, lines)}
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "beir" / "qrels" / f"{split}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        relevant[texts[query]][document] = int(grade)
    return relevant


def ndcg(found: Sequence[str], relevant: dict[str, int], k: int = 10) -> float:
    """Discounted gain of the first `k` documents, of the best possible."""
    gain = sum(relevant.get(document, 0) / math.log2(place + 2) for place, document in enumerate(found[:k]))
    ideal = sorted(relevant.values(), reverse=True)[:k]
    return gain / sum(grade / math.log2(place + 2) for place, grade in enumerate(ideal))


def graded(results: Sequence[Sequence[str]], relevant: dict[str, dict[str, int]]) -> tuple[float, float]:
    """Mean nDCG@10 and recall@100 of the documents found for each query, best first."""
    gains, recalls = [], []
    for found, grades in zip(results, relevant.values(), strict=True):
        gains.append(ndcg(found, grades))
        recalls.append(len(grades.keys() & set(found[:100])) / len(grades))
    return float(np.mean(gains)), float(np.mean(recalls))


def grade(
    search: ranking.Ranking, relevant: dict[str, dict[str, int]], weight: float, depth: int = DEPTH
) -> tuple[float, float]:
    """nDCG@10 and recall@100 of our search with that weight of the vectors."""
    default, ranking.VECTORS = ranking.VECTORS, weight
    try:
        results = search.search(list(relevant), depth, Scope(EVERYTHING))
    finally:
        ranking.VECTORS = default
    return graded([list(dict.fromkeys(hit.passage.document for hit in hits)) for hits in results], relevant)


def rival(folder: Path, relevant: dict[str, dict[str, int]]) -> tuple[float, float]:
    """bm25s with its own settings over whole abstracts with their titles, English stemmer."""
    entries = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    stemmer = Stemmer.Stemmer("english")
    texts = [f"{entry['title']} {entry['text']}" for entry in entries]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    asked = bm25s.tokenize(list(relevant), stopwords="en", stemmer=stemmer, show_progress=False)
    found, _ = index.retrieve(asked, k=100, show_progress=False)
    return graded([[entries[number]["_id"] for number in row] for row in found], relevant)


def main() -> None:
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(named[0]) if named else FOLDER
    splits = {split: judged(folder, split) for split in ("train", "test")}
    print(f"{'queries':<8}{'search':<28}{'nDCG@10':>8}{'recall@100':>12}")
    for split, relevant in splits.items():
        show(split, "bm25s alone", rival(folder, relevant))
    for embeddings in ("wordllama", *(["minilm"] if "--minilm" in sys.argv else [])):
        started = time.perf_counter()
        search = corpus(folder, embeddings)
        print(f"        {embeddings}: cut, embedded and counted in {time.perf_counter() - started:.1f} s")
        for split, relevant in splits.items():
            for name, weight in WEIGHTS.items():
                show(split, f"{embeddings}: {name}", grade(search, relevant, weight))


def show(split: str, name: str, figures: tuple[float, float]) -> None:
    print(f"{split:<8}{name:<28}{figures[0]:>8.4f}{figures[1]:>12.4f}", flush=True)


if __name__ == "__main__":
    main()
