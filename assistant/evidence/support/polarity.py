"""Which words of a sentence are negated, and where two sentences say the opposite of one another.

A negation reaches to the end of its clause, at most `REACH` words; two negations of one word cancel out.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence.support.lexicon import lexicon, stem
from assistant.evidence.support.words import Word

REACH = 8
"""Words that a negation reaches."""
_BREAKS = frozenset(
    ["but", "however", "although", "though", "while", "whereas", "because", "which", "who", "unless", "instead"]
)


def negated(text: str, words: Sequence[Word]) -> tuple[bool, ...]:
    """For each word whether it is negated."""
    flags = [False] * len(words)
    for at in range(len(words)):
        if _negates(words, at):
            for reached in _scope(text, words, at):
                flags[reached] = not flags[reached]
    return tuple(flags)


def cues(words: Sequence[Word]) -> tuple[str, ...]:
    """The negations of a sentence, as written."""
    return tuple(word.text for at, word in enumerate(words) if _negates(words, at))


def _negates(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    cue = word.lower in lexicon().negations or word.stem in _negative_stems()
    if not cue:
        return False
    lowered = [near.lower for near in words[max(0, at - 2) : at + 4]]
    offset = at - max(0, at - 2)
    return not any(_phrase_at(lowered, offset, phrase) for phrase in lexicon().not_negations)


def _phrase_at(lowered: list[str], offset: int, phrase: tuple[str, ...]) -> bool:
    return any(
        tuple(lowered[begin : begin + len(phrase)]) == phrase
        for begin in range(len(lowered) - len(phrase) + 1)
        if begin <= offset < begin + len(phrase)
    )


def _scope(text: str, words: Sequence[Word], at: int) -> range:
    last = at
    for reached in range(at + 1, min(len(words), at + 1 + REACH)):
        between = text[words[reached - 1].end : words[reached].start]
        if words[reached].lower in _BREAKS or any(sign in between for sign in ",;:()"):
            break
        last = reached
    return range(at + 1, last + 1)


def _negative_stems() -> frozenset[str]:
    return _NEGATIVE


_NEGATIVE = frozenset(stem(word) for word in ("lack", "fail", "unable", "absent", "absence"))
