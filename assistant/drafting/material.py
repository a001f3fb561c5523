"""Material for sentences: what a brief holds for each part of a pattern, with the citation each piece brings.

A pattern becomes a statement by filling its placeholders; its citations are those of what was filled in. A piece
that a brief does not hold fills nothing, and a pattern that needs it is passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage, Share
from assistant.domain.segments import Cell, Receipt, RuleLine, Stakeholder
from assistant.drafting import quotes
from assistant.drafting.figures import figures
from assistant.drafting.grammar import article, first_sentence, inside, listed, plural, unstopped
from assistant.drafting.patterns import Part
from assistant.drafting.topics import Roles, called_for, holds

ENOUGH_FOR_AN_ANSWER = 8
"""Words of an answer that says more than yes or no."""


@dataclass(frozen=True)
class Piece:
    """What one placeholder is filled with."""

    text: str
    cites: tuple[str, ...] = ()


Material = dict[str, Piece]


@dataclass(frozen=True)
class Focus:
    """The one stakeholder a section speaks of; without one, the audience."""

    person: Stakeholder
    receipt: Receipt


def material(part: Part, share: Share, brief: Brief, focus: Focus | None) -> Iterator[Material]:
    """What a part may be filled with, best first."""
    share = "customer" if part.sayable else share
    if part.use in ("audience", "account", "person"):
        return iter([_whom(part, brief, focus)])
    if part.use in ("reasons", "sayings"):
        lines = _reasons(brief, part)
        return (_reason(line, brief) for line in lines) if part.use == "reasons" else _sayings(lines, brief)
    if part.use == "claims":
        return _claims(part, share, brief, focus)
    if part.use == "asks":
        return _asks(brief, focus)
    return (_objections if part.use == "objections" else _words)(part, share, brief, roles_of(brief, focus))


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
        found |= {"role": Piece(name), "a_role": Piece(article(name)), "roles": Piece(plural(name))}
    return found | (_person(focus, brief) if focus else {})


def shown(value: Cell) -> str:
    """A cell as a person writes it: thousands in groups, days with their month, yes and no."""
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    return {"true": "yes", "false": "no"}.get(value, value) if value is not None else "not known"


def attribute_name(attribute: str) -> str:
    """An attribute's name in words."""
    return attribute.replace("_", " ")


def receipt_cite(account: str) -> str:
    """The citation of an account's receipt."""
    return f"receipt:{account}"


def _whom(part: Part, brief: Brief, focus: Focus | None) -> Material:
    if focus and part.use == "person":
        return _person(focus, brief)
    if brief.receipt is not None:
        return _account(brief, (receipt_cite(brief.receipt.id),))
    return _account(brief, tuple(receipt_cite(receipt.id) for receipt in brief.examples))


def _account(brief: Brief, cites: tuple[str, ...]) -> Material:
    """Facts of the audience as its accounts show them; nothing when there is no account to show it."""
    if not cites:
        return {}
    texts = {
        "account": _name(brief.receipt) if brief.receipt else None,
        "accounts": listed([_name(receipt) for receipt in brief.examples]) if brief.examples else None,
        "account_segment": brief.account_segment_name,
        "account_segment_meaning": _meaning(brief.account_segment_meaning),
        "coverage": brief.coverage if brief.coverage != "none" else None,
        "titles": listed(sorted({person.title for person in brief.stakeholders if person.title})[:2]),
    }
    if brief.people and any(receipt.ready_layers() for receipt in brief.people):
        texts["stakeholder_segment"] = brief.stakeholder_segment_name
        texts["stakeholder_segment_meaning"] = _meaning(brief.stakeholder_segment_meaning)
    return {name: Piece(text, cites) for name, text in texts.items() if text}


def _person(focus: Focus, brief: Brief) -> Material:
    cites = (receipt_cite(focus.person.account),)
    texts = {"person": focus.person.name or focus.person.id, "title": focus.person.title}
    if focus.receipt.ready_layers():
        name = brief.vocabulary.stakeholder_segments.get(focus.person.segment, "")
        texts["stakeholder_segment"] = name
        texts["stakeholder_segment_meaning"] = _meaning(brief.vocabulary.meanings.get(name)) or ""
    if brief.receipt:
        texts["account"] = _name(brief.receipt)
    return {name: Piece(text, cites) for name, text in texts.items() if text}


def _meaning(meaning: str | None) -> str | None:
    return unstopped(first_sentence(meaning)) if meaning else None


def _name(receipt: Receipt) -> str:
    return receipt.name or receipt.id


def _reasons(brief: Brief, part: Part) -> Sequence[RuleLine]:
    """Rules that gave (or took) points, in dimensions that are ready, the strongest first."""
    if brief.receipt is None:
        return ()
    ready = {line.id for line in brief.receipt.dimensions if line.ready}
    moved = [
        rule
        for rule in brief.receipt.rules
        if rule.known
        and rule.dimension in ready
        and (rule.points < 0 if part.against else rule.points > 0)
        and not (part.changing and rule.attribute in brief.vocabulary.fixed)
    ]
    return sorted(moved, key=lambda line: -abs(line.points))


def _reason(line: RuleLine, brief: Brief) -> Material:
    receipt = brief.receipt
    cites = (receipt_cite(receipt.id),) if receipt else ()
    return {
        "why": Piece(unstopped(line.why), cites),
        "attribute": Piece(attribute_name(line.attribute), cites),
        "value": Piece(shown(line.value), cites),
        "account": Piece(_name(receipt) if receipt else "", cites),
    }


def _sayings(lines: Sequence[RuleLine], brief: Brief) -> Iterator[Material]:
    """What the account may hear; a `clause` is what goes behind `because`."""
    cites = (receipt_cite(brief.receipt.id),) if brief.receipt else ()
    for say in (line.say.strip() for line in lines if line.say and line.say.strip()):
        piece = Piece(unstopped(say), cites)
        yield {"say": piece} | ({"clause": piece} if say[0].islower() else {})


def _claims(part: Part, share: Share, brief: Brief, focus: Focus | None) -> Iterator[Material]:
    """Claims that fit these roles, the best first."""
    ids = roles_of(brief, focus).ids
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


def _asks(brief: Brief, focus: Focus | None) -> Iterator[Material]:
    """Questions that fill what a receipt lacks: the account's, then of each stakeholder in turn."""
    receipts = (focus.receipt,) if focus else (*((brief.receipt,) if brief.receipt else ()), *brief.people)
    found = [list(_lacking(receipt, brief)) for receipt in receipts]
    first = found.pop(0) if found and not focus else []
    yield from first
    for depth in range(max(map(len, found), default=0)):
        yield from (asks[depth] for asks in found if depth < len(asks))


def _lacking(receipt: Receipt, brief: Brief) -> Iterator[Material]:
    """What one receipt lacks and somebody can ask for; of a stakeholder with the name."""
    cites = (receipt_cite(receipt.account or receipt.id),)
    for attribute in dict.fromkeys(rule.attribute for rule in receipt.rules if rule.value is None):
        if ask := brief.vocabulary.asks.get(f"{receipt.level}.{attribute}"):
            found = {"ask": Piece(ask, cites), "attribute": Piece(attribute_name(attribute), cites)}
            whom = {"person": Piece(receipt.name or receipt.id, cites)} if receipt.level == "stakeholder" else {}
            yield found | whom


def _words(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
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


def _objections(part: Part, share: Share, brief: Brief, roles: Roles) -> Iterator[Material]:
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


def quoted(text: str) -> str:
    """Words that stand between quotation marks: inner marks become single ones."""
    for double, single in (("“", "‘"), ("”", "’"), ("«", "‘"), ("»", "’")):
        text = text.replace(double, single)
    return text.replace('"', "'").strip()
