"""How the words of a sentence find their counterparts in the evidence, and which evidence sentences cover it best.

A counterpart is the same word, a synonym, a derivation or a word near in meaning; how near is a number from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

import numpy as np

from assistant.evidence.support.meaning import Numbers, cosines
from assistant.evidence.support.nearness import DERIVED, Nearness
from assistant.evidence.support.reading import Sentence

MOST_CHOSEN = 3
"""Sentences that a claim is put together from."""
TIE = 2e-9
"""What two gains that are equal when rounded differ by at most, with room to spare."""
LEAST_GAIN = 1e-9
"""A sentence that adds less adds nothing."""


@dataclass(frozen=True)
class Alignment:
    """A claim beside evidence sentences."""

    claim: Sentence
    evidence: tuple[Sentence, ...]
    nearness: Nearness

    @cached_property
    def weights(self) -> Numbers:
        """What each content word of the claim says, shape (content words,)."""
        return np.array(self.claim.loads, dtype=np.float64)

    @cached_property
    def cover(self) -> Numbers:
        """How well each sentence covers each content word, shape (sentences, content words)."""
        rows = np.zeros((len(self.evidence), len(self.claim.content)))
        telling = [row for row, sentence in enumerate(self.evidence) if sentence.content]
        if telling:
            known = [self.evidence[row].content_words for row in telling]
            starts = [0, *accumulate(map(len, known[:-1]))]
            said = [self.claim.words[at] for at in self.claim.content]
            near = self.nearness.between(said, list(chain.from_iterable(known)))
            rows[telling] = np.maximum.reduceat(near, starts, axis=1).T
        return rows

    @cached_property
    def strict(self) -> Numbers:
        """What each sentence covers by spelling, lexicon or near identity, shape (sentences, content words)."""
        return strictly(self.cover)

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Weighted share of the claim that each sentence covers, 0 to 1."""
        total = self.claim.load
        return tuple((self.cover @ self.weights / total).tolist()) if total else (0.0,) * len(self.evidence)

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """Sentences by what they cover, the best first; ties go to the shorter, then by text."""
        shares, texts = [round(share, 9) for share in self.shares], [sentence.text for sentence in self.evidence]
        return tuple(sorted(range(len(texts)), key=lambda row: (-shares[row], len(texts[row]), texts[row])))

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """Up to three sentences that together cover most, picked one by one."""
        picked: list[int] = []
        left = self.cover
        for _ in range(min(MOST_CHOSEN, len(self.evidence))):
            gains = (left @ self.weights).tolist()
            most = round(max(gains), 9)
            best = next(row for row in self.ranked if gains[row] > most - TIE and round(gains[row], 9) == most)
            if gains[best] <= LEAST_GAIN:
                break
            picked.append(best)
            left = np.maximum(left - left[best], 0.0)
        return tuple(picked)

    @cached_property
    def together(self) -> Numbers:
        """How well one, two, three chosen sentences and then all cover each content word, shape (4, content words)."""
        rows = np.zeros((MOST_CHOSEN + 1, len(self.claim.content)))
        for at, row in enumerate(self.chosen):
            rows[at:MOST_CHOSEN] = np.maximum(rows[at], self.cover[row])
        rows[-1] = self.cover.max(axis=0)
        return rows


def strictly(cover: Numbers) -> Numbers:
    """What is covered by more than a likeness of meaning."""
    return np.where(cover >= DERIVED, cover, 0.0)


def likeness(alignment: Alignment) -> Numbers:
    """Cosine of the claim and each evidence sentence as wholes, the nearest first, shape (sentences,)."""
    return np.sort(cosines([alignment.claim.text], [sentence.text for sentence in alignment.evidence])[0])[::-1]
