"""Sentences that a language model might write: whether the product lets them through.

The sentences are put into the mouth of a scripted language model, and everything behind it is the product's own:
review, repairs, the composer in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pydantic import Field

from assistant.domain.evidence import Passage
from assistant.domain.value import Value
from assistant.drafting import DraftRequest, ModelWriter, draft
from assistant.drafting.writers.form import WrittenDraft, WrittenSection, WrittenStatement
from assistant.evaluation.asked import DraftAsked, asker_of
from assistant.evaluation.product import Product
from assistant.evaluation.suite import Graded, UngradableError, right
from assistant.evidence import Scope
from assistant.llm.scripted import scripted_gateway

ANSWERS = 3
"""The first and two repairs, all the same."""


class WrittenSentence(Value):
    """A sentence in a section."""

    section: str = Field(min_length=1)
    """Id of the section."""
    text: str = Field(min_length=1)
    """The sentence."""
    cites: tuple[str, ...] = ()
    """`claim:C-014`, `receipt:004101`, or `DOCUMENT > HEADING` for the passage below that heading."""


class WrittenCase(DraftAsked):
    """What a language model writes for a draft."""

    written: tuple[WrittenSentence, ...] = Field(min_length=1)
    """Its whole answer."""
    passes: bool
    """Whether the product may let it through."""


def grade(case: WrittenCase, product: Product) -> Graded:
    """A draft by the language model was let through, one by the composer was not."""
    asker = asker_of(case, product)
    assistant = product.on(case.as_of)
    audience = assistant.audience(asker, case.draft, case.names())
    passages = assistant.evidence.passages(Scope(assistant.visible(asker)))
    gateway = scripted_gateway([_answer(case, passages)] * ANSWERS)
    sources = product.sources(case.as_of, asker)
    made = draft(
        DraftRequest(kind=case.draft, audience=audience, writer="model"),
        replace(sources, model=ModelWriter(gateway, product.writing())),
    )
    through = made.writer != "composer"
    said = "\n".join(f"{s.section}: {s.text} [{', '.join(s.cites)}]" for s in case.written)
    trouble = " ".join(finding.message for finding in made.findings if finding.rule == "writer")
    hit = through == case.passes
    outcome = "was let through." if through else f"was stopped: {trouble}"
    return Graded(
        asked=f"{case.told()}\n{said}",
        text=f"The answer {outcome}",
        reasons=() if hit else (f"it {'may' if case.passes else 'may not'} be let through, and {outcome}",),
        tallies={
            "pass_rate": right(hit),
            **({"false_alarm_rate": right(not hit)} if case.passes else {"catch_rate": right(hit)}),
        },
        slices={"kind": case.draft, "writer": "model", **({"role": case.role} if case.role else {})},
        cites=tuple(cite for sentence in case.written for cite in sentence.cites),
        expected="passes" if case.passes else "is stopped",
        given="passes" if through else "is stopped",
    )


def _answer(case: WrittenCase, passages: Iterable[Passage]) -> str:
    known = tuple(passages)
    sections: dict[str, list[WrittenStatement]] = {}
    for sentence in case.written:
        cites = tuple(_cite(cite, known) for cite in sentence.cites)
        sections.setdefault(sentence.section, []).append(WrittenStatement(text=sentence.text, cites=cites))
    made = (WrittenSection(id=id, statements=tuple(said)) for id, said in sections.items())
    return WrittenDraft(sections=tuple(made)).model_dump_json()


def _cite(cite: str, passages: Iterable[Passage]) -> str:
    document, heading, name = cite.partition(" > ")
    if not heading:
        return cite
    for passage in passages:
        if passage.document == document and passage.section.split(" > ")[-1] == name:
            return f"passage:{passage.id}"
    raise UngradableError(f"`{cite}` leads to no passage.")
