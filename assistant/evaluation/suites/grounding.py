"""Grounding: whether evidence supports a claim, and how sure the product is."""

from __future__ import annotations

from pydantic import Field

from assistant.domain.evaluation import Tally
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, right


class GroundingCase(Case):
    """A claim beside evidence."""

    kind: str = Field(min_length=1)
    """What the case is about, such as negation; a slice of the report."""
    claim: str = Field(min_length=1)
    """The sentence."""
    evidence: tuple[str, ...] = Field(min_length=1)
    """What it is held against."""
    supported: bool
    """Whether the evidence says so."""


class GroundingFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[GroundingCase, ...]
    """The cases."""


def grade(case: GroundingCase, product: Product) -> Graded:
    """Holds the decision against the label."""
    support = product.on(case.as_of).ground(case.claim, case.evidence)
    hit = support.supported == case.supported
    given, expected = _label(support.supported), _label(case.supported)
    tallies = {"accuracy": right(hit), "brier": Tally(got=(support.score - case.supported) ** 2, of=1)}
    if support.supported:
        tallies["precision"] = right(hit)
    if case.supported:
        tallies["recall"] = right(hit)
    if support.supported or case.supported:
        tallies["f1"] = Tally(got=2 * hit, of=support.supported + case.supported)
    return Graded(
        asked="\n".join((case.claim, *(f"- {text}" for text in case.evidence))),
        text="\n".join((f"{given} ({support.score:.2f})", *support.reasons)),
        reasons=() if hit else (f"the claim is {expected}, and was called {given}.",),
        tallies=tallies,
        slices={"kind": case.kind},
        expected=expected,
        given=given,
        score=support.score,
    )


def _label(supported: bool) -> str:
    return "supported" if supported else "not supported"


SUITE = Suite(
    name="grounding",
    file=GroundingFile,
    grade=grade,
    metrics=("accuracy", "precision", "recall", "f1", "brier"),
)
