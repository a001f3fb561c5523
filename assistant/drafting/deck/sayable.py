"""What a deck may say on one day: the claims, the documents of customers, and how near a sentence is to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.domain.evidence import Claim
from assistant.drafting.deck.alteration import Source, differences, doubt, plain, stems, unnamed
from assistant.drafting.deck.asserting import Asserting, is_reference
from assistant.drafting.deck.deck_sentences import deck_sentences
from assistant.drafting.deck.gains import lasting
from assistant.evidence.support.lexicon import stem
from assistant.evidence.support.words import sentences
from assistant.evidence.text.figures import Figure, figures, stated
from assistant.language.inflection import words as listed

NEAR = 0.6
"""Share of the content words of the shorter of two texts from which they speak of the same."""
ALIKE = 0.6
"""The same of the longer one, for a sentence that claims nothing by itself."""
TAKEN = 0.75
"""Share of a sentence with an effect that stands in a claim, from which it is taken to claim the same."""
LEAST = 3
"""Content words that two texts share at least to speak of the same."""
FEWEST = 2
"""The same for a text that has no more."""
_EFFECTS = frozenset(
    stem(word)
    for word in re.findall(
        r"\w+",
        """reduce cut lower decrease fall drop decline shrink save improve increase raise rise grow boost double triple
        halve prevent avoid eliminate accelerate shorten guarantee outperform recoup earn""",
    )
)
_PAYS = re.compile(r"\bpa(?:ys?|id) (?:for (?:itself|themselves)|back)\b|\breturn on investment\b|\bROI\b")
_FOR_WHOM = re.compile(r"^(?:For|Bring|Tell|Show) [A-Z][^:.;]{0,60}:\s+")
_WORDS = re.compile(r"\b[a-z]+|^[A-Z][a-z]+|(?<=: )[A-Z][a-z]+")
"""Words that are no names."""
_RESULTS = ("percent", "times")
_NO_RESULTS = listed("date thing question reason step way slide topic example option word line section fact idea")
"""Units of what a text itself has, and dates."""

Kin = tuple[Claim, Source]


@dataclass(frozen=True)
class Sayable:
    """Everything that a deck is held against."""

    claims: tuple[Claim, ...]
    """All claims, whatever their status."""
    as_of: date
    company: str
    product: str
    documents: tuple[str, ...] = ()
    """Texts that customers may read."""

    def allows(self, claim: Claim) -> bool:
        """Whether customers may be told that claim on the day."""
        return claim.usable(self.as_of) and claim.audience == "customer"

    @cached_property
    def sources(self) -> tuple[Kin, ...]:
        """The claims, each whole and in its sentences."""
        return tuple(
            (claim, Source(text, claim.id, claim.footnote, (self.company, claim.product or self.product)))
            for claim in self.claims
            for text in dict.fromkeys((claim.text, *sentences(claim.text)))
        )

    @cached_property
    def passages(self) -> tuple[Source, ...]:
        """Sentences of the documents."""
        parts = (part for text in self.documents for part in deck_sentences(text, markdown=True))
        return tuple(Source(part.text, "the documents", own=(self.company, self.product)) for part in parts)

    @cached_property
    def verbatim(self) -> frozenset[str]:
        """Sentences of the documents as they are compared word for word."""
        return frozenset(plain(source.text) for source in self.passages)

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Claims as they are compared word for word."""
        return frozenset(plain(claim.text) for claim in self.claims)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the company and of every product that is claimed about."""
        return tuple(sorted({self.company, self.product, *(claim.product for claim in self.claims)} - {""}))

    def bare(self, text: str) -> str:
        """A sentence without whom it is for in front, and without the ids of claims behind it."""
        text = _FOR_WHOM.sub("", text)
        for claim in self.claims:
            text = re.sub(rf"\s*[\[(]?(?:claim:)?(?<![\w-]){re.escape(claim.id)}(?![\w-])[\])]?", "", text)
        return text

    def near(self, text: str, *, claiming: bool) -> list[Kin]:
        """Claims that speak of the same, the nearest first; a text that claims nothing must be more alike."""
        ranked = []
        for claim, source in self.sources:
            shorter, longer = kinship(text, source)
            if plain(text) == plain(source.text) or (shorter >= NEAR and (claiming or longer >= ALIKE)):
                ranked.append((-(shorter + longer), claim.id, claim, source))
        return [(claim, source) for *_, claim, source in sorted(ranked, key=lambda entry: entry[:2])]

    def alike(self, text: str, claim: Claim) -> bool:
        """Whether a text says much the same as a claim; of one that may be said, near is enough."""
        return self.allows(claim) or any(
            kinship(text, source)[1] >= ALIKE for own, source in self.sources if own is claim
        )

    def in_clauses(self, clauses: list[str]) -> bool:
        """Whether each of several clauses is said by a claim that customers may be told in other words."""
        return len(clauses) > 1 and all(map(self.said, clauses))

    def said(self, text: str) -> bool:
        """Whether a claim that customers may be told in other words says this."""
        near = self.near(text, claiming=True)
        return any(self.allows(claim) and claim.wording == "free" and says(text, source) for claim, source in near)

    def in_documents(self, text: str, near: Sequence[Kin]) -> bool:
        """Whether a sentence of the documents says this that is at least as near as any claim."""
        bar = sum(kinship(text, near[0][1])) if near else 0.0
        kin = [(sum(kinship(text, source, least=LEAST)), source) for source in self.passages]
        best = sorted((pair for pair in kin if pair[0] >= max(bar, NEAR)), key=lambda pair: -pair[0])[:3]
        return any(says(text, source) for _, source in best)

    def of_figures(self, text: str) -> Claim | None:
        """A claim that customers may be told and that states every figure of the text."""
        found = self._figures(text)
        for claim, source in self.sources:
            if found and self.allows(claim) and all(stated(figure, source.text, source.figures) for figure in found):
                return claim
        return None

    def of_measure(self, text: str) -> Claim | None:
        """A claim that customers may be told, shares words with the text, and measures another number of the same."""
        units = {figure.unit for figure in self._figures(text)} - {""}
        shared = (
            (len(stems(text, source.own) & source.stems), claim)
            for claim, source in self.sources
            if self.allows(claim) and any(figure.unit in units for figure in source.figures)
        )
        most = max(shared, key=lambda pair: pair[0], default=(0, None))
        return most[1] if most[0] >= FEWEST else None

    def of_duration(self, text: str) -> Claim | None:
        """A claim that customers may be told and that says how long setting up takes, for a text that does too."""
        told = (claim for claim in self.claims if self.allows(claim) and lasting(claim.text))
        return next(told, None) if lasting(text) else None

    @cached_property
    def asserting(self) -> Asserting:
        """What makes a sentence claim-like here."""
        return Asserting(self.names, tuple(claim.text for claim in self.claims))

    def claims_something(self, text: str, *, kind: str = "paragraph", follows: bool = False) -> bool:
        """Whether a sentence states a figure or an effect of the company, its product or its results."""
        reference = is_reference(text, kind)
        heading = kind == "heading" or reference
        found = [figure for figure in self._figures(text) if not reference or _is_result(figure, text)]
        effect = bool(_PAYS.search(text)) or any(stem(word.lower()) in _EFFECTS for word in _WORDS.findall(text))
        if any(figure.measured for figure in found) and effect:
            return True
        if not re.search('[“”„«"]', text) and any(_is_result(figure, text) for figure in found):
            return True
        if self.asserting.names_us(text) and (found or (effect and not heading)):
            return True
        if self.asserting.asserts(text, kind=kind, follows=follows):
            return True
        taken = (source for _, source in self.sources if kinship(text, source)[0] >= TAKEN)
        if effect and not heading:
            return any(taken)
        return bool(found) and any(len(stems(text, source.own) & source.stems) > LEAST for source in taken)

    def _figures(self, text: str) -> list[Figure]:
        return [figure for figure in figures(unnamed(text, self.names)) if figure.unit not in _NO_RESULTS]


def _is_result(figure: Figure, text: str) -> bool:
    """Whether a figure is a share or a multiple; `four times a year` is neither."""
    often = figure.unit == "times" and re.match(r"\s+(?:a|an|per|each|every)\b", text[figure.end :])
    return figure.unit in _RESULTS and not often


def says(text: str, source: Source) -> bool:
    """Whether a source says that text, whole or in part."""
    return plain(text) == plain(source.text) or not (differences(text, source) or doubt(text, source))


def _measured_too(figure: Figure, source: Source) -> bool:
    alike = figure.measured and any(other.unit == figure.unit for other in source.figures)
    return alike or stated(figure, source.text, source.figures)


def kinship(text: str, source: Source, *, least: int = FEWEST) -> tuple[float, float]:
    """Share of common content words of the shorter and of the longer text; 0 with few in common.

    A text of `least` words or more is not held against a source with which it shares fewer words and figures.
    """
    own = stems(text, source.own)
    common = len(own & source.stems)
    figured = sum(_measured_too(figure, source) for figure in figures(unnamed(text, source.own)))
    if not common or common + figured < min(LEAST, max(least, len(own)), len(source.stems)):
        return 0.0, 0.0
    sizes = sorted((len(own), len(source.stems)))
    return common / sizes[0], common / sizes[1]
