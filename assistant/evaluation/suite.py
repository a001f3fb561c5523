"""A suite: the shape of its cases, how one is graded, and the metrics that come of it.

A new suite is one module that builds a `Suite`, and one line in `registry.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Generic

from assistant.domain.evaluation import Mark, Tally
from assistant.evaluation.cases import AnyCase, CaseFile
from assistant.evaluation.product import Product


@dataclass(frozen=True)
class Graded:
    """What grading one case came to; it passed when nothing is in `reasons`."""

    asked: str
    """What the product was given."""
    text: str
    """What it made of it, as far as the case looks at it."""
    reasons: tuple[str, ...] = ()
    """What is not as the case wants it."""
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    """What it adds to each metric of the suite."""
    slices: Mapping[str, str] = field(default_factory=dict)
    """What it can be told apart by."""
    marks: tuple[Mark, ...] = ()
    cites: tuple[str, ...] = ()
    expected: str | None = None
    given: str | None = None
    score: float | None = None


class UngradableError(Exception):
    """The case asks for something that cannot be graded here; the text says what."""


@contextmanager
def _as_it_is(product: Product, _cases: Sequence[object]) -> Iterator[Product]:
    yield product


@dataclass(frozen=True)
class Suite(Generic[AnyCase]):
    """One kind of question put to the product."""

    name: str
    """That of its folder under `eval/cases/`."""
    file: type[CaseFile]
    """Shape of its case files."""
    grade: Callable[[AnyCase, Product], Graded]
    """Grades one case; an error of ours or an `UngradableError` leaves it ungraded."""
    metrics: tuple[str, ...]
    """Every metric that its cases add to, in the order of reports."""
    prepare: Callable[[Product, Sequence[AnyCase]], AbstractContextManager[Product]] = _as_it_is
    """The product that all its cases are put to."""


def right(passed: bool) -> Tally:
    """One of one, or none of one."""
    return Tally(got=float(passed), of=1)


def found(hits: int, extra: int, missed: int) -> dict[str, Tally]:
    """Precision, recall and F1 of a case that looks for things: 2 TP / (2 TP + FP + FN)."""
    return {
        "precision": Tally(got=hits, of=hits + extra),
        "recall": Tally(got=hits, of=hits + missed),
        "f1": Tally(got=2 * hits, of=2 * hits + extra + missed),
    }
