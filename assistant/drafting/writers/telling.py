"""What a language model is told of a brief: every source with all that a statement may take from it.

Passages have short numbers instead of their ids, for a file may be named after a person. Claims stand first and the
receipts of accounts last, so that what drafts have in common comes before what sets them apart. An override is told
with the computed account segment and the reason.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from pydantic import BaseModel

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage
from assistant.domain.segments import Receipt, Stakeholder
from assistant.domain.term import Term
from assistant.drafting.brief.pieces import attribute_name, is_fit, shown
from assistant.drafting.brief.questions import whom
from assistant.drafting.review.cited import Cited, citations, cited, nobody_known, receipts
from assistant.drafting.sentences.grammar import inside
from assistant.language import Glossary


def handles(brief: Brief) -> dict[str, str]:
    """What stands for each citation in a prompt, by the citation."""
    known = {cite: cite for cite in citations(brief)}
    return known | {f"passage:{p.id}": f"passage:{number}" for number, p in enumerate(shared_first(brief), start=1)}


def shared_first(brief: Brief) -> list[Passage]:
    """The brief's passages in an order that does not depend on the audience, those of the one account last."""
    return sorted(brief.passages, key=lambda passage: (passage.account is not None, passage.document, passage.id))


def told_audience(brief: Brief) -> str:
    """Whom the draft is about or for, in a few lines."""
    lines = [f"- {whom(brief)}"]
    met = next((person for person in brief.stakeholders if person.id == brief.audience.meeting), None)
    if met:
        lines.append(f"- the meeting is with {met.name or met.id}: begin with that person in every section")
    if brief.account_segment_name:
        covered = f", {brief.coverage} coverage" if brief.coverage else ""
        applied = f"account segment {brief.account_segment_name}{covered}{_overridden(brief.receipt, brief)}"
        lines.append(f"- {applied}: {brief.account_segment_meaning}")
    if brief.stakeholder_segment_name:
        lines.append(f"- stakeholder segment {brief.stakeholder_segment_name}: {brief.stakeholder_segment_meaning}")
    return "\n".join(lines)


def told_sections(brief: Brief) -> str:
    """The sections that may be written, and who reads them; those of few words are made of the others."""
    readers = {"internal": "read by us alone", "customer": "read by customers"}
    plans = (plan for plan in brief.outline if plan.words is None)
    return "\n".join(f"- {plan.id}: {plan.title} ({readers[plan.share]})" for plan in plans)


def told_claims(brief: Brief, cites: Collection[str]) -> str:
    """These claims of the brief with their ids, for whom they are and who may read them."""
    return _told_of(brief, [f"claim:{c.id}" for c in brief.claims if f"claim:{c.id}" in cites])


def told_sources(brief: Brief, before: Collection[str] = ()) -> str:
    """Every source but those told before, what drafts have in common first: claims, passages, receipts."""
    claims = [f"claim:{claim.id}" for claim in brief.claims]
    passages = [f"passage:{passage.id}" for passage in shared_first(brief)]
    accounts = [f"receipt:{receipt.id}" for receipt in receipts(brief)]
    return _told_of(brief, [cite for cite in (*claims, *passages, *accounts) if cite not in before])


def _told_of(brief: Brief, cites: Sequence[str]) -> str:
    ids, internal, customers = handles(brief), cited(brief, "internal"), cited(brief, "customer")
    texts = {f"claim:{claim.id}": _claim(claim) for claim in brief.claims}
    texts |= {f"passage:{passage.id}": _passage(passage) for passage in brief.passages}
    texts |= {f"receipt:{receipt.id}": told_receipt(receipt, brief) for receipt in receipts(brief)}
    return "\n".join(_source(ids[cite], texts[cite], internal[cite], customers[cite].allowed, brief) for cite in cites)


def _claim(claim: Claim) -> str:
    """The approved sentence first, then what it rests on."""
    evidence = [f"Evidence: “{quote}”" for quote in claim.evidence.quotes]
    return "\n".join([claim.text, *evidence, *([f"Footnote: {claim.footnote}"] if claim.footnote else [])])


def _passage(passage: Passage) -> str:
    """Where it stands, then its words."""
    return f"From: {passage.title}{', ' if passage.section else ''}{passage.section}\n{passage.text}"


def told_receipt(receipt: Receipt, brief: Brief) -> str:
    """An account and its people as far as their dimensions are ready, a line for each fact."""
    segment = brief.vocabulary.account_segments.get(receipt.segment, receipt.segment)
    applied = f"account segment {segment}, {receipt.coverage} coverage{_overridden(receipt, brief)}"
    lines = [f"Account: {receipt.name} ({receipt.id}), {applied}."]
    if receipt.override:
        lines.append(f"Reason of the override: {receipt.override.reason}")
    lines.append(f"{segment} means: {brief.vocabulary.meanings.get(segment, '')}")
    ready = {line.id for line in receipt.dimensions if line.ready}
    known = [rule for rule in receipt.rules if rule.value is not None and rule.dimension in ready]
    lines += [f"{attribute_name(rule.attribute)}: {shown(rule.value)}. {rule.reason}" for rule in known]
    lines += _not_known(receipt, brief)
    for person, own in zip(brief.stakeholders, brief.people, strict=True):
        if person.account == receipt.id:
            lines += _person(person, own, brief)
    if brief.receipt is receipt and brief.absent:
        lines.append(nobody_known(brief))
    says = [rule.say for rule in known if rule.say and rule.known and rule.points > 0]
    return "\n".join([*lines, *(["May be said to customers:", *says] if says else [])])


def _overridden(receipt: Receipt | None, brief: Brief) -> str:
    """Behind the account segment that is applied: the computed one, where somebody has overridden it."""
    if receipt is None or receipt.override is None:
        return ""
    computed = brief.vocabulary.account_segments.get(receipt.computed, receipt.computed)
    return f", by an override of the computed {computed}"


def _person(person: Stakeholder, own: Receipt, brief: Brief) -> Iterator[str]:
    vocabulary = brief.vocabulary
    role = vocabulary.roles.get(person.role)
    title = f", {person.title}" if person.title and is_fit(person.title) else ""
    yield f"Stakeholder: {person.name or person.id}{title}, role {role or 'unknown'}."
    if meaning := vocabulary.role_meanings.get(person.role):
        yield f"  {role}: {meaning}"
    segment = vocabulary.stakeholder_segments.get(person.segment)
    if segment and own.ready_layers():
        yield f"  stakeholder segment {segment}: {vocabulary.meanings.get(segment, '')}"
    yield from (f"  {line}" for line in _not_known(own, brief))


def _not_known(receipt: Receipt, brief: Brief) -> list[str]:
    """What a receipt does not know, where there is a question that fills it."""
    asks = {rule.attribute: brief.vocabulary.asks.get(f"{receipt.level}.{rule.attribute}") for rule in receipt.rules}
    unknown = dict.fromkeys(rule.attribute for rule in receipt.rules if rule.value is None)
    return [f"{attribute_name(name)}: not known. Ask: {asks[name]}" for name in unknown if asks[name]]


@lru_cache(maxsize=8)
def told_glossary(glossary: Glossary) -> str:
    """The agreed words, their meanings, and what is written instead of others."""
    names = {term.id: term.name for term in glossary.terms}
    return "\n".join(line for term in glossary.terms for line in _term(term, names))


@cache
def told_form(form: type[BaseModel]) -> str:
    """The form as JSON Schema."""
    return json.dumps(form.model_json_schema(), ensure_ascii=False, sort_keys=True)


def _source(id: str, text: str, source: Cited, customers: bool, brief: Brief) -> str:
    readers = "customers" if customers else "us alone"
    exact = ' wording="exact"' if source.claim and source.claim.wording == "exact" else ""
    named = [brief.vocabulary.roles.get(role, role) for role in source.claim.roles] if source.claim else []
    roles = f' for="{", ".join(inside(name) for name in named)}"' if named else ""
    held = text.strip().replace("</source", "<\\/source")
    return f'<source id="{id}" readers="{readers}"{roles}{exact}>\n{held}\n</source>'


def _term(term: Term, names: dict[str, str]) -> Iterator[str]:
    if term.senses:
        said = "; ".join(f"{names.get(sense.use, sense.use)} for {sense.meaning or sense.id}" for sense in term.senses)
        yield f"- {term.name}: never this word alone. Write {said}."
    elif term.status == "deprecated":
        yield f"- {term.name}: no longer used. Write {names.get(term.successor or '', term.successor)}."
    else:
        avoided = ", ".join(wrong.text for wrong in term.avoid)
        yield f"- {term.name}: {term.meaning}" + (f" Never: {avoided}." if avoided else "")
