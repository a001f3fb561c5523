"""The main path: request, brief, writer, review, draft.

Whatever is asked for comes back as a draft: checked, or refused with the reasons in its findings and no text. Missing
evidence is no error but an open question. What a language model cannot write cleanly the composer writes, and the
draft says so. The same request and sources give the same draft, byte by byte, as far as its writer does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from assistant.access import Visible
from assistant.domain.draft import Brief, Draft, Provenance, Section
from assistant.domain.finding import Finding
from assistant.domain.value import Value
from assistant.drafting.brief.brief import BriefSources, DraftRequest, build_brief
from assistant.drafting.brief.questions import whom
from assistant.drafting.review.cited import citations, receipts
from assistant.drafting.review.review import Reviewer
from assistant.drafting.writers.composer import Composition, compiled, compose
from assistant.drafting.writers.grounding import Grounding
from assistant.drafting.writers.writer import ModelWriter, Written
from assistant.errors import ConfigurationError
from assistant.workspace import fingerprint

COMPOSER = "composer"
ROOMS = ("domain", "drafting", "language", "evidence/support")
SOURCE = frozenset({".py", ".yaml", ".json"})


@dataclass(frozen=True)
class Sources(BriefSources):
    """Everything that a draft for one asker may be made from, and who may write it."""

    model: ModelWriter | None = None
    """The language model, where one is configured."""


@dataclass(frozen=True)
class Order:
    """A request with everything that its draft is made from."""

    request: DraftRequest
    sources: Sources
    brief: Brief
    model: ModelWriter | None
    """Who writes; None is the composer."""

    @cached_property
    def key(self) -> str:
        """64 hexadecimal digits over all that the draft depends on, the asker's rights and our own code included."""
        scoring, model = self.sources.scoring, self.model
        made_from: list[object] = [code(), rights(self.sources.visible), scoring.run, scoring.model.fingerprint]
        made_from += [self.sources.glossary.fingerprint, self.sources.patterns.fingerprint, self.brief.model_dump()]
        if model:
            made_from += [model.gateway.settings.endpoint(), model.fingerprint(self.brief)]
        text = json.dumps(made_from, default=_plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def kept_as(self, made: Draft) -> str | None:
        """The key to keep a draft under; None for a composer's draft where the language model was wanted."""
        return self.key if self.model is None or made.writer == self.model.name else None


@dataclass(frozen=True)
class _Made:
    """What a writer made."""

    composition: Composition
    findings: tuple[Finding, ...]
    writer: str
    attempts: int
    prompt: str
    """Fingerprint of what it was told."""


def draft(request: DraftRequest, sources: Sources) -> Draft:
    """Writes one draft and holds it to the review before anyone sees it.

    Raises `ModelUnavailableError` when the language model refuses our credentials or the quota is used up, and
    `ConfigurationError` when a language model is asked for and none is configured.
    """
    return write(order(request, sources))


def order(request: DraftRequest, sources: Sources) -> Order:
    """The request with all that its draft will be made from; raises `ConfigurationError` as `draft` does."""
    model = _model(request, sources)
    brief = build_brief(request, sources)
    return Order(request, sources, brief, model if model and brief.outline and citations(brief) else None)


def write(order: Order) -> Draft:
    """The draft of an order, by its writer."""
    request, brief, sources = order.request, order.brief, order.sources
    made = _by_model(order.model, brief, sources) if order.model else _by_composer(brief, sources)
    refused = any(finding.severity == "error" for finding in made.findings)
    sections = () if refused else made.composition.sections
    return Draft(
        kind=request.kind,
        audience=request.audience,
        sections=sections,
        open_questions=made.composition.questions,
        writer=made.writer,
        attempts=made.attempts,
        status="refused" if refused else "checked",
        findings=(*_empty_audience(brief), *made.findings),
        provenance=_provenance(sections, brief, sources, made.prompt),
    )


def _model(request: DraftRequest, sources: Sources) -> ModelWriter | None:
    if request.writer == "model" and sources.model is None:
        raise ConfigurationError(
            "no language model is configured. Set `model` and `base_url` under [llm] in parlance.toml "
            "(or PARLANCE_LLM_MODEL and PARLANCE_LLM_BASE_URL), or draft with --writer composer."
        )
    return None if request.writer == "composer" else sources.model


def _by_composer(brief: Brief, sources: Sources) -> _Made:
    reviewer = Reviewer(brief, sources.glossary.value, sources.patterns.words)
    composition = compose(brief, sources.patterns, reviewer.wording)
    findings = reviewer.review(composition.sections) if composition.sections else ()
    return _Made(composition, findings, COMPOSER, 1, sources.patterns.fingerprint)


def _by_model(model: ModelWriter, brief: Brief, sources: Sources) -> _Made:
    """The language model's sections where the review finds no error in them, else the composer's, marked so."""
    glossary = sources.glossary.value
    reviewer, grounding = Reviewer(brief, glossary), Grounding(brief, glossary.synonyms)

    def review(sections: Sequence[Section]) -> tuple[Finding, ...]:
        found = reviewer.review(sections)
        return (*found, *grounding.findings(sections, found))

    written = model.write(brief, glossary, review, people=sources.names, rights=rights(sources.visible))
    if not written.sections:
        made = _by_composer(brief, sources)
        note = _composed_instead(model, written)
        return replace(made, findings=(note, *made.findings), attempts=written.attempts + made.attempts)
    composition = compiled(written.sections, brief.questions, brief, sources.patterns.of(brief.kind))
    findings = reviewer.review(composition.sections)
    return _Made(composition, findings, model.name, written.attempts, model.fingerprint(brief))


def _composed_instead(model: ModelWriter, written: Written) -> Finding:
    message = f"the composer wrote this draft instead of the language model `{model.gateway.name}`: {written.trouble}."
    return _warning("writer", message.replace("..", "."))


def _empty_audience(brief: Brief) -> Iterator[Finding]:
    """A warning where the audience is nobody, as far as the asker may see."""
    if brief.receipt is None and not brief.count.stakeholders:
        yield _warning("audience", f"nobody in the tables is in this audience: {whom(brief)}.")


def _warning(rule: str, message: str) -> Finding:
    return Finding(
        file="draft",
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        rule=rule,
        severity="warning",
        text="",
        message=message,
    )


def rights(visible: Visible) -> str:
    """What the asker may see, as a key: askers who see the same share answers, others never do."""
    return "all" if visible.ids is None else fingerprint("\n".join(sorted(visible.ids)).encode())


@cache
def code() -> str:
    """Fingerprint of the code that makes and checks drafts, so that another version of it makes them anew."""
    rooms = Path(__file__).parent.parent
    files = (file for room in ROOMS for file in sorted((rooms / room).rglob("*")) if file.suffix in SOURCE)
    return fingerprint(b"\0".join(file.read_bytes() for file in files))


def _plain(value: object) -> object:
    """Values that JSON does not know; sets in one order."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def draft_id(draft: Draft) -> str:
    """A draft's id: 16 hexadecimal digits over all of it, so that equal drafts are one."""
    content = json.dumps(draft.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return fingerprint(content.encode())


def _provenance(sections: Iterable[Section], brief: Brief, sources: Sources, prompt: str) -> Provenance:
    cites = sorted({cite for section in sections for statement in section.statements for cite in statement.cites})
    hashes = _hashes(brief)
    return Provenance(
        segment_model=sources.scoring.model.fingerprint,
        run=sources.scoring.run,
        glossary=sources.glossary.fingerprint,
        prompt=prompt,
        evidence={cite: hashes[cite] for cite in cites},
        as_of=brief.as_of,
    )


def _hashes(brief: Brief) -> dict[str, str]:
    """The hash of each source of the brief, by its citation."""
    values: dict[str, Value] = {f"claim:{claim.id}": claim for claim in brief.claims}
    values |= {f"passage:{passage.id}": passage for passage in brief.passages}
    values |= {f"receipt:{receipt.id}": receipt for receipt in receipts(brief)}
    return {cite: evidence_hash(value) for cite, value in values.items()}


def evidence_hash(source: Value) -> str:
    """64 hexadecimal digits over a claim, a passage (wherever it stands in its document) or a receipt."""
    return hashlib.sha256(source.model_dump_json(exclude={"place"}).encode()).hexdigest()
