"""Whether a claim says it more strongly than the evidence.

More strongly is: of more of the whole, with more certainty, as a promise, as a cause. Saying less is fine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.evidence.support.comparison import Comparison, Meeting
from assistant.evidence.support.lexicon import lexicon
from assistant.evidence.support.reading import Sentence
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
    near = {at for at in range(len(comparison.sentence.words)) if _attached(comparison, at)}
    attached = [word for at, word in _qualifying(comparison.sentence) if at in near]
    claim = [word for _, word in _qualifying(comparison.claim)]
    yield from _quantity(claim, attached)
    yield from _certainty(claim, attached)
    yield from _promise(comparison.claim, comparison.sentence)
    yield from _cause(comparison.claim, comparison.sentence)


def _qualifying(sentence: Sentence) -> Iterator[tuple[int, Word]]:
    """Words that may say how much or how certain: not those in figures, nor `each week` and `the most`."""
    for at, word in enumerate(sentence.words):
        before = sentence.words[at - 1].lower if at else ""
        after = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
        repeats = word.lower in ("each", "every") and after.removesuffix("s") in _TIMES
        superlative = word.lower == "most" and (before == "the" or (after in lexicon().stop and after != "of"))
        if not (repeats or superlative or sentence.in_figure(word)):
            yield at, word


def _attached(comparison: Comparison, at: int) -> bool:
    """Whether a word of the evidence stands just before a word that the claim has too, or before a figure."""
    after = range(at + 1, min(at + 1 + REACH, len(comparison.sentence.words)))
    met = any(place in after for places in comparison.places for place in places)
    return met or any(comparison.sentence.in_figure(comparison.sentence.words[place]) for place in after)


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
