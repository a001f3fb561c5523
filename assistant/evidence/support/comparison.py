"""A claim beside one evidence sentence: which words meet, how closely, and which of them clash by negation or opposite.

Only words that have their neighbours in common are compared: a negation or an opposite elsewhere in the sentence
says nothing about this claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from assistant.evidence.support.lexicon import lexicon, stem
from assistant.evidence.support.meaning import Numbers
from assistant.evidence.support.nearness import DERIVED, Nearness
from assistant.evidence.support.reading import MOST_READ, Sentence
from assistant.evidence.support.words import Word

Kind = Literal[
    "agreement", "negation", "opposite", "order", "quantity", "certainty", "promise", "cause", "name", "figure"
]
WINDOW = 4
"""Content words to either side that count as neighbours."""
MOST_COMPARED = 4_096
"""Comparisons that are remembered between decisions: the same sentence often meets the same evidence."""
_PREFIXES = ("un", "in", "im", "ir", "dis", "non", "mis")


@dataclass(frozen=True)
class Meeting:
    """A word of the claim and what the evidence says in its place."""

    kind: Kind
    """Whether they agree, and if not, how."""
    said: str
    """The claim's words."""
    known: str
    """The evidence's words."""
    strength: float
    """How sure it is that both speak of the same, 0 to 1."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """A claim beside one evidence sentence."""

    claim: Sentence
    """The sentence to support."""
    sentence: Sentence
    """The evidence sentence."""
    near: Numbers
    """How near its content words are to the claim's, shape (content words, its content words)."""

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """For each content word of the claim the places of its counterparts in the evidence sentence."""
        places: list[list[int]] = [[] for _ in self.claim.content]
        rows, met = (self.near >= DERIVED).nonzero()
        for row, at in zip(rows.tolist(), met.tolist(), strict=True):
            places[row].append(self.sentence.content[at])
        return tuple(map(tuple, places))

    @cached_property
    def tight(self) -> float:
        """Weighted share of neighbouring pairs of content words that stand near one another here too, 0 to 1."""
        weights = self.claim.loads
        pairs = [(weights[at] + weights[at + 1], at) for at in range(len(self.places) - 1)]
        met = sum(weight for weight, at in pairs if self._near(at, at + 1))
        total = sum(weight for weight, _ in pairs)
        return met / total if total else float(bool(self.places and self.places[0]))

    @cached_property
    def spoken_of(self) -> float:
        """Weighted share of the claim that the sentence speaks of: what it covers, and what it contradicts, 0 to 1."""
        turned = {meeting.said for meeting in self.meetings if meeting.kind == "opposite"}
        cover = self.near.max(axis=1, initial=0.0).tolist()
        met = [
            weight if self.claim.words[at].text in turned else weight * part
            for at, weight, part in zip(self.claim.content, self.claim.loads, cover, strict=True)
        ]
        return sum(met) / self.claim.load

    @cached_property
    def twin(self) -> float:
        """How much of the evidence sentence the claim speaks of in turn, 0 (a third) to 1 (two thirds and more)."""
        content = self.sentence.content
        if not content:
            return 0.0
        met = {place for places in self.places for place in places}
        clashing = {meeting.known for meeting in self.meetings}
        shared = sum(at in met or self.sentence.words[at].text in clashing for at in content)
        return min(1.0, max(0.0, 3 * shared / len(content) - 1))

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every word of the claim that meets its counterpart or its opposite among common neighbours."""
        return tuple(meeting for word in range(len(self.places)) for meeting in self._meet(word))

    def _near(self, left: int, right: int) -> bool:
        return any(0 < abs(a - b) <= WINDOW + 1 for a in self.places[left] for b in self.places[right])

    def _meet(self, word: int) -> Iterator[Meeting]:
        said = self.claim.words[self.claim.content[word]]
        if self.places[word]:
            yield self._meeting(word, self.places[word], opposite=False)
            return
        others = (
            [at for at, known in enumerate(self.sentence.words) if contradicts(said, known)] if self._may(said) else []
        )
        if others:
            yield self._meeting(word, others, opposite=True)

    def _may(self, said: Word) -> bool:
        """Whether any word of the sentence may contradict that word."""
        denying = _denying(said.lower, said.stem)
        return said.stem in _denied(self.sentence) or not denying.isdisjoint(self.sentence.stems)

    def _meeting(self, word: int, places: Sequence[int], *, opposite: bool) -> Meeting:
        strength, at = max((self._anchored(word, at), -at) for at in places)
        turned = self.sentence.negated[-at] != self.claim.negated[self.claim.content[word]]
        clash: Kind = "opposite" if opposite else "negation"
        said = self.claim.words[self.claim.content[word]]
        return Meeting("agreement" if turned == opposite else clash, said.text, self.sentence.words[-at].text, strength)

    def _anchored(self, word: int, at: int) -> float:
        """Weighted share of the claim word's neighbours that stand near that place."""
        around = range(max(0, word - WINDOW), min(len(self.places), word + WINDOW + 1))
        weights, near = self.claim.loads, self._around(at)
        met = [weights[other] for other in around if other != word and other in near]
        return sum(met) / sum(weights[other] for other in around if other != word) if met else 0.0

    def _around(self, at: int) -> AbstractSet[int]:
        """The words of the claim that have a counterpart near a place of the evidence sentence."""
        places = (*range(at - 2 * WINDOW, at), *range(at + 1, at + 2 * WINDOW + 1))
        return {word for place in places for word in self._standing.get(place, ())}

    @cached_property
    def _standing(self) -> Mapping[int, Sequence[int]]:
        """The words of the claim that have their counterpart at each place of the evidence sentence."""
        standing: dict[int, list[int]] = defaultdict(list)
        for word, places in enumerate(self.places):
            for place in places:
                standing[place].append(word)
        return standing


@lru_cache(maxsize=MOST_COMPARED)
def compared(claim: Sentence, sentence: Sentence, nearness: Nearness) -> Comparison:
    """The claim beside an evidence sentence, compared once while it is remembered."""
    words = [claim.words[at] for at in claim.content]
    return Comparison(claim, sentence, nearness.between(words, sentence.content_words))


def contradicts(said: Word, known: Word) -> bool:
    """Whether one word is an opposite of the other, by the lexicon or by a prefix such as un-."""
    if known.stem in lexicon().opposite.get(said.stem, ()):
        return True
    return known.stem in _unprefixed(said.lower) or said.stem in _unprefixed(known.lower)


@cache
def _denying(word: str, word_stem: str) -> frozenset[str]:
    """Stems that deny a word."""
    return _unprefixed(word) | lexicon().opposite.get(word_stem, frozenset())


@lru_cache(maxsize=MOST_READ)
def _denied(sentence: Sentence) -> frozenset[str]:
    """Stems that the words of a sentence deny."""
    return frozenset().union(*(_unprefixed(word.lower) for word in sentence.words))


def bears(word: Word) -> bool:
    """Whether a word has an opposite in the lexicon."""
    return word.stem in lexicon().opposite


@cache
def _unprefixed(word: str) -> frozenset[str]:
    """Stems of what a word denies by a prefix such as un-."""
    rests = [word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix) and len(word) > len(prefix) + 3]
    return frozenset(known for known in map(stem, rests) if len(known) > 3)
