"""Segmentation: golden assignments, and receipts that add up to what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field, model_validator

from assistant.domain.evaluation import Tally
from assistant.domain.segments import Level, Receipt
from assistant.errors import UsageError
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, right
from assistant.segmentation.operations import explained
from assistant.segmentation.scoring import Scoring


class SegmentationCase(Case):
    """An account, a stakeholder or the whole, and what the scorer must say."""

    account: str | None = None
    """An account, by id or name."""
    stakeholder: str | None = None
    """A stakeholder, by id or name."""
    segment: str | None = None
    """Id of the segment that applies."""
    coverage: str | None = None
    """Coverage of the account."""
    role: str | None = None
    """Role of the stakeholder."""
    points: dict[str, int] = {}
    """Points by dimension."""
    rules: dict[str, int] = {}
    """Points by attribute; of an attribute with several rules, their sum."""
    ready: dict[str, bool] = {}
    """Whether enough is known, by dimension."""
    becomes: dict[str, str] = {}
    """Segment by the attribute whose change leads to it."""
    counts: dict[str, int] = {}
    """Accounts or stakeholders by segment, and `rejected` for rows."""
    asker: str | None = Field(default=None, alias="as")
    """Id of the person who asks."""

    @model_validator(mode="after")
    def _about_one_thing(self) -> SegmentationCase:
        about = [self.account is not None, self.stakeholder is not None, bool(self.counts)]
        if sum(about) != 1:
            raise ValueError("is about one thing: give one of account, stakeholder, counts.")
        return self


class SegmentationFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[SegmentationCase, ...]
    """The cases."""


def grade(case: SegmentationCase, product: Product) -> Graded:
    """Holds an assignment and its receipt, or counts, against what the case says."""
    assistant = product.on(case.as_of)
    scoring = assistant.read(assistant.asker(case.asker))
    return _counted(case, scoring) if case.counts else _assigned(case, scoring)


def _assigned(case: SegmentationCase, scoring: Scoring) -> Graded:
    level: Level = "account" if case.account is not None else "stakeholder"
    name = case.account or case.stakeholder or ""
    found, id = scoring.find(f"{level}:{name}" if scoring.levels[level].position(name) is not None else name)
    if found != level:
        raise UsageError(f"`{name}` is no {level}.")
    receipt = explained(scoring.subject(level, id), scoring.segment_names(level), None)
    pairs = list(_pairs(case, receipt))
    wrong = [f"{what} is {given}, and should be {wanted}." for what, wanted, given in pairs if wanted != given]
    broken = list(_broken(receipt))
    assigned = [wanted == given for what, wanted, given in pairs if what in ("segment", "coverage", "role")]
    facts = [wanted == given for what, wanted, given in pairs if what not in ("segment", "coverage", "role")]
    tallies = {"receipt_accuracy": Tally(got=sum(facts) + (not broken), of=len(facts) + 1)}
    if assigned:
        tallies["accuracy"] = right(all(assigned))
    return Graded(
        asked=f"{level} {name}, as of {receipt.as_of}",
        text=_shown(receipt),
        reasons=(*wrong, *broken),
        tallies=tallies,
        slices={"level": level, "segment": case.segment or receipt.segment}
        | ({"role": receipt.role} if receipt.role else {}),
        cites=(f"receipt:{receipt.id}",),
        expected=case.segment,
        given=receipt.segment if case.segment else None,
    )


def _pairs(case: SegmentationCase, receipt: Receipt) -> Iterator[tuple[str, Any, Any]]:
    """What the case says beside what the receipt says."""
    for field in ("segment", "coverage", "role"):
        if (wanted := getattr(case, field)) is not None:
            yield field, wanted, getattr(receipt, field)
    dimensions = {line.id: line for line in receipt.dimensions}
    rules: dict[str, int] = {}
    for rule in receipt.rules:
        rules[rule.attribute] = rules.get(rule.attribute, 0) + rule.points
    changes = {change.attribute: change.segment for change in receipt.would_change or ()}
    yield from _each("the points of {}", case.points, {id: line.points for id, line in dimensions.items()})
    yield from _each("the points for {}", case.rules, rules)
    yield from _each("ready, for {},", case.ready, {id: line.ready for id, line in dimensions.items()})
    yield from _each("what a change of {} leads to", case.becomes, changes)


def _each(what: str, wanted: Mapping[str, object], given: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    for name, value in wanted.items():
        yield what.format(f"`{name}`"), value, given.get(name)


def _broken(receipt: Receipt) -> Iterator[str]:
    """A receipt's rules add up to its dimensions; a cap only takes away, and the applied segment has its reason."""
    for line in receipt.dimensions:
        total = sum(rule.points for rule in receipt.rules if rule.dimension == line.id)
        known = sum(rule.known for rule in receipt.rules if rule.dimension == line.id)
        if line.points > total or (line.points < total and line.points <= 0):
            yield f"the rules of `{line.id}` add up to {total}, and the receipt says {line.points}."
        if known != line.known:
            yield f"{known} rules of `{line.id}` are known, and the receipt says {line.known}."
    if receipt.segment != receipt.computed and receipt.override is None:
        yield f"`{receipt.computed}` was computed, `{receipt.segment}` applies, and no override says why."


def _shown(receipt: Receipt) -> str:
    of = f", {receipt.coverage} coverage" if receipt.coverage else f", {receipt.role}"
    lines = [f"{receipt.segment}{of}: {receipt.matched or 'what was left'}"]
    lines += [
        f"{line.id} {line.points} ({line.known}/{line.rules}{'' if line.ready else ', not ready'})"
        for line in receipt.dimensions
    ]
    return "\n".join(lines)


def _counted(case: SegmentationCase, scoring: Scoring) -> Graded:
    given: dict[str, int] = {"rejected": len(scoring.rejected)}
    segments = [*(one.segment for one in scoring.accounts()), *(one.segment for one in scoring.stakeholders())]
    given |= Counter(segments)
    pairs = [(name, wanted, given.get(name, 0)) for name, wanted in case.counts.items()]
    wrong = [f"`{name}` counts {now}, and should count {wanted}." for name, wanted, now in pairs if wanted != now]
    return Graded(
        asked=f"how many, as of {scoring.as_of}" + (f" (asked by {case.asker})" if case.asker else ""),
        text="\n".join(f"{name}: {now}" for name, _, now in pairs),
        reasons=tuple(wrong),
        tallies={"count_accuracy": Tally(got=len(pairs) - len(wrong), of=len(pairs))},
        slices={"level": "all"},
    )


SUITE = Suite(
    name="segmentation",
    file=SegmentationFile,
    grade=grade,
    metrics=("accuracy", "receipt_accuracy", "count_accuracy"),
)
