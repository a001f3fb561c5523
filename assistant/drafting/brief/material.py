"""Material for sentences: what a brief holds for each part of a pattern, with the citation each piece brings.

A pattern becomes a statement by filling its placeholders; its citations are those of what was filled in. A piece
that a brief does not hold fills nothing, and a pattern that needs it is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.draft import Brief
from assistant.domain.evidence import Share
from assistant.drafting.brief import from_evidence, from_receipts
from assistant.drafting.brief.patterns import Part
from assistant.drafting.brief.pieces import Focus, Material, Piece
from assistant.drafting.brief.topics import Roles
from assistant.drafting.sentences.grammar import inside, members, somebody


def material(part: Part, share: Share, brief: Brief, focus: Focus | None) -> Iterator[Material]:
    """What a part may be filled with, best first."""
    if part.use in ("audience", "account", "person"):
        return iter([from_receipts.whom(part, brief, focus)])
    if part.use == "absent":
        return from_receipts.absent(brief)
    if part.use == "asks":
        return from_receipts.asks(part, brief, focus)
    if part.use in ("reasons", "sayings"):
        return (from_receipts.reasons if part.use == "reasons" else from_receipts.sayings)(brief, part)
    share = "customer" if part.sayable else share
    if part.use == "absent_points":
        return from_evidence.absent_points(part, share, brief)
    found = {"claims": from_evidence.claims, "objections": from_evidence.objections}.get(part.use, from_evidence.words)
    return found(part, share, brief, roles_of(brief, focus))


def roles_of(brief: Brief, focus: Focus | None = None) -> Roles:
    """The roles that a draft, or its section for one stakeholder, speaks of."""
    if focus:
        ids = frozenset({focus.person.role})
    elif brief.audience.role:
        ids = frozenset({brief.audience.role})
    else:
        ids = frozenset(person.role for person in brief.stakeholders if person.role in brief.vocabulary.roles)
    return Roles(ids, brief.vocabulary)


def common(brief: Brief, focus: Focus | None) -> Material:
    """What any pattern may be filled with."""
    found = {"company": Piece(brief.company), "product": Piece(brief.product)}
    role = brief.vocabulary.roles.get(focus.person.role) if focus else brief.role_name
    if role:
        name = inside(role)
        found |= {"role": Piece(name), "a_role": Piece(somebody(name)), "roles": Piece(members(name))}
        if focus and focus.person.title.casefold() == name.casefold():
            del found["role"]
    return found | (from_receipts.person(focus, brief) if focus else {})
