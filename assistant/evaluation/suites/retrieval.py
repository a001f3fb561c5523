"""Retrieval: whether search puts the passages first that answer a question.

nDCG@10 is the gain of the first ten passages, each discounted by log2 of its place and one, of the best possible
(Järvelin and Kekäläinen 2002); MRR is one by the place of the first relevant one; recall@10 is the share among ten.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydantic import Field

from assistant.domain.evaluation import Mark, Tally
from assistant.domain.evidence import Hit
from assistant.domain.value import Value
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, UngradableError
from assistant.evidence import Scope

DEPTH = 10


class Relevant(Value):
    """A passage that answers the question."""

    document: str = Field(min_length=1)
    """Path of its document."""
    section: str | None = None
    """The heading right above it; any passage of the document when not given."""
    words: str | None = None
    """Words that stand in it, where a heading has several passages."""
    grade: int = Field(default=1, ge=1, le=3)
    """1 helps, 2 answers, 3 is what was asked for."""


class RetrievalCase(Case):
    """A question and the passages that answer it."""

    query: str = Field(min_length=1)
    """As somebody types it."""
    relevant: tuple[Relevant, ...] = Field(min_length=1)
    """What answers it."""
    asker: str | None = Field(default=None, alias="as")
    """Id of the person who asks."""
    first: bool = False
    """One of them must stand first."""


class RetrievalFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[RetrievalCase, ...]
    """The cases."""


def grade(case: RetrievalCase, product: Product) -> Graded:
    """Grades the first ten passages."""
    assistant = product.on(case.as_of)
    asker = assistant.asker(case.asker)
    _all_there(case, product)
    hits = assistant.search(asker, [case.query], DEPTH, Scope(assistant.visible(asker)))[0]
    places = [_relevance(hit, case.relevant) for hit in hits]
    place = next((number for number, found in enumerate(places, start=1) if found is not None), None)
    met = {found for found in places if found is not None}
    reasons = []
    if place is None:
        reasons.append("none of the passages that answer it is among the first ten.")
    elif case.first and place > 1:
        reasons.append(f"the first passage that answers it stands at {place} and must stand first.")
    lines = [_shown(hit) for hit in hits[:5]]
    return Graded(
        asked=case.query,
        text="\n".join(lines) or "(nothing found)",
        reasons=tuple(reasons),
        tallies={
            "ndcg@10": Tally(got=_ndcg(places, case.relevant), of=1),
            "mrr": Tally(got=1 / place if place else 0, of=1),
            "recall@10": Tally(got=len(met), of=len(case.relevant)),
        },
        slices={"document": case.relevant[0].document.partition("/")[0]},
        marks=_marks(lines, places),
        cites=tuple(f"passage:{hit.passage.id}" for hit in hits[:5]),
    )


def _all_there(case: RetrievalCase, product: Product) -> None:
    """What is relevant must exist, or the case grades nothing."""
    assistant = product.on(case.as_of)
    known = assistant.evidence.passages(Scope(assistant.visible(assistant.asker(None))))
    for wanted in case.relevant:
        if not any(_answers(Hit(passage=passage, score=0), wanted) for passage in known):
            where = f"{wanted.document} > {wanted.section}" if wanted.section else wanted.document
            raise UngradableError(f"there is no passage `{where}`.")


def _relevance(hit: Hit, relevant: Sequence[Relevant]) -> int | None:
    """Which of them the hit is."""
    return next((number for number, wanted in enumerate(relevant) if _answers(hit, wanted)), None)


def _answers(hit: Hit, wanted: Relevant) -> bool:
    passage = hit.passage
    return (
        passage.document == wanted.document
        and wanted.section in (None, passage.section.split(" > ")[-1])
        and (wanted.words is None or wanted.words.casefold() in passage.text.casefold())
    )


def _ndcg(places: Sequence[int | None], relevant: Sequence[Relevant]) -> float:
    """Each relevant passage counts where it is met first."""
    met: set[int] = set()
    gain = 0.0
    for number, found in enumerate(places, start=1):
        if found is not None and found not in met:
            met.add(found)
            gain += relevant[found].grade / math.log2(number + 1)
    ideal = sorted((wanted.grade for wanted in relevant), reverse=True)[:DEPTH]
    return gain / sum(grade / math.log2(number + 1) for number, grade in enumerate(ideal, start=1))


def _shown(hit: Hit) -> str:
    return f"{hit.score:.3f} {hit.passage.document} > {hit.passage.section.split(' > ')[-1]}: {hit.passage.text[:90]}"


def _marks(lines: Sequence[str], places: Sequence[int | None]) -> tuple[Mark, ...]:
    marks, start = [], 0
    for line, found in zip(lines, places, strict=False):
        if found is not None:
            marks.append(Mark(start=start, end=start + len(line), kind="wanted", note="answers the question"))
        start += len(line) + 1
    return tuple(marks)


SUITE = Suite(name="retrieval", file=RetrievalFile, grade=grade, metrics=("ndcg@10", "mrr", "recall@10"))
