"""Drafting: what a draft must say, may not say, must cite and must leave open, and which sentences may not pass.

A case looks at meaning and not at whole texts: at words, citations, sections and open questions. Every draft is also
held against its sources, sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Tag, model_validator

from assistant.domain.draft import Draft
from assistant.domain.evaluation import Mark
from assistant.domain.value import Value
from assistant.evaluation import written
from assistant.evaluation.asked import DraftAsked, asker_of, drafted, slices
from assistant.evaluation.cases import CaseFile
from assistant.evaluation.citations import faults, graded, shelf
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, right
from assistant.evaluation.written import WrittenCase

SHOWN_FAULTS = 5


class DraftCase(DraftAsked):
    """A draft and what is expected of it."""

    section: str | None = None
    """Id of the section that must and may-not fields look at; all sections when not given."""
    must_say: tuple[str, ...] = ()
    """Words that must stand there, in any case."""
    may_not_say: tuple[str, ...] = ()
    """Words that must not."""
    must_cite: tuple[str, ...] = ()
    """`claim:C-014`, `receipt:004101`, or a document's path for any of its passages."""
    may_not_cite: tuple[str, ...] = ()
    """The same, for what must not be cited."""
    must_abstain: tuple[str, ...] = ()
    """Ids of sections that may not be written; an open question must stand in their place."""
    must_ask: tuple[str, ...] = ()
    """Words that an open question must hold."""

    @model_validator(mode="after")
    def _asks_something(self) -> DraftCase:
        wants = (self.must_say, self.may_not_say, self.must_cite, self.may_not_cite, self.must_abstain, self.must_ask)
        if not any(wants):
            raise ValueError("asks for nothing; give one of must_say, may_not_say, must_cite, must_abstain, must_ask.")
        return self


def _kind_of_case(case: Any) -> str:
    return "Written" if "written" in (case if isinstance(case, dict) else vars(case)) else "Draft"


AnyDraftCase = Annotated[
    Annotated[DraftCase, Tag("Draft")] | Annotated[WrittenCase, Tag("Written")], Discriminator(_kind_of_case)
]


class DraftingFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[AnyDraftCase, ...]
    """Drafts, and sentences that a language model might write."""


class Line(Value):
    """One line of a draft, as a case sees it."""

    place: str
    """Id of the section, or `asks`."""
    text: str
    cites: tuple[str, ...] = ()

    def shown(self) -> str:
        """The line as people read it."""
        cites = f" [{', '.join(self.cites)}]" if self.cites else ""
        return f"{self.place}: {self.text}{cites}"


class Looked(Value):
    """What one requirement came to."""

    lines: tuple[Line, ...] = ()
    """Lines that it is about."""
    wanted: tuple[str, ...] = ()
    """Words in them that were asked for."""
    wrong: tuple[str, ...] = ()
    """Words in them that are forbidden."""
    reason: str = ""
    """What is not as the case wants it."""


def grade(case: DraftCase | WrittenCase, product: Product) -> Graded:
    """Grades a draft, or what becomes of a sentence that a language model might write."""
    return written.grade(case, product) if isinstance(case, WrittenCase) else _grade(case, product)


def _grade(case: DraftCase, product: Product) -> Graded:
    made = drafted(case, product)
    looked = list(_looked(case, made))
    source = shelf(product, case.as_of, asker_of(case, product))
    wrong = [(f"{section.id}: {said.text}", why) for section, said, why in faults(made, source)]
    found = [
        Looked(lines=(Line(place=place.split(":")[0], text=place.split(": ", 1)[1]),), reason=why)
        for place, why in wrong
    ]
    everything = [*looked, *found[:SHOWN_FAULTS]]
    reasons = tuple(one.reason for one in everything if one.reason)
    lines = list(dict.fromkeys(line for one in everything for line in one.lines))
    tallies = {"pass_rate": right(not reasons), **graded(made, source)}
    if case.must_abstain or case.must_ask:
        tallies["refusal_rate"] = right(not any(one.reason for one in _abstained(case, made)))
    return Graded(
        asked=case.told(),
        text="\n".join(line.shown() for line in lines) or "(nothing of it stands in the draft)",
        reasons=reasons,
        tallies=tallies,
        slices=slices(case, made, product),
        marks=_marks(lines, everything),
        cites=tuple(dict.fromkeys(cite for line in lines for cite in line.cites)),
    )


def _looked(case: DraftCase, made: Draft) -> Iterator[Looked]:
    lines = [
        Line(place=section.id, text=statement.text, cites=statement.cites)
        for section in made.sections
        if section.id != "summary" and case.section in (None, section.id)
        for statement in section.statements
    ]
    where = f"`{case.section}`" if case.section else "the draft"
    if made.status == "refused":
        yield Looked(reason=f"the draft was refused: {'; '.join(f.message for f in made.findings)}")
    for words in case.must_say:
        found = [line for line in lines if _holds(line.text, words)]
        yield Looked(lines=found, wanted=(words,), reason="" if found else f"“{words}” is not said in {where}.")
    for words in case.may_not_say:
        found = [line for line in lines if _holds(line.text, words)]
        yield Looked(lines=found, wrong=(words,), reason=f"“{words}” is said in {where}." if found else "")
    for cite in case.must_cite:
        found = [line for line in lines if _cites(line.cites, cite)]
        yield Looked(lines=found[:2], reason="" if found else f"`{cite}` is not cited in {where}.")
    for cite in case.may_not_cite:
        found = [line for line in lines if _cites(line.cites, cite)]
        yield Looked(lines=found[:2], reason=f"`{cite}` is cited in {where}." if found else "")
    yield from _abstained(case, made)


def _abstained(case: DraftCase, made: Draft) -> Iterator[Looked]:
    asked = [Line(place="asks", text=f"{q.missing} ({q.owner})") for q in made.open_questions]
    for id in case.must_abstain:
        section = next((section for section in made.sections if section.id == id and section.statements), None)
        if section:
            lines = [Line(place=id, text=statement.text, cites=statement.cites) for statement in section.statements]
            yield Looked(lines=lines, reason=f"`{id}` is written, and nothing supports it.")
        elif not asked:
            yield Looked(reason=f"`{id}` is left out, and no open question says what is missing.")
    for words in case.must_ask:
        found = [line for line in asked if _holds(line.text, words)]
        yield Looked(lines=found, wanted=(words,), reason="" if found else f"no open question holds “{words}”.")


def _holds(text: str, words: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(text.split()).casefold()


def _cites(cites: Iterable[str], wanted: str) -> bool:
    return any(cite == wanted or cite.startswith((f"passage:{wanted}#", f"{wanted}#")) for cite in cites)


def _marks(lines: list[Line], looked: Iterable[Looked]) -> tuple[Mark, ...]:
    marks = []
    for one in looked:
        start = 0
        for line in lines:
            shown = line.shown()
            if line in one.lines:
                for kind, all_words in (("wanted", one.wanted), ("wrong", one.wrong)):
                    for words in all_words:
                        at = shown.casefold().find(words.casefold())
                        if at >= 0:
                            place = {"start": start + at, "end": start + at + len(words)}
                            marks.append(Mark.model_validate({**place, "kind": kind, "note": words}))
                if one.reason and not one.wrong:
                    marks.append(Mark(start=start, end=start + len(shown), kind="wrong", note=one.reason))
            start += len(shown) + 1
    return tuple(marks)


SUITE = Suite(
    name="drafting",
    file=DraftingFile,
    grade=grade,
    metrics=(
        "pass_rate",
        "citation_precision",
        "citation_recall",
        "faithfulness",
        "refusal_rate",
        "catch_rate",
        "false_alarm_rate",
    ),
)
