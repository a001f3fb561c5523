"""Who did what to whom: two words that change sides around a third.

`A bought B` and `B bought A` hold the same words; `B was bought by A` turns the voice as well, and agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.evidence.support.comparison import Comparison, Meeting
from assistant.evidence.support.reading import Sentence

REACH = 6
"""Words between a side and the pivot at most."""
_PIVOTS = frozenset({"than", "to", "into"})
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "gets", "got"])
_JOINTS = frozenset({"and", "or", ","})


def swaps(comparison: Comparison) -> Iterator[Meeting]:
    """Pairs of the claim that stand on exchanged sides of a common pivot, the voice being the same."""
    claim, sentence = comparison.claim, comparison.sentence
    exact = _exact(comparison)
    for pivot, there in _pivots(claim, sentence, exact):
        left = [(at, place) for at, place in exact if pivot - REACH <= at < pivot and there < place <= there + REACH]
        right = [(at, place) for at, place in exact if pivot < at <= pivot + REACH and there - REACH <= place < there]
        if left and right and _passive(claim, pivot) == _passive(sentence, there):
            said = " ".join(claim.words[at].text for at in (left[-1][0], pivot, right[0][0]))
            known = " ".join(sentence.words[at].text for at in (right[0][1], there, left[-1][1]))
            yield Meeting("order", said, known, 1.0)


def _exact(comparison: Comparison) -> list[tuple[int, int]]:
    """Content words that occur exactly once on both sides: their places in the claim and in the sentence."""
    claim, sentence = comparison.claim, comparison.sentence
    stems = ((at, claim.words[at].stem) for at in claim.content)
    return [(at, sentence.once[stem]) for at, stem in stems if stem in claim.once and stem in sentence.once]


def _pivots(claim: Sentence, sentence: Sentence, exact: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for at, place in exact:
        if not claim.words[at].name:
            yield at, place
    for pivot in sorted(_PIVOTS):
        ours = [at for at, word in enumerate(claim.words) if word.lower == pivot]
        theirs = [at for at, word in enumerate(sentence.words) if word.lower == pivot]
        if len(ours) == 1 and len(theirs) == 1:
            yield ours[0], theirs[0]


def _passive(sentence: Sentence, pivot: int) -> bool:
    before = {word.lower for word in sentence.words[max(0, pivot - 3) : pivot]}
    after = {word.lower for word in sentence.words[pivot + 1 : pivot + 4]}
    return bool(before & _BE) and "by" in after
