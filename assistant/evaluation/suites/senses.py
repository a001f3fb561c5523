"""Senses: which meaning a word has in a sentence, whether the text leaves it open, or whether it is another word."""

from __future__ import annotations

import re

from pydantic import Field

from assistant.domain.evaluation import Mark, Tally
from assistant.domain.finding import Finding
from assistant.evaluation.cases import Case, CaseFile
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, Suite, UngradableError, right
from assistant.language import check

OPEN, KEPT = "unclear", "keep"


class SenseCase(Case):
    """A sentence and a word in it."""

    text: str = Field(min_length=1)
    """The sentence, with what stands around it."""
    word: str = Field(min_length=1)
    """The word that is meant: its first occurrence."""
    expect: str = Field(min_length=1)
    """Id of the sense; `unclear`; or `keep` for another word, a verb, a fixed phrase."""


class SenseFile(CaseFile):
    """Shape of a file of the suite."""

    cases: tuple[SenseCase, ...]
    """The cases."""


def grade(case: SenseCase, product: Product) -> Graded:
    """Holds the finding at the word against the label."""
    place = re.search(rf"(?<!\w){re.escape(case.word)}(?!\w)", case.text, re.IGNORECASE)
    if place is None:
        raise UngradableError(f"`{case.word}` does not stand in the text.")
    finding = _at(place, case.text, check(case.text, product.words().value))
    given = (finding.sense or OPEN) if finding else KEPT
    passed = given == case.expect
    mark = Mark(start=place.start(), end=place.end(), kind="wanted" if passed else "wrong", note=given)
    return Graded(
        asked=f"{case.word}: {case.text}",
        text=f"{place.group()}: {given}",
        reasons=() if passed else (f"`{place.group()}` means {case.expect}, and was read as {given}.",),
        tallies=_tallies(case.expect, given),
        slices={"word": _folded(case.word), "sense": case.expect},
        marks=(mark.model_copy(update={"start": 0, "end": len(place.group())}),),
        expected=case.expect,
        given=given,
    )


def _at(place: re.Match[str], text: str, findings: tuple[Finding, ...]) -> Finding | None:
    line = text.count("\n", 0, place.start()) + 1
    column = place.start() - text.rfind("\n", 0, place.start())
    for finding in findings:
        at = finding.line == line and column <= finding.column < column + len(place.group())
        if at and finding.rule in {"sense", "unclear"}:
            return finding
    return None


def _tallies(expected: str, given: str) -> dict[str, Tally]:
    """Precision and recall are those of clear senses; a kept word that is reported is a false alarm."""
    hit = expected == given
    found = {"accuracy": right(hit)}
    clear = {OPEN, KEPT}.__contains__
    if not clear(given):
        found["precision"] = right(hit)
    if not clear(expected):
        found["recall"] = right(hit)
    if not clear(given) or not clear(expected):
        below = (not clear(given)) + (not clear(expected))
        found["f1"] = Tally(got=2 * hit, of=below)
    if expected == KEPT:
        found["false_alarm_rate"] = right(not hit)
    return found


def _folded(word: str) -> str:
    """Singular and plural of the words with senses are one slice."""
    return re.sub(r"s$", "", word.lower())


SUITE = Suite(
    name="senses",
    file=SenseFile,
    grade=grade,
    metrics=("accuracy", "precision", "recall", "f1", "false_alarm_rate"),
)
