"""Material from evidence: approved claims, and sentences, quotes and objections of the passages."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage, Share
from assistant.drafting import quotes
from assistant.drafting.grammar import unstopped
from assistant.drafting.patterns import Part
from assistant.drafting.pieces import Material, Piece, quoted
from assistant.drafting.topics import Roles, called_for, holds
from assistant.evidence.figures import figures

ENOUGH_FOR_AN_ANSWER = 8
"""Words of an answer that says more than yes or no."""


def claims(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Claims that fit these roles, the best first."""
    ids = roles.ids
    fitting = [claim for claim in brief.claims if _fits(claim, part, share, brief) and _for(claim, ids)]
    for claim in sorted(fitting, key=lambda claim: _fit(claim, ids)):
        cites = (f"claim:{claim.id}",)
        yield {"claim": Piece(unstopped(claim.text), cites)} | (
            {"footnote": Piece(claim.footnote, cites)} if claim.footnote else {}
        )


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
        and (part.figures is None or part.figures == bool(figures(claim.text)))
        and holds(part.words, claim.text)
    )


def _for(claim: Claim, ids: frozenset[str]) -> bool:
    return not ids or not claim.roles or bool(ids.intersection(claim.roles))


def words(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Sentences or quotes of the passages that the part calls for, one of each passage before a second of any."""
    found = [(passage, _of(passage, part, roles)) for passage in called_for(part, share, brief.passages, roles)]
    for depth in range(max((len(texts) for _, texts in found), default=0)):
        for passage, texts in found:
            if depth < len(texts):
                piece = Piece(texts[depth], (f"passage:{passage.id}",))
                yield {"quote": piece} if part.use == "quotes" else {"sentence": piece}


def _of(passage: Passage, part: Part, roles: Roles) -> list[str]:
    """What may be taken of a passage; quotes are what people said, else what they wrote of themselves."""
    own = part.whose != "theirs"
    paragraphs = [p for p in quotes.blocks(passage.text) if own or roles.owns(passage, p)]
    if part.use != "quotes":
        return [unstopped(s) for p in paragraphs for s in quotes.written(p) if holds(part.words, s)]
    spoken = [s for p in paragraphs for s in quotes.said(p)] or [s for p in paragraphs for s in quotes.first_person(p)]
    return [quoted(s) for s in sorted(spoken, key=quotes.leans) if holds(part.words, s)]


def objections(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
    """Headings that quote an objection with an answer below, of each role one before a second of any."""
    each = [Roles(frozenset({role}), brief.vocabulary) for role in sorted(roles.ids)] or [roles]
    lists = [called_for(part, share, brief.passages, one) for one in each]
    for depth in range(max(map(len, lists))):
        for passage in (passages[depth] for passages in lists if depth < len(passages)):
            answers = [s for p in quotes.blocks(passage.text) for s in quotes.written(p)]
            if answers:
                cites = (f"passage:{passage.id}",)
                answer = next((s for s in answers if len(s.split()) >= ENOUGH_FOR_AN_ANSWER), answers[0])
                said = quoted(quotes.said(passage.section)[-1])
                yield {"objection": Piece(said, cites), "sentence": Piece(unstopped(answer), cites)}
