"""Parity: a marketer and a rep who ask the same get the same segment, counts, definitions and drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from pydantic import Field, model_validator

from assistant.access import Asker
from assistant.domain.draft import Kind
from assistant.domain.evaluation import Tally
from assistant.domain.value import Value
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, right
from assistant.language import define

QUESTIONS = ("define", "explain", "count", "draft", "dispute", "sentences")


class Sentence(Value):
    """A sentence of one team."""

    team: str = Field(min_length=1)
    """Whose words it is in."""
    text: str = Field(min_length=1)
    """The sentence."""
    says: tuple[str, ...] = Field(min_length=1)
    """Words that it must hold in shared words."""


class ParityCase(Case):
    """One question of several people."""

    askers: tuple[str, ...] = ()
    """Ids of the people who ask."""
    define: str | None = None
    """A word."""
    explain: str | None = None
    """An account or stakeholder that all of them may see."""
    count: str | None = None
    """Id of a segment: its accounts among those that all of them may see."""
    draft: Kind | None = None
    """A draft about `account`."""
    account: str | None = None
    """The account of the draft."""
    dispute: str | None = None
    """A conversation, as `align` reads it."""
    collides: dict[str, dict[str, str]] = {}
    """What to say instead, by sense, by word: exactly the words on which the dispute collides."""
    sentences: tuple[Sentence, ...] = ()
    """Sentences of the teams that must come out in shared words."""
    says: tuple[str, ...] = ()
    """Words that every answer must hold."""

    @model_validator(mode="after")
    def _one_question(self) -> ParityCase:
        if sum(bool(getattr(self, name)) for name in QUESTIONS) != 1:
            raise ValueError(f"asks one thing: give one of {', '.join(QUESTIONS)}.")
        if not (self.dispute or self.sentences) and len(self.askers) < 2:
            raise ValueError("needs two or more askers.")
        return self

    @property
    def question(self) -> str:
        """What it asks, by the name of its field."""
        return next(name for name in QUESTIONS if getattr(self, name))


class ParityFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[ParityCase, ...]
    """The cases."""


def grade(case: ParityCase, product: Product) -> Graded:
    """Puts the question for each asker, and compares the answers word by word."""
    special = {"dispute": _dispute, "sentences": _sentences}
    return special.get(case.question, _asked)(case, product)


def _asked(case: ParityCase, product: Product) -> Graded:
    assistant = product.on(case.as_of)
    askers = [assistant.asker(name) for name in case.askers]
    answer: Callable[[ParityCase, Product, Sequence[Asker]], list[str]] = _ANSWERS[case.question]
    answers = answer(case, product, askers)
    pairs = list(combinations(zip(case.askers, answers, strict=True), 2))
    apart = [(one, other) for one, other in pairs if one[1] != other[1]]
    lacking = [
        (who, words) for who, text in zip(case.askers, answers, strict=True) for words in case.says if words not in text
    ]
    differing = bool(apart)
    shown = "\n".join(f"{who}: {text}" for who, text in zip(case.askers, answers, strict=True))
    return Graded(
        asked=f"{case.question} {case.account or getattr(case, case.question)} (asked by {', '.join(case.askers)})",
        text=shown if differing else answers[0],
        reasons=(
            *(f"{one[0]} and {other[0]} are not told the same." for one, other in apart),
            *(f"{who} is not told “{words}”." for who, words in lacking),
        ),
        tallies={
            "agreement": Tally(got=len(pairs) - len(apart), of=len(pairs)),
            "pass_rate": right(not apart + lacking),
        },
        slices={"question": case.question},
    )


def _define(case: ParityCase, product: Product, askers: Sequence[Asker]) -> list[str]:
    return [define(product.words().value, case.define or "").model_dump_json() for _ in askers]


def _explain(case: ParityCase, product: Product, askers: Sequence[Asker]) -> list[str]:
    receipts = [product.on(case.as_of).explain(asker, case.explain or "") for asker in askers]
    return [receipt.model_dump_json() for receipt in receipts]


def _count(case: ParityCase, product: Product, askers: Sequence[Asker]) -> list[str]:
    known = [{a.id: a.segment for a in product.on(case.as_of).read(asker).accounts()} for asker in askers]
    shared = set.intersection(*(set(accounts) for accounts in known))
    counts = [sum(accounts[id] == case.count for id in shared) for accounts in known]
    return [f"{count} of {len(shared)} accounts that all see are in {case.count}" for count in counts]


def _draft(case: ParityCase, product: Product, askers: Sequence[Asker]) -> list[str]:
    return [_drafted(case, product, asker) for asker in askers]


def _drafted(case: ParityCase, product: Product, asker: Asker) -> str:
    kind = case.draft or "talking-points"
    audience = product.on(case.as_of).audience(asker, kind, {"account": case.account})
    made = product.draft(case.as_of, asker, kind, audience)
    return "\n".join(f"{section.id}: {said.text}" for section in made.sections for said in section.statements)


_ANSWERS = {"define": _define, "explain": _explain, "count": _count, "draft": _draft}


def _dispute(case: ParityCase, product: Product) -> Graded:
    aligned = product.on(case.as_of).align(case.dispute or "")
    given = {collision.word: collision.say for collision in aligned.collisions}
    words = sorted(given.keys() | case.collides.keys())
    wrong = [word for word in words if given.get(word) != case.collides.get(word)]
    return Graded(
        asked=case.dispute or "",
        text="\n".join(f"{word}: {_said(given.get(word))}" for word in words) or "no collision",
        reasons=tuple(
            f"`{word}`: {_said(given.get(word))}, and it should be {_said(case.collides.get(word))}." for word in wrong
        ),
        tallies={"agreement": Tally(got=len(words) - len(wrong), of=len(words)), "pass_rate": right(not wrong)},
        slices={"question": "dispute"},
    )


def _said(say: dict[str, str] | None) -> str:
    return "no collision" if say is None else ", ".join(f"{sense} is “{term}”" for sense, term in sorted(say.items()))


def _sentences(case: ParityCase, product: Product) -> Graded:
    read = list(_translated(case, product))
    wrong = [f"{one.team}: “{words}” is not said." for one, text in read for words in one.says if words not in text]
    teams = "\n".join(f"{one.team}: {one.text}" for one, _ in read)
    good = sum(all(words in text for words in one.says) for one, text in read)
    return Graded(
        asked=teams,
        text="\n".join(f"{one.team}: {text}" for one, text in read),
        reasons=tuple(wrong),
        tallies={"agreement": Tally(got=good, of=len(read)), "pass_rate": right(not wrong)},
        slices={"question": "sentences"},
    )


def _translated(case: ParityCase, product: Product) -> Iterator[tuple[Sentence, str]]:
    """Each sentence as the other teams of the case read it."""
    teams = list(dict.fromkeys(one.team for one in case.sentences))
    for one in case.sentences:
        other = next((team for team in teams if team != one.team), one.team)
        yield one, product.on(case.as_of).translate(one.text, one.team, other).translated


SUITE = Suite(name="parity", file=ParityFile, grade=grade, metrics=("agreement", "pass_rate"))
