"""Does the evidence tell this audience from another one? Where it does not, the draft says so.

Briefs are compared, no second draft is written: audiences for whom the same claims and the same words of documents may
be used get the same evidence, whatever the writer makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.draft import Audience, Brief, OpenQuestion
from assistant.domain.segments import Stakeholder
from assistant.drafting.brief import questions
from assistant.drafting.brief.from_evidence import is_for
from assistant.drafting.brief.material import roles_of
from assistant.drafting.brief.patterns import SectionPattern
from assistant.drafting.brief.stock import Stock
from assistant.drafting.brief.topics import Roles
from assistant.drafting.sentences import quotes


def same_evidence(
    brief: Brief, sections: Sequence[SectionPattern], stock: Stock, people: Iterable[Stakeholder]
) -> Iterator[OpenQuestion]:
    """A question for the role, and one for the stakeholder segment, that nothing in the evidence sets apart.

    `people` are all whom the asker may see: only roles and stakeholder segments that occur are compared.
    """
    audience = brief.audience
    if audience.account or not (brief.passages or _claims(brief, roles_of(brief))):
        return
    met = {(person.role, person.segment) for person in people}
    there = {role for role, _ in met}
    roles = [role for role in brief.vocabulary.roles if role in there and role != audience.role]
    same = [brief.vocabulary.roles[role] for role in roles if audience.role and _is_same(brief, role, sections, stock)]
    if same:
        yield questions.same_for_roles(brief, same)
    segments = {segment for role, segment in met if audience.role in (None, role)} - {audience.stakeholder_segment}
    names = [name for id, name in brief.vocabulary.stakeholder_segments.items() if id in segments]
    if audience.stakeholder_segment and names:
        yield questions.same_for_segments(brief, names)


def _is_same(brief: Brief, role: str, sections: Sequence[SectionPattern], stock: Stock) -> bool:
    """Whether a draft for that role would have the same claims, passages and paragraphs to draw from."""
    other = brief.model_copy(update={"audience": Audience(role=role)})
    own, others = roles_of(brief), roles_of(other)
    if _claims(brief, own) != _claims(brief, others):
        return False
    passages = stock.called(other, sections)
    return {p.id for p in passages} == {p.id for p in brief.passages} and all(
        own.addressed(passage) == others.addressed(passage)
        and all(own.owns(passage, block) == others.owns(passage, block) for block in quotes.blocks(passage.text))
        for passage in passages
    )


def _claims(brief: Brief, roles: Roles) -> list[str]:
    return [claim.id for claim in brief.claims if is_for(claim, roles.ids)]
