"""What a language model is told of a brief: the very text that the review will judge its sentences by.

Passages have short numbers instead of their ids, for a file may be named after a person. The receipts of the accounts
stand last, so that what drafts have in common comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel

from assistant.domain.draft import Brief
from assistant.domain.term import Term
from assistant.drafting.cited import Cited, cited
from assistant.drafting.questions import whom
from assistant.language import Glossary


def handles(brief: Brief) -> dict[str, str]:
    """What stands for each citation in a prompt, by the citation."""
    known = {cite: cite for cite in cited(brief, "internal")}
    return known | {f"passage:{p.id}": f"passage:{number}" for number, p in enumerate(brief.passages, start=1)}


def told_audience(brief: Brief) -> str:
    """Whom the draft is about or for, in a few lines."""
    lines = [f"- {whom(brief)}"]
    if brief.account_segment_name:
        covered = f", {brief.coverage} coverage" if brief.coverage else ""
        lines.append(f"- account segment {brief.account_segment_name}{covered}: {brief.account_segment_meaning}")
    if brief.stakeholder_segment_name:
        lines.append(f"- stakeholder segment {brief.stakeholder_segment_name}: {brief.stakeholder_segment_meaning}")
    return "\n".join(lines)


def told_sections(brief: Brief) -> str:
    """The sections that may be written, and who reads them."""
    readers = {"internal": "read by us alone", "customer": "read by customers"}
    return "\n".join(f"- {plan.id}: {plan.title} ({readers[plan.share]})" for plan in brief.outline)


def told_sources(brief: Brief) -> str:
    """Every source with its id and who may read it: claims, passages, receipts."""
    ids, customers = handles(brief), cited(brief, "customer")
    return "\n".join(_source(source, ids[cite], customers[cite]) for cite, source in cited(brief, "internal").items())


def told_glossary(glossary: Glossary) -> str:
    """The agreed words, their meanings, and what is written instead of others."""
    names = {term.id: term.name for term in glossary.terms}
    return "\n".join(line for term in glossary.terms for line in _term(term, names))


def told_form(form: type[BaseModel]) -> str:
    """The form as JSON Schema."""
    return json.dumps(form.model_json_schema(), ensure_ascii=False, sort_keys=True)


def _source(source: Cited, id: str, customer: Cited) -> str:
    readers = "customers" if customer.allowed else "us alone"
    exact = ' wording="exact"' if source.claim and source.claim.wording == "exact" else ""
    text = source.text
    if id.startswith("receipt:") and customer.allowed:
        text += f"\nMay be said to customers:\n{customer.text}"
    inside = text.strip().replace("</source", "<\\/source")
    return f'<source id="{id}" readers="{readers}"{exact}>\n{inside}\n</source>'


def _term(term: Term, names: dict[str, str]) -> Iterator[str]:
    if term.senses:
        said = "; ".join(f"{names.get(sense.use, sense.use)} for {sense.meaning or sense.id}" for sense in term.senses)
        yield f"- {term.name}: never this word alone. Write {said}."
    elif term.status == "deprecated":
        yield f"- {term.name}: no longer used. Write {names.get(term.successor or '', term.successor)}."
    else:
        avoided = ", ".join(wrong.text for wrong in term.avoid)
        yield f"- {term.name}: {term.meaning}" + (f" Never: {avoided}." if avoided else "")
