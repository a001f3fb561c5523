"""Whether a claim says it more strongly than the evidence.

More strongly is: of more of the whole, with more certainty, as a promise, as a cause. Saying less is fine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.evidence.support.comparison import Comparison, Meeting
from assistant.evidence.support.lexicon import lexicon
from assistant.evidence.support.reading import MOST_READ, Sentence
from assistant.evidence.support.words import Word

REACH = 3
"""Words after a quantity or a hedge to which it belongs."""
STEEP = 2.5
"""A difference of 1 / STEEP on the scale counts fully."""
_TIMES = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "morning",
        "evening",
        "shift",
        "week",
        "month",
        "quarter",
        "year",
        "time",
    ]
)
UNQUALIFIED = 0.6
"""How much of the whole a sentence without any quantity word claims."""


def overstatements(comparison: Comparison) -> Iterator[Meeting]:
    """Every way in which the claim says more than the evidence sentence does."""
    near = _attached(comparison)
    attached = [word for at, word in _qualifying(comparison.sentence) if at in near]
    claim = [word for _, word in _qualifying(comparison.claim)]
    yield from _quantity(claim, attached)
    yield from _certainty(claim, attached)
    yield from _promise(comparison.claim, comparison.sentence)
    yield from _cause(comparison.claim, comparison.sentence)


@lru_cache(maxsize=MOST_READ)
def _qualifying(sentence: Sentence) -> tuple[tuple[int, Word], ...]:
    """Words that say how much or how certain: not those in figures, nor `each week` and `the most`."""
    return tuple((at, word) for at, word in _measuring(sentence) if _scaled(word))


def _scaled(word: Word) -> bool:
    return word.lower in lexicon().quantities or word.stem in lexicon().certainty


def _measuring(sentence: Sentence) -> Iterator[tuple[int, Word]]:
    for at, word in enumerate(sentence.words):
        before = sentence.words[at - 1].lower if at else ""
        after = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
        repeats = word.lower in ("each", "every") and after.removesuffix("s") in _TIMES
        superlative = word.lower == "most" and (before == "the" or (after in lexicon().stop and after != "of"))
        if not (repeats or superlative or sentence.in_figure(word)):
            yield at, word


def _attached(comparison: Comparison) -> frozenset[int]:
    """Places of the evidence just before a word that the claim has too, or before a figure."""
    sentence = comparison.sentence
    marks = {place for places in comparison.places for place in places}
    marks.update(at for at, word in enumerate(sentence.words) if sentence.in_figure(word))
    return frozenset(before for mark in marks for before in range(mark - REACH, mark))


def _quantity(claim: Sequence[Word], sentence: Sequence[Word]) -> Iterator[Meeting]:
    said = _extreme(claim, lexicon().quantities, _lower, max)
    known = _extreme(sentence, lexicon().quantities, _lower, max)
    if said is None and known is None:
        return
    ours, theirs = said[1] if said else UNQUALIFIED, known[1] if known else UNQUALIFIED
    if ours > theirs:
        yield Meeting("quantity", said[0] if said else "", known[0] if known else "", min(1.0, STEEP * (ours - theirs)))


def _certainty(claim: Sequence[Word], sentence: Sequence[Word]) -> Iterator[Meeting]:
    said = _extreme(claim, lexicon().certainty, _stem, min)
    known = _extreme(sentence, lexicon().certainty, _stem, min)
    ours = said[1] if said else 1.0
    if known is not None and known[1] < ours:
        yield Meeting("certainty", said[0] if said else "", known[0], min(1.0, STEEP * (ours - known[1])))


def _promise(claim: Sentence, sentence: Sentence) -> Iterator[Meeting]:
    known = {word.stem for word in sentence.words}
    for word in claim.words:
        if word.lower in lexicon().promises and word.stem not in known:
            yield Meeting("promise", word.text, "", 1.0)


def _cause(claim: Sentence, sentence: Sentence) -> Iterator[Meeting]:
    causes = [word.text for word in claim.words if word.stem in lexicon().causes]
    weaker = [word.text for word in sentence.words if word.stem in lexicon().correlates]
    if causes and weaker and not any(word.stem in lexicon().causes for word in sentence.words):
        yield Meeting("cause", causes[0], weaker[0], 1.0)


def _lower(word: Word) -> str:
    return word.lower


def _stem(word: Word) -> str:
    return word.stem


def _extreme(
    sentence: Sequence[Word],
    scale: Mapping[str, float],
    key: Callable[[Word], str],
    pick: Callable[[list[tuple[float, str]]], tuple[float, str]],
) -> tuple[str, float] | None:
    """The word of the sentence that is highest or lowest on a scale, and its value; None without such a word."""
    found = [(scale[key(word)], word.text) for word in sentence if key(word) in scale]
    if not found:
        return None
    value, text = pick(found)
    return text, value
