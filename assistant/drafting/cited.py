"""What stands behind each citation of a brief: the words by which a statement is judged.

`receipt:ACCOUNT` is the account's receipt as far as its dimensions are ready, with the people there; a customer may
hear nothing of it but the `say` of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage, Share
from assistant.domain.segments import Receipt
from assistant.drafting.figures import Figure, figures
from assistant.drafting.grammar import unstopped
from assistant.drafting.pieces import attribute_name, shown
from assistant.drafting.proper_names import words
from assistant.drafting.quotes import blocks, sentences
from assistant.drafting.words import content_words, folded, stem

A_LINE = 2
"""Words of a line that says something: an attribute with its value, a reason."""


@dataclass(frozen=True)
class Cited:
    """One source of a brief, as a reader with some rights may have it."""

    cite: str
    text: str
    """Everything that a statement may take from it."""
    allowed: bool
    """Whether it may be cited there at all."""
    segments: frozenset[str] = frozenset()
    """Names of the segments and roles that it states."""
    claim: Claim | None = None
    quotable: bool = False
    """Whether words of people may be quoted from it."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures and dates."""
        return figures(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs, or lines of some length, and the sentences in them, in small letters, without their stops."""
        paragraphs = blocks(self.text) if self.quotable else self.text.split("\n")
        whole = (part for paragraph in paragraphs for part in (paragraph, *sentences(paragraph)))
        stripped = (unstopped(part).lower() for part in whole)
        return tuple(part for part in stripped if part and (self.quotable or len(part.split()) >= A_LINE))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as written."""
        return words(self.text)

    @cached_property
    def small(self) -> frozenset[str]:
        """Stems of the words that it writes in small letters."""
        return frozenset(stem(word) for word in self.words if word.islower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its words that carry meaning."""
        return content_words(self.text)

    @cached_property
    def folded(self) -> str:
        """Its text as quotes are compared."""
        return folded(self.text)

    @cached_property
    def sayings(self) -> tuple[str, ...]:
        """What a statement may repeat as a whole, folded: the claim, or each line of what may be said."""
        whole = [self.claim.text] if self.claim else [] if self.quotable else self.text.split("\n")
        return tuple(folded(text).rstrip(".").lower() for text in whole if text.strip())


def cited(brief: Brief, share: Share) -> Mapping[str, Cited]:
    """Every source of the brief by its citation, as a section of that share may use it."""
    sources = [
        *(_claim(claim, share) for claim in brief.claims),
        *(_passage(passage, share) for passage in brief.passages),
        *(_receipt(receipt, brief, share) for receipt in receipts(brief)),
    ]
    return {source.cite: source for source in sources}


def receipts(brief: Brief) -> tuple[Receipt, ...]:
    """The account receipts of a brief."""
    return ((brief.receipt,) if brief.receipt else ()) + brief.examples


def _claim(claim: Claim, share: Share) -> Cited:
    allowed = share == "internal" or claim.audience == "customer"
    text = "\n\n".join([claim.text, *claim.evidence.quotes, claim.footnote, claim.product])
    return Cited(f"claim:{claim.id}", text, allowed, claim=claim, quotable=True)


def _passage(passage: Passage, share: Share) -> Cited:
    allowed = share == "internal" or passage.audience == "customer"
    text = "\n\n".join([passage.text, passage.section, passage.title])
    return Cited(f"passage:{passage.id}", text, allowed, quotable=True)


def _receipt(receipt: Receipt, brief: Brief, share: Share) -> Cited:
    cite = f"receipt:{receipt.id}"
    ready = {line.id for line in receipt.dimensions if line.ready}
    says = [
        rule.say for rule in receipt.rules if rule.say and rule.known and rule.points > 0 and rule.dimension in ready
    ]
    if share == "customer":
        return Cited(cite, "\n".join(says), bool(says))
    names = frozenset(_segments(receipt, brief))
    return Cited(cite, "\n".join([*_facts(receipt, brief), *names, *says]), True, names)


def _segments(receipt: Receipt, brief: Brief) -> Iterator[str]:
    """Names of the account's segment, and of the roles and segments of its people where the data supports them."""
    vocabulary = brief.vocabulary
    yield vocabulary.account_segments.get(receipt.segment, receipt.segment)
    for person, own in zip(brief.stakeholders, brief.people, strict=True):
        if person.account == receipt.id:
            yield vocabulary.roles.get(person.role, "")
            if own.ready_layers():
                yield vocabulary.stakeholder_segments.get(person.segment, "")


def _facts(receipt: Receipt, brief: Brief) -> Iterator[str]:
    yield f"account {receipt.name} {receipt.id}, coverage {receipt.coverage}, {shown(receipt.as_of)} {receipt.as_of}"
    for name in _segments(receipt, brief):
        yield brief.vocabulary.meanings.get(name, "")
    ready = {line.id for line in receipt.dimensions if line.ready}
    for rule in receipt.rules:
        if rule.value is not None and rule.dimension in ready:
            yield from (f"{attribute_name(rule.attribute)}: {shown(rule.value)}", str(rule.value), rule.why)
    yield from _lacking(receipt, brief)
    for person, own in zip(brief.stakeholders, brief.people, strict=True):
        if person.account == receipt.id:
            yield f"stakeholder {person.name} {person.id}, {person.title}"
            yield from _lacking(own, brief)


def _lacking(receipt: Receipt, brief: Brief) -> Iterator[str]:
    """What a receipt does not know, and the question that would fill it."""
    for rule in receipt.rules:
        if rule.value is None:
            yield attribute_name(rule.attribute)
            yield brief.vocabulary.asks.get(f"{receipt.level}.{rule.attribute}", "")
