"""Mutants of a clean draft: one statement, changed in one way that makes it untrue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.draft import Brief, Draft, Section, Statement
from assistant.evidence.text.figures import figures


@dataclass(frozen=True)
class Mutant:
    """A section with the one statement that was changed."""

    how: str
    was: str
    section: Section


def mutants(draft: Draft, brief: Brief) -> Iterator[Mutant]:
    """Every mutant of every statement; the summary and sections of few words say nothing of their own."""
    repeated = {"summary", *(plan.id for plan in brief.outline if plan.words is not None)}
    for section in (section for section in draft.sections if section.id not in repeated):
        for statement in section.statements:
            for how, changed in _changes(statement, section, brief):
                yield Mutant(how, statement.text, section.model_copy(update={"statements": (changed,)}))


def _changes(statement: Statement, section: Section, brief: Brief) -> Iterator[tuple[str, Statement]]:
    texts = (*_figures(statement.text), *_names(statement.text, brief), *_quotes(statement.text))
    texts = (*texts, *_roles(statement.text, brief))
    yield from ((how, statement.model_copy(update={"text": text})) for how, text in texts)
    yield "a link", statement.model_copy(update={"text": f"{statement.text[:-1]} (see https://example.com)."})
    yield "a mention", statement.model_copy(update={"text": f"{statement.text[:-1]} for <!channel>."})
    yield "no citation", statement.model_copy(update={"cites": ()})
    yield "an invented citation", statement.model_copy(update={"cites": ("claim:C-999",)})
    yield from (("another citation", s) for s in _recited(statement, brief))
    if section.share == "customer":
        internal = [f"passage:{p.id}" for p in brief.passages if p.audience == "internal"]
        internal += [f"claim:{claim.id}" for claim in brief.claims if claim.audience == "internal"]
        yield from (("internal evidence", statement.model_copy(update={"cites": (c,)})) for c in internal[:1])


def _figures(text: str) -> Iterator[tuple[str, str]]:
    for figure in figures(text):
        number = re.search(r"\d+", figure.text)
        start, end = figure.start, figure.end
        if number:
            changed = str(int(number.group()) + 3) + figure.text[number.end() :]
            yield (
                "a figure" if figure.unit != "date" else "a date",
                text[:start] + figure.text[: number.start()] + changed + text[end:],
            )
        for unit, other in (("%", "points"), ("hours", "days"), ("weeks", "months"), ("minutes", "hours"), ("$", "€")):
            if unit in figure.text:
                yield "a unit", text[:start] + figure.text.replace(unit, other) + text[end:]


def _names(text: str, brief: Brief) -> Iterator[tuple[str, str]]:
    people = [(person.name, "Walter Brunswick") for person in brief.stakeholders]
    places = [(receipt.name, "Cedar Hollow Clinic") for receipt in (brief.receipt, *brief.examples) if receipt]
    for name, other in (*people, *places, ("Medicare", "Humana"), ("EHR", "CRM")):
        if name and name in text:
            yield "a name", text.replace(name, other)
    segments = brief.vocabulary.account_segments, brief.vocabulary.stakeholder_segments
    for names in (tuple(level.values()) for level in segments):
        for index, name in enumerate(names):
            for said in (f"account segment {name}", f"stakeholder segment {name}", f"{name} accounts"):
                if said.lower() in text.lower():
                    yield "a segment", re.sub(re.escape(name), names[index - 1], text)
    for said, other in (("field coverage", "digital coverage"), ("inside coverage", "field coverage")):
        if said in text:
            yield "coverage", text.replace(said, other)


def _roles(text: str, brief: Brief) -> Iterator[tuple[str, str]]:
    """Somebody's role among those that nobody holds."""
    names = brief.vocabulary.roles
    held = [name for role, name in names.items() if role not in brief.absent]
    for role in brief.absent:
        if held and "for these roles" in text and names[role].lower() in text:
            yield "an absent role", text.replace(names[role].lower(), held[0].lower())


def _quotes(text: str) -> Iterator[tuple[str, str]]:
    for quote in re.findall("“([^”]+)”", text):
        words = quote.split()
        yield "a quote", text.replace(quote, " ".join([*words[:-2], "really", *words[-2:]]))
        yield "a quote", text.replace(quote, " ".join([*words[:1], *words[2:]]))


def _recited(statement: Statement, brief: Brief) -> Iterator[Statement]:
    """The same words behind the next claim and the next passage."""
    claims = [f"claim:{claim.id}" for claim in brief.claims]
    passages = [f"passage:{passage.id}" for passage in brief.passages]
    for cites in (claims, passages):
        for cite in statement.cites:
            if cite in cites and len(cites) > 1:
                other = cites[cites.index(cite) - 1]
                yield statement.model_copy(update={"cites": tuple(other if c == cite else c for c in statement.cites)})
