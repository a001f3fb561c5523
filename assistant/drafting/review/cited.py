"""What stands behind each citation of a brief: the words by which a statement is judged.

`receipt:ACCOUNT` is the account's receipt as far as its dimensions are ready, with the people there; a customer may
hear nothing of it but the `say` of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.domain.draft import Brief
from assistant.domain.evidence import Claim, Passage, Share
from assistant.domain.segments import Receipt, Stakeholder
from assistant.drafting.brief.pieces import attribute_name, shown
from assistant.drafting.sentences.grammar import inside, listed, unstopped
from assistant.drafting.sentences.proper_names import words
from assistant.drafting.sentences.quotes import blocks, sentences
from assistant.drafting.sentences.words import content_words, folded, stem
from assistant.evidence.text.figures import Figure, figures, figures_by_line

A_LINE = 2
"""Words of a line that says something: an attribute with its value, a reason."""

A_REASON = 4
"""Content words of a line that is a sentence rather than a cell."""


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
    told: tuple[str, ...] = ()
    """Sentences of a receipt that may be repeated: reasons, meanings, questions."""
    quotable: bool = False
    """Whether words of people may be quoted from it."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures and dates."""
        return figures_by_line(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs, or lines of some length, and the sentences in them, in small letters, without their stops."""
        paragraphs = blocks(self.text) if self.quotable else self.text.split("\n")
        split = ((paragraph, tuple(sentences(" ".join(paragraph.split())))) for paragraph in paragraphs)
        whole = (part for paragraph, each in split for part in (paragraph, *each, " ".join(each[:2])))
        stripped = (unstopped(part).lower() for part in whole)
        return tuple(part for part in stripped if part and (self.quotable or len(part.split()) >= A_LINE))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as written."""
        return frozenset().union(*map(words, self.text.split("\n")))

    @cached_property
    def small(self) -> frozenset[str]:
        """Stems of the words that it writes in small letters."""
        return frozenset(stem(word) for word in self.words if word.islower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its words that carry meaning."""
        return frozenset().union(*map(content_words, self.text.split("\n")))

    @cached_property
    def folded(self) -> str:
        """Its text as quotes are compared."""
        return folded(self.text)

    @cached_property
    def lowered(self) -> str:
        """The same in small letters."""
        return self.folded.lower()

    @cached_property
    def told_lines(self) -> tuple[str, ...]:
        """Sentences of what is told, in small letters, without their stops."""
        return tuple(unstopped(line).lower() for told in self.told for line in sentences(told))

    @cached_property
    def numbered_lines(self) -> tuple[tuple[str, frozenset[str], tuple[Figure, ...]], ...]:
        """What is told with a figure: the sentence, its stems without the figures, the figures."""
        lines = ((line, figures(line)) for told in self.told for line in sentences(told))
        found = ((line, _without_numbers(content_words(line)), given) for line, given in lines if given)
        return tuple((line, stems, given) for line, stems, given in found if len(stems) >= A_REASON)

    @cached_property
    def sayings(self) -> tuple[str, ...]:
        """What a statement may repeat as a whole, folded: the claim, or each line of what may be said."""
        whole = [self.claim.text] if self.claim else [] if self.quotable else self.text.split("\n")
        return tuple(folded(text).rstrip(".").lower() for text in whole if text.strip())


def _without_numbers(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if not stem.isdigit())


def cited(brief: Brief, share: Share) -> Mapping[str, Cited]:
    """Every source of the brief by its citation, as a section of that share may use it."""
    sources = [
        *(_claim(claim, share) for claim in brief.claims),
        *(_passage(passage, share) for passage in brief.passages),
        *(_receipt(receipt, brief, share) for receipt in receipts(brief)),
    ]
    return {source.cite: source for source in sources}


def citations(brief: Brief) -> tuple[str, ...]:
    """The citation of every source of the brief."""
    return (
        *(f"claim:{claim.id}" for claim in brief.claims),
        *(f"passage:{passage.id}" for passage in brief.passages),
        *(f"receipt:{receipt.id}" for receipt in receipts(brief)),
    )


def receipts(brief: Brief) -> tuple[Receipt, ...]:
    """The account receipts of a brief."""
    return ((brief.receipt,) if brief.receipt else ()) + brief.examples


@lru_cache(maxsize=4096)
def _claim(claim: Claim, share: Share) -> Cited:
    allowed = share == "internal" or claim.audience == "customer"
    text = "\n\n".join([claim.text, *claim.evidence.quotes, claim.footnote, claim.product])
    return Cited(f"claim:{claim.id}", text, allowed, claim=claim, quotable=True)


@lru_cache(maxsize=4096)
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
        return Cited(cite, "\n".join(says), bool(says), told=tuple(says))
    names = frozenset(_segments(receipt, brief))
    told = (*_told(receipt, brief, ready), *says)
    return Cited(cite, "\n".join([*_facts(receipt, brief, ready), *names, *told]), True, names, told=told)


def _segments(receipt: Receipt, brief: Brief) -> Iterator[str]:
    """Names of the account's segment, and of the roles and segments of its people where the data supports them."""
    vocabulary = brief.vocabulary
    for segment in dict.fromkeys([receipt.segment, receipt.computed]):
        yield vocabulary.account_segments.get(segment, segment)
    for person, own in _people(receipt, brief):
        yield vocabulary.roles.get(person.role, "")
        if own.ready_layers():
            yield vocabulary.stakeholder_segments.get(person.segment, "")


def _facts(receipt: Receipt, brief: Brief, ready: AbstractSet[str]) -> Iterator[str]:
    """Names and values, each on a line of its own; of what is missing the name alone."""
    yield f"account {receipt.name} {receipt.id}, coverage {receipt.coverage}, {shown(receipt.as_of)} {receipt.as_of}"
    for rule in receipt.rules:
        if rule.value is None:
            yield attribute_name(rule.attribute)
        elif rule.dimension in ready:
            yield from (f"{attribute_name(rule.attribute)}: {shown(rule.value)}", str(rule.value))
    if brief.receipt is receipt and brief.absent:
        yield nobody_known(brief)
    for person, own in _people(receipt, brief):
        yield f"stakeholder {person.name} {person.id}, {person.title}"
        yield from (attribute_name(rule.attribute) for rule in own.rules if rule.value is None)


def nobody_known(brief: Brief) -> str:
    """The roles for which nobody in the one account is known, in a sentence."""
    roles = [brief.vocabulary.roles.get(role, role) for role in brief.absent]
    return f"Nobody is known there for these roles: {listed([inside(role) for role in roles])}."


def _told(receipt: Receipt, brief: Brief, ready: AbstractSet[str]) -> Iterator[str]:
    """Meanings of its segments, reasons of its rules, and the questions that would fill what is missing."""
    yield from (brief.vocabulary.meanings.get(name, "") for name in _segments(receipt, brief))
    yield from (brief.vocabulary.role_meanings.get(person.role, "") for person, _ in _people(receipt, brief))
    if receipt.override:
        yield receipt.override.reason
    yield from (rule.reason for rule in receipt.rules if rule.value is not None and rule.dimension in ready)
    for one in (receipt, *(own for _, own in _people(receipt, brief))):
        asked = (f"{one.level}.{rule.attribute}" for rule in one.rules if rule.value is None or one is receipt)
        yield from (brief.vocabulary.asks.get(name, "") for name in asked)


def _people(receipt: Receipt, brief: Brief) -> Iterator[tuple[Stakeholder, Receipt]]:
    """The stakeholders of one account with their receipts."""
    pairs = zip(brief.stakeholders, brief.people, strict=True)
    return ((person, own) for person, own in pairs if person.account == receipt.id)
