"""Material from evidence: approved claims, and sentences, quotes and objections of the passages."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage, Share
from assistant.drafting.brief.patterns import Part
from assistant.drafting.brief.pieces import Material, Piece, quoted, receipt_cite
from assistant.drafting.brief.topics import Roles, called_for, holds, on_topic
from assistant.drafting.sentences import quotes
from assistant.drafting.sentences.grammar import inside, somebody, unstopped
from assistant.evidence.text.figures import figures

LONGEST_ANSWER = 48
"""Words of an answer of two sentences."""


def claims(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Claims that fit these roles, the best first."""
    ids = roles.ids
    fitting = [claim for claim in brief.claims if _fits(claim, part, share, brief) and is_for(claim, ids)]
    for claim in sorted(fitting, key=lambda claim: _fit(claim, ids)):
        cites = (f"claim:{claim.id}",)
        yield {"claim": Piece(unstopped(claim.text), cites)} | (
            {"footnote": Piece(claim.footnote, cites)} if claim.footnote else {}
        )


def absent_points(part: Part, share: Share, brief: Brief) -> Iterator[Material]:
    """For each role that nobody known in the one account holds, the best claim that names it and no other was given."""
    given: list[Piece] = []
    for role in brief.absent:
        found = list(claims(part, share, brief, Roles(frozenset({role}), brief.vocabulary)))
        if brief.receipt and found:
            point = next((one for one in found if one["claim"] not in given), found[0])
            given.append(point["claim"])
            named = somebody(inside(brief.vocabulary.roles[role]))
            yield point | {"absent": Piece(named, (receipt_cite(brief.receipt.id),))}


def _fit(claim: Claim, ids: frozenset[str]) -> tuple[int, int]:
    """The lower, the better a claim fits these roles; without any, what matters to most roles."""
    if not ids:
        return (0, -len(claim.roles)) if claim.roles else (-1, 0)
    return (-len(ids.intersection(claim.roles)), len(claim.roles))


def _fits(claim: Claim, part: Part, share: Share, brief: Brief) -> bool:
    kind = brief.kinds.get(claim.evidence.document)
    return (
        (share == "internal" or claim.audience == "customer")
        and (kind is None or not part.documents or kind in part.documents)
        and (claim.roles or not part.named)
        and (part.figures is None or part.figures == bool(figures(claim.text)))
        and holds(part.words, claim.text)
    )


def is_for(claim: Claim, ids: frozenset[str]) -> bool:
    """Whether a claim is for one of these roles; without any, and without roles of its own, it is."""
    return not ids or not claim.roles or bool(ids.intersection(claim.roles))


def words(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Sentences or quotes of the passages that the part calls for, one of each passage before a second of any."""
    found = [(passage, _of(passage, part, roles)) for passage in called_for(part, share, brief.passages, roles)]
    for depth in range(max((len(texts) for _, texts in found), default=0)):
        for passage, texts in found:
            if depth < len(texts):
                cites = (f"passage:{passage.id}",)
                said, lead = texts[depth]
                pieces = {"quote" if part.use == "quotes" else "sentence": Piece(said, cites)}
                yield pieces | ({"lead": Piece(unstopped(lead), cites)} if lead else {})


def _of(passage: Passage, part: Part, roles: Roles) -> list[tuple[str, str]]:
    """What may be taken of a passage; quotes are what people said, else what they wrote of themselves.

    Each comes with the sentence that leads to it; empty for what stands alone.
    """
    own = part.whose != "theirs"
    paragraphs = [p for p in _paragraphs(passage, part) if own or roles.owns(passage, p)]
    if part.use != "quotes":
        theirs = not own and passage.roles and roles.ids.issuperset(passage.roles)
        found = (s for p in paragraphs for s in quotes.written(p, of_role=bool(theirs)))
        return [(unstopped(s), "") for s in found if holds(part.words, s)]
    spoken = [(s, quotes.lead(p, s)) for p in paragraphs for s in quotes.said(p)]
    spoken = spoken or [(s, "") for p in paragraphs for s in quotes.first_person(p)]
    ordered = sorted(spoken, key=lambda pair: not pair[1] and quotes.leans(pair[0]))
    return [(quoted(s), lead) for s, lead in ordered if holds(part.words, s)]


def _paragraphs(passage: Passage, part: Part) -> Iterator[str]:
    """The paragraphs that the part calls for, by the headings above them or by a label of their own."""
    by_heading = on_topic(part, passage.section)
    for paragraph in quotes.blocks(passage.text):
        label, rest = quotes.labelled(paragraph)
        if on_topic(part, label) if label else by_heading:
            yield rest if label and part.topics else paragraph


def objections(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Headings that quote an objection with an answer below, of each role one before a second of any.

    The role of whom the meeting is with comes first.
    """
    first = next((person.role for person in brief.stakeholders if person.id == brief.audience.meeting), "")
    each = [Roles(frozenset({role}), brief.vocabulary) for role in sorted(roles.ids - {first})]
    each = [*([Roles(frozenset({first}), brief.vocabulary)] if first in roles.ids else []), *each]
    lists = [called_for(part, share, brief.passages, one) for one in each or [roles]]
    for depth in range(max(map(len, lists))):
        for passage in (passages[depth] for passages in lists if depth < len(passages)):
            answers = (quotes.opening(paragraph, LONGEST_ANSWER) for paragraph in quotes.blocks(passage.text))
            if answer := next(filter(None, answers), ""):
                cites = (f"passage:{passage.id}",)
                said = quoted(quotes.objections(passage.section)[-1])
                yield {"objection": Piece(said, cites), "sentence": Piece(unstopped(answer), cites)}
