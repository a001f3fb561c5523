"""Glossary: what the wording check finds in a text, and that no writer's draft breaks the glossary."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from assistant.domain.draft import Draft
from assistant.domain.evaluation import Mark, Tally
from assistant.domain.finding import Finding
from assistant.domain.value import Value
from assistant.evaluation.asked import DraftAsked, drafted, slices
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, found, right
from assistant.language import check

SHOWN = 12


class Expected(Value):
    """A finding that the text must raise."""

    word: str = Field(min_length=1)
    """The words found, as they stand in the text."""
    rule: str = Field(min_length=1)
    """avoid, sense, unclear, levels, deprecated, casing."""
    say: str | None = None
    """What to write instead; not looked at when not given."""


class TextCase(Case):
    """A text and everything that the check must find in it."""

    text: str = Field(min_length=1)
    """The text."""
    finds: tuple[Expected, ...]
    """Every finding, in the order of the text; empty for a text that is in order."""


class DraftWordsCase(DraftAsked):
    """A draft in which the check may find no error outside quotes."""


def _kind_of_case(case: Any) -> str:
    return "Text" if "text" in (case if isinstance(case, dict) else vars(case)) else "Draft"


AnyCase = Annotated[
    Annotated[TextCase, Tag("Text")] | Annotated[DraftWordsCase, Tag("Draft")], Discriminator(_kind_of_case)
]


class GlossaryFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[AnyCase, ...]
    """Texts, and drafts."""


def grade(case: TextCase | DraftWordsCase, product: Product) -> Graded:
    """Holds findings against those expected, or a draft against the glossary."""
    return _draft(case, product) if isinstance(case, DraftWordsCase) else _text(case, product)


def _text(case: TextCase, product: Product) -> Graded:
    findings = check(case.text, product.words().value)
    given = Counter((finding.text.casefold(), finding.rule) for finding in findings)
    wanted = Counter((one.word.casefold(), one.rule) for one in case.finds)
    missed, extra = wanted - given, given - wanted
    said = {(f.text.casefold(), f.rule): f.suggestion for f in findings}
    other = [
        f"`{one.word}`: say “{one.say}”, and not “{said[one.word.casefold(), one.rule]}”."
        for one in case.finds
        if one.say is not None and said.get((one.word.casefold(), one.rule), one.say) != one.say
    ]
    hits = (wanted & given).total()
    return Graded(
        asked=case.text,
        text="\n".join(_shown(finding) for finding in findings) or "(nothing found)",
        reasons=(
            *(f"`{word}` was not found ({rule})." for word, rule in missed),
            *(f"`{word}` was found ({rule}) and is in order." for word, rule in extra),
            *other,
        ),
        tallies={
            **found(hits, extra.total(), missed.total()),
            **(
                {"suggestion_accuracy": Tally(got=len(case.finds) - len(other), of=len(case.finds))}
                if case.finds
                else {}
            ),
        },
        slices={"rule": case.finds[0].rule if case.finds else "in order"},
    )


def _draft(case: DraftWordsCase, product: Product) -> Graded:
    made = drafted(case, product)
    lines = [said.text for section in made.sections if section.id != "summary" for said in section.statements]
    wrong = [(line, finding) for line in lines for finding in _errors(line, product)]
    text = "\n".join(dict.fromkeys(line for line, _ in wrong)) or f"{len(lines)} statements, every word in order"
    return Graded(
        asked=case.told(),
        text=text,
        reasons=tuple(f"{_shown(finding)} in: {line}" for line, finding in wrong[:SHOWN]) or _silent(made),
        tallies={
            "violation_rate": Tally(got=len({line for line, _ in wrong}), of=len(lines)),
            "clean_rate": right(not wrong and bool(lines)),
        },
        slices=slices(case, made, product),
        marks=tuple(_mark(text, line, finding) for line, finding in wrong),
    )


def _silent(made: Draft) -> tuple[str, ...]:
    return () if made.sections else (f"the draft says nothing ({made.status}).",)


def _errors(line: str, product: Product) -> list[Finding]:
    """Errors and words with senses outside quotation marks: people's own words are theirs."""
    found = check(line, product.words().value, markdown=False)
    wrong = [f for f in found if f.severity == "error" or f.rule in {"sense", "deprecated"}]
    return [f for f in wrong if line[: f.column - 1].count("“") <= line[: f.column - 1].count("”")]


def _shown(finding: Finding) -> str:
    instead = f", say “{finding.suggestion}”" if finding.suggestion else ""
    return f"{finding.rule} `{finding.text}`{instead}"


def _mark(text: str, line: str, finding: Finding) -> Mark:
    start = text.index(line) + finding.column - 1
    return Mark(start=start, end=start + len(finding.text), kind="wrong", note=finding.message)


SUITE = Suite(
    name="glossary",
    file=GlossaryFile,
    grade=grade,
    metrics=("precision", "recall", "f1", "suggestion_accuracy", "violation_rate", "clean_rate"),
)
