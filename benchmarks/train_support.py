"""Train the support model and the rarity of words, and say how good the model is on claims it has not seen.

    python -m benchmarks.train_support             writes assistant/evidence/support/weights.json
    python -m benchmarks.train_support --rarity    also counts words anew (rarity.json) before it trains

Cross-validation: five folds, drawn three times, with all claims of one article, claim or abstract in one fold. Own test
cases are never trained on. The same data and seed give the same files.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from assistant.evidence.support.features import features
from assistant.evidence.support.model import highest
from assistant.evidence.support.support import observe
from assistant.evidence.support.words import normal, words
from benchmarks.logistic import Fit, Numbers, fit
from benchmarks.ranking_quality import Quality, quality
from benchmarks.support_cases import SHARED, Case, altered, own, scifact, wice

ROOM = Path(__file__).resolve().parents[1] / "assistant" / "evidence" / "support"
SEED, FOLDS, DRAWS, PENALTY = 7, 5, 3, 0.005
SHARES = {"wice": 1.0, "scifact": 1.5, "own dev": 0.8, "altered": 0.15}
"""What each set weighs in training, whatever its size; in each, supported and other cases weigh the same."""
RAISES = (
    "cover",
    "exact",
    "clause",
    "names_near",
    "names_all",
    "plain",
    "meaning",
    "tight",
    "direction_agrees",
    "figures_share",
    "figures_met",
)
LOWERS = (
    "clash",
    "missing",
    "run",
    "names_missing",
    "direction_unmet",
    "figures_absent",
    "figures_other",
    "figures_far",
    "figures_instead",
)


def training_cases() -> list[Case]:
    """Everything that is trained on."""
    judged = [*wice(), *scifact()]
    made = [*altered(wice(), most=500, seed=SEED), *altered(scifact(), most=1_200, seed=SEED)]
    return [*judged, *own("dev"), *made]


def table(cases: Sequence[Case]) -> tuple[list[str], Numbers]:
    """Names of the features, and their values, shape (cases, features)."""
    with ProcessPoolExecutor(2) as pool:
        rows = list(pool.map(_features, cases, chunksize=50))
    names = list(rows[0])
    return names, np.array([[row[name] for name in names] for row in rows])


def trained(names: Sequence[str], cases: Sequence[Case], rows: Numbers) -> Fit:
    """The model fitted on these cases."""
    signs = np.array([1 if name.startswith(RAISES) else -1 if name.startswith(LOWERS) else 0 for name in names])
    sizes = Counter((case.source, case.supported) for case in cases)
    shares = np.array([SHARES[case.source] / sizes[case.source, case.supported] for case in cases])
    return fit(rows, np.array([float(case.supported) for case in cases]), shares, signs, PENALTY)


def cross_validated(names: Sequence[str], cases: Sequence[Case], rows: Numbers) -> Numbers:
    """The score of each case by models that have seen nothing of its group, mean over the draws."""
    groups = sorted({case.group for case in cases})
    place = {group: at for at, group in enumerate(groups)}
    scores = np.zeros(len(cases))
    for draw in range(DRAWS):
        folds = np.random.default_rng(SEED + draw).permutation(len(groups)) % FOLDS
        fold = np.array([folds[place[case.group]] for case in cases])
        for held in range(FOLDS):
            kept = np.flatnonzero(fold != held)
            model = trained(names, [cases[at] for at in kept], rows[kept])
            scores[fold == held] += model.scores(rows[fold == held]) / DRAWS
    return capped(names, rows, scores)


def capped(names: Sequence[str], rows: Numbers, scores: Numbers) -> Numbers:
    """The scores below the highest that each case can have."""
    return np.minimum(scores, [highest(dict(zip(names, row, strict=True))) for row in rows])


def by_source(cases: Sequence[Case], scores: Numbers) -> dict[str, Quality]:
    """How good the scores are on each set."""
    sources = list(dict.fromkeys(case.source for case in cases))
    at = {source: [row for row, case in enumerate(cases) if case.source == source] for source in sources}
    return {source: quality([cases[row].supported for row in rows], scores[rows]) for source, rows in at.items()}


def write(names: Sequence[str], model: Fit) -> None:
    """Write the weights; features without weight are left out."""
    entries = {
        name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4), "scale": round(float(scale), 4)}
        for name, weight, mean, scale in zip(names, model.weights, model.mean, model.scale, strict=True)
        if abs(weight) >= 5e-4
    }
    about = f"benchmarks/train_support.py, seed {SEED}, penalty {PENALTY}, shares {SHARES}"
    document = {"about": about, "intercept": round(model.intercept, 4), "features": entries}
    (ROOM / "weights.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def write_rarity() -> None:
    """Count in how many texts each stem occurs: abstracts, cited pages, handbook pages, each kind weighing the same."""
    shares: dict[str, float] = defaultdict(float)
    kinds: Counter[str] = Counter()
    for texts in (_abstracts(), _cited_pages(), _handbook()):
        seen = [{word.stem for word in words(normal(text[:6_000])) if word.text.isalpha()} for text in texts]
        counts = Counter(word for stems in seen for word in stems)
        for word, count in counts.items():
            shares[word] += count / len(seen) / 3
        kinds.update(counts.keys())
    levels: dict[str, list[str]] = defaultdict(list)
    for word in sorted(shares):
        level = round(max(0.1, min(1.0, math.log(1 / shares[word]) / math.log(3_000))) * 20) / 20
        if level <= 0.75 and kinds[word] > 1:
            levels[f"{level:.2f}"].append(word)
    document = {
        "about": "benchmarks/train_support.py --rarity",
        "levels": {level: " ".join(levels[level]) for level in sorted(levels)},
    }
    (ROOM / "rarity.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rarity", action="store_true", help="count words anew")
    if parser.parse_args().rarity:
        write_rarity()
    cases = training_cases()
    names, rows = table(cases)
    print("cross-validated by group")
    for source, found in by_source(cases, cross_validated(names, cases, rows)).items():
        print(f"  {source:10} {found}")
    model = trained(names, cases, rows)
    write(names, model)
    held = own("test")
    unseen = table(held)[1]
    found = by_source(held, capped(names, unseen, model.scores(unseen)))["own test"]
    print(f"  {'own test':10} {found}  (never trained on)")


def _features(case: Case) -> dict[str, float]:
    seen = observe(normal(case.claim), [normal(text) for text in case.evidence])
    if seen is None:
        raise ValueError(f"no word to cover in {case.claim!r}")
    return features(seen)


def _abstracts() -> list[str]:
    return [
        f"{row['title']} {row['text']}"
        for row in map(json.loads, (SHARED / "scifact" / "corpus.jsonl").open(encoding="utf-8"))
    ]


def _cited_pages() -> list[str]:
    rows = map(json.loads, (SHARED / "wice" / "entailment_retrieval_claim_dev.jsonl").open(encoding="utf-8"))
    return sorted({" ".join(row["evidence"]) for row in rows})


def _handbook() -> list[str]:
    return [path.read_text("utf-8") for path in _pages(SHARED / "handbook_sourcegraph")]


def _pages(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.md"))


if __name__ == "__main__":
    main()
