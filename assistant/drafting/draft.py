"""The main path: request, brief, composer, review, draft.

Whatever is asked for comes back as a draft: checked, or refused with the reasons in its findings and no text. Missing
evidence is no error but an open question. The same request and sources give the same draft, byte by byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from assistant.domain.draft import Brief, Draft, Provenance, Section
from assistant.domain.value import Value
from assistant.drafting.brief import DraftRequest, Sources, build_brief
from assistant.drafting.cited import receipts
from assistant.drafting.composer import compose
from assistant.drafting.review import Reviewer
from assistant.workspace import fingerprint

COMPOSER = "composer"


def draft(request: DraftRequest, sources: Sources) -> Draft:
    """Writes one draft and holds it to the review before anyone sees it."""
    brief = build_brief(request, sources)
    reviewer = Reviewer(brief, sources.glossary.value, sources.patterns.words)
    composition = compose(brief, sources.patterns, reviewer.wording)
    findings = reviewer.review(composition.sections) if composition.sections else ()
    refused = any(finding.severity == "error" for finding in findings)
    sections = () if refused else composition.sections
    return Draft(
        kind=request.kind,
        audience=request.audience,
        sections=sections,
        open_questions=composition.questions,
        writer=COMPOSER,
        attempts=1,
        status="refused" if refused else "checked",
        findings=findings,
        provenance=_provenance(sections, brief, sources),
    )


def draft_id(draft: Draft) -> str:
    """A draft's id: 16 hexadecimal digits over all of it, so that equal drafts are one."""
    content = json.dumps(draft.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return fingerprint(content.encode())


def _provenance(sections: Iterable[Section], brief: Brief, sources: Sources) -> Provenance:
    cites = sorted({cite for section in sections for statement in section.statements for cite in statement.cites})
    hashes = _hashes(brief)
    return Provenance(
        segment_model=sources.scoring.model.fingerprint,
        run=sources.scoring.run,
        glossary=sources.glossary.fingerprint,
        prompt=sources.patterns.fingerprint,
        evidence={cite: hashes[cite] for cite in cites},
        as_of=brief.as_of,
    )


def _hashes(brief: Brief) -> dict[str, str]:
    """The hash of each source of the brief, by its citation."""
    values: dict[str, Value] = {f"claim:{claim.id}": claim for claim in brief.claims}
    values |= {f"passage:{passage.id}": passage for passage in brief.passages}
    values |= {f"receipt:{receipt.id}": receipt for receipt in receipts(brief)}
    return {cite: hashlib.sha256(value.model_dump_json().encode()).hexdigest() for cite, value in values.items()}
