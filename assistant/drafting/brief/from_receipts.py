"""Material from receipts: who is meant, why, what may be said of it, and what is missing.

Only what the scorer computed is handed on, of dimensions that are ready; every piece cites its account's receipt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain.draft import Brief
from assistant.domain.segments import Receipt, RuleLine
from assistant.drafting.brief.patterns import Part
from assistant.drafting.brief.pieces import (
    Focus,
    Material,
    Piece,
    attribute_name,
    is_fit,
    receipt_cite,
    shown,
    shown_name,
)
from assistant.drafting.sentences.grammar import inside, listed, unstopped
from assistant.drafting.sentences.quotes import sentences

SHORT_MEANING = 8
"""Words of a sentence that does not tell a segment's meaning by itself."""


def whom(part: Part, brief: Brief, focus: Focus | None) -> Material:
    """Facts about the one stakeholder, the one account, or the audience."""
    if focus and part.use == "person":
        return person(focus, brief)
    if brief.receipt is not None:
        return _account(brief, (receipt_cite(brief.receipt.id),))
    return _account(brief, tuple(receipt_cite(receipt.id) for receipt in brief.examples))


def _account(brief: Brief, cites: tuple[str, ...]) -> Material:
    """Facts of the audience as its accounts show them; nothing when there is no account to show it."""
    if not cites:
        return {}
    texts = {
        "account": shown_name(brief.receipt) if brief.receipt else None,
        "accounts": listed([shown_name(receipt) for receipt in brief.examples]) if brief.examples else None,
        "account_segment": brief.account_segment_name,
        "account_segment_meaning": _meaning(brief.account_segment_meaning),
        "coverage": brief.coverage if brief.coverage != "none" else None,
        "titles": listed(sorted({p.title for p in brief.stakeholders if p.title and is_fit(p.title)})[:2]),
    }
    if brief.receipt and brief.receipt.override:
        texts["computed_segment"] = brief.vocabulary.account_segments.get(brief.receipt.computed)
        texts["override_reason"] = unstopped(brief.receipt.override.reason)
    if brief.people:
        texts["role_meaning"] = _meaning(brief.vocabulary.role_meanings.get(brief.audience.role or ""))
    if brief.people and any(receipt.ready_layers() for receipt in brief.people):
        texts["stakeholder_segment"] = brief.stakeholder_segment_name
        texts["stakeholder_segment_meaning"] = _meaning(brief.stakeholder_segment_meaning)
    return {name: Piece(text, cites) for name, text in texts.items() if text}


def person(focus: Focus, brief: Brief) -> Material:
    """Facts about one stakeholder; the segment only where some layer of theirs is ready."""
    cites = (receipt_cite(focus.person.account),)
    texts = {"person": shown_name(focus.person), "title": focus.person.title if is_fit(focus.person.title) else ""}
    if focus.receipt.ready_layers():
        name = brief.vocabulary.stakeholder_segments.get(focus.person.segment, "")
        texts["stakeholder_segment"] = name
        texts["stakeholder_segment_meaning"] = _meaning(brief.vocabulary.meanings.get(name)) or ""
    else:
        texts["role_meaning"] = _meaning(brief.vocabulary.role_meanings.get(focus.person.role)) or ""
    if brief.receipt:
        texts["account"] = shown_name(brief.receipt)
    return {name: Piece(text, cites) for name, text in texts.items() if text}


def absent(brief: Brief) -> Iterator[Material]:
    """The roles for which nobody in the one account is known, all in one piece."""
    roles = [inside(brief.vocabulary.roles[role]) for role in brief.absent]
    if brief.receipt and roles:
        cites = (receipt_cite(brief.receipt.id),)
        yield {"absent": Piece(listed(roles), cites), "account": Piece(shown_name(brief.receipt), cites)}


def _meaning(meaning: str | None) -> str | None:
    """The first sentence of a meaning, the first two where one is short."""
    if not meaning:
        return None
    first, *rest = sentences(re.sub(r"\s+", " ", meaning).strip())
    return unstopped(" ".join([first, *rest[:1]]) if len(first.split()) < SHORT_MEANING else first)


def _moved(brief: Brief, part: Part) -> Sequence[RuleLine]:
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
    asked = [rule for rule in moved if not part.changing or f"account.{rule.attribute}" in brief.vocabulary.asks]
    return sorted(asked, key=lambda line: -abs(line.points))


def reasons(brief: Brief, part: Part) -> Iterator[Material]:
    """Each rule that moved the account, with its reason, attribute and value."""
    return (_reason(line, brief) for line in _moved(brief, part))


def _reason(line: RuleLine, brief: Brief) -> Material:
    receipt = brief.receipt
    cites = (receipt_cite(receipt.id),) if receipt else ()
    ask = brief.vocabulary.asks.get(f"account.{line.attribute}")
    return {
        "why": Piece(unstopped(line.reason), cites),
        "attribute": Piece(attribute_name(line.attribute), cites),
        "value": Piece(shown(line.value), cites),
        "account": Piece(shown_name(receipt) if receipt else "", cites),
    } | ({"ask": Piece(ask, cites)} if ask else {})


def sayings(brief: Brief, part: Part) -> Iterator[Material]:
    """What the account may hear; a `clause` is what goes behind `because`."""
    cites = (receipt_cite(brief.receipt.id),) if brief.receipt else ()
    for say in (line.say.strip() for line in _moved(brief, part) if line.say and line.say.strip()):
        piece = Piece(unstopped(say), cites)
        yield {"say": piece} | ({"clause": piece} if say[0].islower() else {})


def asks(part: Part, brief: Brief, focus: Focus | None) -> Iterator[Material]:
    """Questions that fill what a receipt lacks: the account's, then a different one for each stakeholder in turn."""
    receipts = (focus.receipt,) if focus else (*((brief.receipt,) if brief.receipt else ()), *brief.people)
    found = [list(_lacking(receipt, brief)) for receipt in receipts]
    first = found.pop(0) if found and not focus else []
    yield from first
    open = [lacking for lacking in found if lacking]
    for depth in range(min(max(map(len, open), default=0), part.per_person)):
        yield from (lacking[(depth + turn) % len(lacking)] for turn, lacking in enumerate(open) if depth < len(lacking))


def _lacking(receipt: Receipt, brief: Brief) -> Iterator[Material]:
    """What one receipt lacks and somebody can ask for; of a stakeholder with the name."""
    cites = (receipt_cite(receipt.account or receipt.id),)
    for attribute in dict.fromkeys(rule.attribute for rule in receipt.rules if rule.value is None):
        if ask := brief.vocabulary.asks.get(f"{receipt.level}.{attribute}"):
            found = {"ask": Piece(ask, cites), "attribute": Piece(attribute_name(attribute), cites)}
            named = {"person": Piece(shown_name(receipt), cites)} if receipt.level == "stakeholder" else {}
            yield found | named
