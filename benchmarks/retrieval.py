"""Retrieval quality on SciFact: nDCG@10 and recall@100 of the default search, beside its two halves alone.

Run with `.venv/bin/python benchmarks/retrieval.py [FOLDER]`; the folder holds `corpus.jsonl` and `beir/`. Each abstract
is a document with its title, cut into passages as any other; a document counts with its best passage. Settings were
chosen on the training queries. Published on the test queries: BM25 0.679, all-MiniLM-L6-v2 0.645, bge-small 0.713.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from assistant.access import EVERYTHING
from assistant.domain.evidence import Document
from assistant.evidence import ranking
from assistant.evidence.documents import Text
from assistant.evidence.embeddings import load
from assistant.evidence.passages import passages
from assistant.evidence.scope import Scope
from assistant.evidence.snapshot import Snapshot, searched

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "scifact"
DEPTH = 300
"""Passages asked for, so that a hundred documents are among them."""
HALVES = {"bm25s alone": 0.0, "wordllama alone": 1.0, "fused (default)": ranking.VECTORS}


def corpus(folder: Path) -> ranking.Ranking:
    """The search over all abstracts."""
    texts = []
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        document = Document(id=entry["_id"], title=entry["title"], sha256="")
        texts.append(Text(document, entry["text"], markdown=False))
    made = tuple(sorted((p for text in texts for p in passages(text)), key=lambda passage: passage.id))
    model = load("wordllama")
    vectors = model.embed([searched(passage) for passage in made])
    return ranking.Ranking(Snapshot(made, vectors, model.name, {}, frozenset()), model)


def judged(folder: Path, split: str) -> dict[str, dict[str, int]]:
    """Relevant documents with their grades, by text of the query."""
    lines = (folder / "beir" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {entry["_id"]: entry["text"] for entry in map(json.loads, lines)}
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "beir" / "qrels" / f"{split}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        relevant[texts[query]][document] = int(grade)
    return relevant


def ndcg(found: list[str], relevant: dict[str, int], k: int = 10) -> float:
    """Discounted gain of the first `k` documents, of the best possible."""
    gain = sum(relevant.get(document, 0) / math.log2(place + 2) for place, document in enumerate(found[:k]))
    ideal = sorted(relevant.values(), reverse=True)[:k]
    return gain / sum(grade / math.log2(place + 2) for place, grade in enumerate(ideal))


def grade(
    search: ranking.Ranking, relevant: dict[str, dict[str, int]], weight: float, depth: int = DEPTH
) -> tuple[float, float]:
    """Mean nDCG@10 and recall@100 with that weight of the vectors."""
    default, ranking.VECTORS = ranking.VECTORS, weight
    try:
        results = search.search(list(relevant), depth, Scope(EVERYTHING))
    finally:
        ranking.VECTORS = default
    gains, recalls = [], []
    for hits, grades in zip(results, relevant.values(), strict=True):
        found = list(dict.fromkeys(hit.passage.document for hit in hits))
        gains.append(ndcg(found, grades))
        recalls.append(len(grades.keys() & set(found[:100])) / len(grades))
    return float(np.mean(gains)), float(np.mean(recalls))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    started = time.perf_counter()
    search = corpus(folder)
    print(f"corpus read, cut and embedded in {time.perf_counter() - started:.1f} s")
    print(f"{'queries':<8}{'search':<18}{'nDCG@10':>8}{'recall@100':>12}")
    for split in ("train", "test"):
        relevant = judged(folder, split)
        for name, weight in HALVES.items():
            gain, recall = grade(search, relevant, weight)
            print(f"{split:<8}{name:<18}{gain:>8.4f}{recall:>12.4f}")


if __name__ == "__main__":
    main()
