"""What the screening of documents finds and what it takes for an order by mistake, kind by kind.

    python benchmarks/screening.py

"held out" is a model trained without that kind of order, or without that page; "as it ships" is what `parlance index`
does. Own test lines are of kinds that nothing was trained or chosen on. Each attack stands in nine documents, at their
start, middle and end; it counts as found when the passage that holds it is marked.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.evidence.screening.requests.model import weights
from assistant.evidence.screening.screening import screen
from benchmarks.logistic import Fit
from benchmarks.screening_cases import (
    Attack,
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
from benchmarks.train_screening import cases, held_out, of, table

EACH = 9
"""Documents into which each attack is put."""


def main() -> None:
    """Print the tables."""
    some = cases()
    names, rows = table(some)
    models = held_out(names, some, rows)
    places = [*mails()[1::4], *handbook()[4::9]]
    parts = [("bipia", bipia()), ("own orders", own("dev"))]
    print(f"found (share of {EACH} documents per line)           held out   as it ships")
    for source, attacks in parts:
        _print(source, _found(attacked(attacks, places, EACH), models, source))
    for source, attacks in (("bipia test", bipia("test")), ("own test", own("test"))):
        _print(source, _found(attacked(attacks, places, EACH), {}, source))
    print("\nfound as the next step of three call notes")
    for source, attacks in (*parts, ("note orders", own("notes_dev"))):
        _print(source, _found(ordered("dev", attacks), models, source))
    for source, attacks in (("own test", own("test")), ("note orders test", own("notes_test"))):
        _print(source, _found(ordered("test", attacks), {}, source))
    print("\nmarked by mistake, passages                     held out   as it ships")
    pages = {
        "handbook": handbook(),
        "short notes": notes(),
        "mails": mails(),
        "sample": sample(),
        "own test": innocent("test"),
    }
    for source, listed in pages.items():
        passages = [(page, passage) for page in listed for passage in page.cut()]
        shipped = sum(passage.marked is not None for _, passage in passages)
        held = sum(map(len, (_marked(page, models.get(page.name)) for page in listed)))
        shown = f"{held / len(passages):8.2%}" if source != "own test" else " " * 8
        print(f"  {source:44} {shown}   {shipped / len(passages):8.2%}  of {len(passages)}")
    for part in ("dev", "test"):
        _print_steps(part, models if part == "dev" else {})


def _print_steps(part: str, models: Mapping[str, Fit]) -> None:
    """The share of call notes whose next step is marked."""
    pages = [page for _, page in steps(part)]
    held = sum(bool(_marked(page, models.get(page.name.split(":")[0]))) for page in pages)
    shipped = sum(any(p.marked is not None for p in page.cut()) for page in pages)
    shown = f"{held / len(pages):8.2%}" if models else " " * 8
    print(f"  {f'steps of call notes, {part}':44} {shown}   {shipped / len(pages):8.2%}  of {len(pages)}")


def _found(
    planted: Iterable[tuple[Attack, Page]], models: Mapping[str, Fit], source: str
) -> dict[str, list[tuple[bool, bool]]]:
    """By kind: whether each planted line is found, held out and as it ships."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for attack, page in planted:
        holding = [p for p in page.cut() if " ".join(attack.line.split()) in " ".join(p.text.split())]
        held = _marked(page, models.get(f"{source} {attack.kind}"))
        found[attack.kind].append((any(p.id in held for p in holding), any(p.marked is not None for p in holding)))
    return found


def _marked(page: Page, model: Fit | None) -> set[str]:
    """Ids of the passages that the rules or the model mark."""
    ruled = {p.id for p in page.cut() if screen(f"{p.title}\n{p.section}\n{p.text}")}
    seen = of(page, "", "") if model is not None else []
    if model is None or not seen:
        return ruled
    scores = model.scores(table(seen)[1])
    return ruled | {case.passage for case, score in zip(seen, scores, strict=True) if score >= weights().threshold}


def _print(source: str, found: Mapping[str, Sequence[tuple[bool, bool]]]) -> None:
    for line in _lines(source, found):
        print(line)


def _lines(source: str, found: Mapping[str, Sequence[tuple[bool, bool]]]) -> Iterator[str]:
    every = [pair for pairs in found.values() for pair in pairs]
    for kind, pairs in (*sorted(found.items()), *([("all", every)] if every else [])):
        held, shipped = (sum(pair[at] for pair in pairs) / len(pairs) for at in (0, 1))
        shown = f"{held:8.0%}" if "test" not in source else " " * 8
        print_kind = f"{source}: {kind}"
        yield f"  {print_kind:44} {shown}   {shipped:8.0%}  of {len(pairs)}"


if __name__ == "__main__":
    main()
