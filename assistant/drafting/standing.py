"""Which drafts still hold: what each was made from, held against what is there today.

A draft is stale when anything in its provenance is not as it was; each cause is named. Drafts about accounts that the
asker may not see, or that cite what they may not see, do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol, get_args

from assistant.domain.draft import Audience, Draft, Kind
from assistant.domain.value import Value
from assistant.drafting.audience import combinations
from assistant.drafting.draft import Sources, evidence_hash
from assistant.evidence import Scope

What = Literal["segment model", "run", "as-of date", "glossary", "prompt", "writer", "claim", "document", "receipt"]


class Cause(Value):
    """Why a draft is stale."""

    what: What
    """What is not as it was."""
    cite: str | None = None
    """The citation that it concerns, where it is one."""
    detail: str
    """What happened to it, for people."""


class Standing(Value):
    """How the remembered drafts stand today."""

    current: int
    """Audiences with a draft that holds."""
    stale: tuple[StaleDraft, ...]
    """Audiences whose last draft does not hold, sorted by kind and audience."""
    missing: tuple[NoDraft, ...]
    """Audiences that occur and have no draft."""


class StaleDraft(Value):
    """A draft that does not hold any more."""

    id: str
    """Id of the draft."""
    kind: Kind
    """What it is."""
    audience: Audience
    """For whom."""
    writer: str
    """Who wrote it."""
    because: tuple[Cause, ...]
    """What changed since."""


class NoDraft(Value):
    """An audience that nobody has drafted for."""

    kind: Kind
    """What could be written."""
    audience: Audience
    """For whom."""


class Stored(Protocol):
    """A draft and its id."""

    @property
    def id(self) -> str: ...
    @property
    def draft(self) -> Draft: ...


def standing(stored: Sequence[Stored], sources: Sources) -> Standing:
    """How the drafts stand that exist for the asker of these sources; `stored` are all, oldest first."""
    today = _Today(sources)
    newest: dict[tuple[Kind, str], Stored] = {}
    current = set()
    for one in stored:
        place = (one.draft.kind, one.draft.audience.model_dump_json())
        if today.exists(one.draft):
            newest[place] = one
            if not any(today.causes(one.draft)):
                current.add(place)
    stale = [newest[place] for place in sorted(newest.keys() - current)]
    return Standing(
        current=len(current),
        stale=tuple(_stale(one, today) for one in stale),
        missing=tuple(
            NoDraft(kind=kind, audience=audience)
            for kind in get_args(Kind)
            for audience in combinations(sources.scoring, kind)
            if (kind, audience.model_dump_json()) not in newest
        ),
    )


def _stale(one: Stored, today: _Today) -> StaleDraft:
    draft = one.draft
    causes = tuple(today.causes(draft))
    return StaleDraft(id=one.id, kind=draft.kind, audience=draft.audience, writer=draft.writer, because=causes)


@dataclass(frozen=True)
class _Today:
    """What drafts would be made from today."""

    sources: Sources

    def exists(self, draft: Draft) -> bool:
        """Whether the asker may know of the draft; what is gone may be anybody's, so only who sees all hears of it."""
        if self.sources.visible.ids is None:
            return True
        accounts = [cite.partition(":")[2] for cite in draft.provenance.evidence if cite.startswith("receipt:")]
        seen = all(self._account(account) for account in (*accounts, draft.audience.account) if account)
        return seen and all(self._sees(cite) for cite in draft.provenance.evidence)

    def causes(self, draft: Draft) -> Iterator[Cause]:
        """Everything that is not as it was when the draft was made."""
        made, scoring = draft.provenance, self.sources.scoring
        if made.as_of != scoring.as_of:
            yield Cause(what="as-of date", detail=f"made for {made.as_of}, today's answers are for {scoring.as_of}")
        if made.segment_model != scoring.model.fingerprint:
            yield Cause(what="segment model", detail="segments.yaml changed")
        if made.run != scoring.run:
            yield Cause(what="run", detail=f"made from {made.run}, today's answers come from {scoring.run}")
        if made.glossary != self.sources.glossary.fingerprint:
            yield Cause(what="glossary", detail="glossary.yaml changed")
        yield from self._writer(draft)
        for cite, known in made.evidence.items():
            yield from self._cited(cite, known)

    def _writer(self, draft: Draft) -> Iterator[Cause]:
        model = self.sources.model
        if draft.writer == "composer":
            if model and any(finding.rule == "writer" for finding in draft.findings):
                yield Cause(what="writer", detail="the composer wrote it because the language model could not")
            if draft.provenance.prompt != self.sources.patterns.fingerprint:
                yield Cause(what="prompt", detail="the sentence patterns changed")
        elif model is None or draft.writer != model.name:
            now = model.name if model else "no language model"
            yield Cause(what="writer", detail=f"{draft.writer} wrote it; {now} is configured today")
        elif draft.provenance.prompt != model.prompts_of(draft.kind):
            yield Cause(what="prompt", detail="the prompts changed")

    def _cited(self, cite: str, known: str) -> Iterator[Cause]:
        sort, _, id = cite.partition(":")
        if sort == "receipt":
            if not self._account(id):
                yield Cause(what="receipt", cite=cite, detail="the account is in no table any more")
            elif self._receipt(id) != known:
                yield Cause(what="receipt", cite=cite, detail="the receipt changed")
        elif sort == "claim" and self._hashes.get(cite) != known:
            yield Cause(what="claim", cite=cite, detail=self._claim(id))
        elif sort == "passage" and self._hashes.get(cite) != known:
            there = id.rpartition("#")[0] in self._documents
            detail = "the document changed in this place" if there else "the document is not there any more"
            yield Cause(what="document", cite=cite, detail=detail)

    def _claim(self, id: str) -> str:
        as_of = self.sources.scoring.as_of
        claim = next((c for c in self.sources.evidence.all_claims(self._scope) if c.id == id), None)
        if claim is None:
            return "the claim is not there any more"
        if claim.status != "approved":
            return f"the claim is {claim.status}"
        return "the claim changed" if claim.usable(as_of) else f"the claim expired on {claim.valid_until}"

    def _account(self, id: str) -> bool:
        return self.sources.scoring.levels["account"].position(id) is not None

    def _receipt(self, account: str) -> str:
        if account not in self._receipts:
            self._receipts[account] = evidence_hash(self.sources.scoring.receipt("account", account))
        return self._receipts[account]

    def _sees(self, cite: str) -> bool:
        if cite.startswith("claim:"):
            return any(f"claim:{claim.id}" == cite for claim in self.sources.evidence.all_claims(self._scope))
        if cite.startswith("passage:"):
            return cite.removeprefix("passage:").rpartition("#")[0] in self._documents
        return True

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.sources.visible)

    @cached_property
    def _receipts(self) -> dict[str, str]:
        return {}

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(passage.document for passage in self.sources.evidence.passages(self._scope))

    @cached_property
    def _hashes(self) -> Mapping[str, str]:
        """Claims that may be said and passages, by citation."""
        evidence = self.sources.evidence
        found = {f"passage:{p.id}": evidence_hash(p) for p in evidence.passages(self._scope)}
        claims = evidence.claims(self.sources.scoring.as_of, self._scope)
        return found | {f"claim:{c.id}": evidence_hash(c) for c in claims}
