"""The stock: the claims and passages that an asker may use on a day, and which of them one draft takes.

Of the evidence only approved, unexpired claims and unmarked passages stand here; passages of another account do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage
from assistant.drafting.brief.material import roles_of
from assistant.drafting.brief.patterns import Part, SectionPattern
from assistant.drafting.brief.topics import Roles, called_for
from assistant.evidence import Evidence, Scope


@dataclass(frozen=True)
class Stock:
    """What a brief may be filled from."""

    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    most: int
    """How many passages a brief may hold."""

    def chosen(self, brief: Brief, sections: Sequence[SectionPattern]) -> dict[str, object]:
        """The fields of the brief that hold evidence, for these sections."""
        behind = {claim.evidence.document for claim in self.claims}
        return {
            "passages": self.called(brief, sections),
            "claims": self.claims,
            "kinds": {p.document: p.kind for p in self.passages if p.kind and p.document in behind},
        }

    def called(self, brief: Brief, sections: Sequence[SectionPattern]) -> tuple[Passage, ...]:
        """Passages in turn for each part of the sections, until the brief is full."""
        parts = _parts(brief, sections)
        lists = [called_for(part, section.share, self.passages, roles) for section, part, roles in parts]
        found: dict[str, Passage] = {}
        for depth in range(max(map(len, lists), default=0)):
            for passages in lists:
                if depth < len(passages) and len(found) < self.most:
                    found.setdefault(passages[depth].id, passages[depth])
        return tuple(found.values())


def stock_for(brief: Brief, evidence: Evidence, scope: Scope, most: int) -> Stock:
    """The evidence for the brief's day, product and account, as far as the asker may see it."""
    passages = tuple(
        p for p in evidence.passages(scope) if scope.allows(p) and p.account in (None, brief.audience.account)
    )
    return Stock(_claims(evidence.claims(brief.as_of, scope), brief), passages, most)


def _claims(claims: Iterable[Claim], brief: Brief) -> tuple[Claim, ...]:
    """Claims that may be said on that day, of the product where any speaks of it."""
    usable = [claim for claim in claims if claim.usable(brief.as_of)]
    product = brief.product.casefold()
    if any(claim.product.casefold() == product for claim in usable):
        usable = [claim for claim in usable if claim.product.casefold() in ("", product)]
    return tuple(usable)


def _parts(brief: Brief, sections: Sequence[SectionPattern]) -> Iterator[tuple[SectionPattern, Part, Roles]]:
    """Parts that need passages, for each role that they are written about."""
    everybody = roles_of(brief)
    each = [Roles(frozenset({role}), brief.vocabulary) for role in sorted(everybody.ids)]
    for section in sections:
        for part in section.parts:
            if part.use in ("sentences", "quotes", "objections"):
                apart = each if section.each or part.use == "objections" else []
                yield from ((section, part, roles) for roles in apart or [everybody])
