"""Train the model that tells requests from advice, and say how good it is on kinds of orders and pages it has not seen.

    python -m benchmarks.train_screening        writes assistant/evidence/screening/requests/weights.json

Trained on the attacks of BIPIA's training part and our own development lines, put into mails and handbook pages, and on
every sentence with the mood of a request in the pages themselves. Cross-validation leaves out whole kinds of orders,
and whole pages. The threshold is the lowest at which no more than the
shares in `MARKED` are marked by mistake in cross-validation.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evidence.screening.requests import agreed
from assistant.evidence.screening.requests.features import features, may_ask
from assistant.evidence.screening.requests.sentences import sentences
from benchmarks.logistic import Fit, Numbers, fit
from benchmarks.screening_cases import (
    Page,
    attacked,
    bipia,
    handbook,
    innocent,
    mails,
    notes,
    ordered,
    own,
    sample,
    steps,
)

ROOM = Path(__file__).resolve().parents[1] / "assistant" / "evidence" / "requests"
FOLDS, PENALTY = 10, 0.002
MARKED = {"handbook": 1 / 150, "note": 1 / 130, "step": 1 / 60}
"""Share of passages that may be marked by mistake: in whole pages, in passages that stand alone, and of next steps."""
SHARES = {
    "handbook": 1.0,
    "mail": 0.3,
    "own": 0.6,
    "sample": 0.2,
    "note": 0.8,
    "step": 1.0,
    "bipia": 1.0,
    "own orders": 0.8,
    "note orders": 0.1,
    "orders in call notes": 0.4,
}
"""What each source counts for in training."""
RAISES = (
    "answer_changed",
    "order_away",
    "question_away",
    "question_whole",
    "order_whole",
    "name_away",
    "text_meant",
    "indefinite",
    "words_away",
    "form",
    "manner",
    "asked_politely",
    "step_on",
    "far_from_work",
    "word_far",
    "address",
    "letters",
)
LOWERS = (
    "definite",
    "words_shared",
    "points",
    "reader",
    "people",
    "work",
    "item",
    "asked_around",
    "markup",
    "no_subject",
    "long",
    "step_deal",
    "step_handed",
    "step_dated",
    "step_named",
    "step_definite",
    "near_work",
)


@dataclass(frozen=True)
class Case:
    """A sentence with the mood of a request."""

    group: str
    """Kind of order, or page."""
    source: str
    order: bool
    text: str
    passage: str
    """The passage in which it stands."""
    values: dict[str, float]


def cases() -> list[Case]:
    """Everything that is trained on."""
    pages = {"handbook": handbook(), "mail": mails(), "own": innocent("dev"), "sample": sample(), "note": notes()}
    found = [case for source, some in pages.items() for page in some for case in _plain(page, source)]
    places = [*pages["mail"][::4], *pages["handbook"][::9], *pages["own"], *pages["sample"], *pages["note"][::60]]
    for source, attacks, each in (
        ("bipia", bipia(), 9),
        ("own orders", own("dev"), 6),
        ("note orders", own("notes_dev"), 3),
    ):
        for attack, page in attacked(attacks, places, each):
            found += of(page, source, f"{source} {attack.kind}", only=attack.line)
        for attack, page in ordered("dev", attacks):
            found += of(page, "orders in call notes", f"{source} {attack.kind}", only=attack.line)
    for line, page in steps("dev"):
        found += [case for case in of(page, "step", page.name.split(":")[0]) if case.text == line]
    return found


def table(some: Sequence[Case]) -> tuple[list[str], Numbers]:
    """Names of the features, and their values, shape (cases, features)."""
    names = sorted(some[0].values)
    return names, np.array([[case.values[name] for name in names] for case in some])


def trained(names: Sequence[str], some: Sequence[Case], rows: Numbers) -> Fit:
    """The model fitted on these cases; orders and other sentences weigh the same."""
    signs = np.array([1 if name in RAISES else -1 if name in LOWERS else 0 for name in names])
    sizes = Counter((case.source, case.order) for case in some)
    shares = np.array([_share(case) / sizes[case.source, case.order] for case in some])
    return fit(rows, np.array([float(case.order) for case in some]), shares, signs, PENALTY)


def held_out(names: Sequence[str], some: Sequence[Case], rows: Numbers) -> dict[str, Fit]:
    """For each group a model that has not seen it."""
    groups = sorted({case.group for case in some})
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    folds = np.array([fold[case.group] for case in some])
    models = []
    for held in range(FOLDS):
        kept = np.flatnonzero(folds != held)
        models.append(trained(names, [some[at] for at in kept], rows[kept]))
    return {group: models[at] for group, at in fold.items()}


def cross_validated(some: Sequence[Case], rows: Numbers, models: dict[str, Fit]) -> Numbers:
    """The score of each case by a model that has seen neither its kind nor its page."""
    return np.array([models[case.group].scores(row[None, :])[0] for case, row in zip(some, rows, strict=True)])


def threshold(some: Sequence[Case], scores: Numbers, passages: Mapping[str, int]) -> float:
    """The lowest score at which no more than the wanted shares of passages are marked."""
    limits = []
    for source, share in MARKED.items():
        highest: dict[str, float] = defaultdict(float)
        for case, score in zip(some, scores, strict=True):
            if case.source == source:
                highest[case.passage] = max(highest[case.passage], float(score))
        ranked = sorted(highest.values(), reverse=True)
        limits.append(ranked[int(passages[source] * share)])
    return round(max(limits) + 0.005, 2)


def write(names: Sequence[str], model: Fit, limit: float) -> None:
    """Write the weights; features without weight are left out."""
    entries = {
        name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4), "scale": round(float(scale), 4)}
        for name, weight, mean, scale in zip(names, model.weights, model.mean, model.scale, strict=True)
        if abs(weight) >= 5e-4
    }
    shares = ", ".join(f"{share:.2%} of {name} passages" for name, share in MARKED.items())
    about = f"benchmarks/train_screening.py, penalty {PENALTY}, at most {shares}"
    document = {"about": about, "threshold": limit, "intercept": round(model.intercept, 4), "features": entries}
    (ROOM / "weights.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def main() -> None:
    """Train, report, write."""
    some = cases()
    names, rows = table(some)
    scores = cross_validated(some, rows, held_out(names, some, rows))
    sizes = {"handbook": handbook(), "note": notes()}
    passages = {name: sum(len(page.cut()) for page in pages) for name, pages in sizes.items()}
    limit = threshold(some, scores, passages | {"step": len(list(steps("dev")))})
    print(f"threshold {limit}; share of sentences at or above it, cross-validated by kind and page")
    counted: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case, score in zip(some, scores, strict=True):
        counted[case.order, case.group if case.order else case.source].append(bool(score >= limit))
    for (order, group), marked in sorted(counted.items()):
        print(f"  {'order' if order else 'other'}  {group:40} {sum(marked) / len(marked):6.1%} of {len(marked)}")
    write(names, trained(names, some, rows), limit)


def _share(case: Case) -> float:
    return SHARES[case.source]


def _plain(page: Page, source: str) -> list[Case]:
    return of(page, source, page.name)


def of(page: Page, source: str, group: str, only: str | None = None) -> list[Case]:
    """The sentences of a page with the mood of a request; of an attacked page only the attack."""
    cut, around = page.cut(), page.around()
    return [
        Case(
            group,
            source,
            only is not None,
            sentence.text,
            passage.id,
            features(sentence, around.counts, agreed(passage.section, page.kind)),
        )
        for passage in cut
        for sentence in sentences(passage.text)
        if may_ask(sentence) and (only is None or sentence.text in only)
    ]


if __name__ == "__main__":
    main()
