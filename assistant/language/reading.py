"""Which sense a word has in its place, or that the text leaves it open.

The signs of the sentence and around it are weighed; the sum decides when it is clear enough. Same block and same
words before give the same reading. Words in other meanings are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.domain.term import Sense
from assistant.language.glossary import Glossary
from assistant.language.matcher import Match
from assistant.language.other_meanings import other_meaning
from assistant.language.predicate import read_predicate
from assistant.language.prose import SPEAKER, Block
from assistant.language.lexicon import lexicon
from assistant.language.sentence import Token, frame, tokens
from assistant.language.sentence_ends import SENTENCE_END, sentence_around
from assistant.language.signs import GROUPS, Sign, Surroundings, signs

LEAD_IN = re.compile(r":\s*$")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Weights:
    """How much each kind of sign weighs, and how much is enough."""

    decide: float
    of: dict[str, float]


@dataclass(frozen=True)
class Reading:
    """A word with senses as the text means it."""

    match: Match
    sense: Sense | None
    """None when the text does not decide."""
    because: tuple[str, ...]
    """What the decision went by, strongest first."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights beside the lexicon."""
    path = Path(__file__).parent / "lexicon" / "weights.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return Weights(data["decide"], data["weights"])


class Reader:
    """Reads the blocks of one text in order, and remembers the heading and the lead-in."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._above: tuple[Token, ...] = ()
        self._before: tuple[Token, ...] = ()

    def read(self, block: Block, matches: Sequence[Match]) -> Iterator[Reading]:
        """Readings of the words with senses in a block."""
        for match, found in self.weigh(block, matches):
            yield decide(match, found, self._glossary)

    def weigh(self, block: Block, matches: Sequence[Match]) -> Iterator[tuple[Match, list[Sign]]]:
        """The signs of each word with senses; words in other meanings are left out."""
        weighed: list[tuple[Match, list[Sign]]] = []
        for match in matches:
            found = self._signs(block.text, match) if match.form.kind == "senses" else None
            if found is None:
                continue
            if weighed and _one_compound(block.text, weighed[-1][0], match):
                found = [*weighed[-1][1], *found]
                weighed[-1] = (weighed[-1][0], found)
            weighed.append((match, found))
        yield from weighed
        self._remember(block)

    def _remember(self, block: Block) -> None:
        if block.kind == "heading":
            self._above, self._before = tuple(tokens(block.text[:400])), ()
        elif LEAD_IN.search(block.text[-10:]):
            self._above = tuple(tokens(block.text[-400:]))
        elif block.kind in {"paragraph", "turn"}:
            last = list(SENTENCE_END.finditer(block.text))
            said = block.text[last[-1].end() if last else 0 :][-400:]
            self._before = tuple(tokens(SPEAKER.sub("", said, count=1)))
            if block.kind == "paragraph":
                self._above = ()

    def _signs(self, text: str, match: Match) -> list[Sign] | None:
        low, high, before, after = sentence_around(text, match.start, match.end)
        label = SPEAKER.match(text)
        if label and low < label.end() <= match.start:
            low = label.end()
        sentence = text[low:high]
        seen = frame(sentence, match.start - low, match.end - low, plural=match.form.plural)
        if other_meaning(seen, sentence, match.start - low, match.end - low):
            return None
        if not seen.compound and not seen.possessed:
            read_predicate(seen, 0, lexicon())
        earlier = tuple(tokens(before)) if before else self._before
        around = Surroundings(earlier, tuple(tokens(after)), self._above)
        return [*cues(match, sentence), *(signs(seen, around) if self._by_level(match) else ())]

    def _by_level(self, match: Match) -> bool:
        """Whether the word's senses are those of the two levels, which the lexicon knows about."""
        return {self._glossary.by_id[s.use].level for s in match.form.term.senses} == {"account", "stakeholder"}


def _one_compound(text: str, modifier: Match, head: Match) -> bool:
    """`customer segmentation`: one level for both."""
    return (
        head.text.lower() in GROUPS and text[modifier.end : head.start].strip(" -") == "" and modifier.end < head.start
    )


def decide(match: Match, found: Sequence[Sign], glossary: Glossary) -> Reading:
    """The sense with the most weight, when it leads clearly."""
    of = weights().of
    scores = dict.fromkeys((sense.id for sense in match.form.term.senses), 0.0)
    by_level = {glossary.by_id[sense.use].level: sense.id for sense in match.form.term.senses}
    for sign in found:
        speaks_for = sign.sense or by_level.get("account" if sign.direction > 0 else "stakeholder")
        if speaks_for is not None:
            scores[speaks_for] += of[sign.kind]
    ranked = sorted(scores, key=lambda sense: -scores[sense])
    if not ranked or scores[ranked[0]] - sum(scores[other] for other in ranked[1:2]) < weights().decide:
        return Reading(match, None, ())
    best = next(sense for sense in match.form.term.senses if sense.id == ranked[0])
    level = glossary.by_id[best.use].level
    speaking = [
        s
        for s in found
        if s.because and (s.sense or ("account" if s.direction > 0 else "stakeholder")) in (best.id, level)
    ]
    speaking.sort(key=lambda sign: -of[sign.kind])
    return Reading(match, best, tuple(dict.fromkeys(sign.because for sign in speaking))[:2])


def cues(match: Match, sentence: str) -> Iterator[Sign]:
    """The cues that the glossary gives for a sense."""
    for sense in match.form.term.senses:
        for cue in sense.cues:
            if re.search(rf"(?<!\w){re.escape(cue)}(?:e?s|d|ed|ing)?(?!\w)", sentence, re.IGNORECASE):
                yield Sign("cue", 0, f"`{cue}`", sense.id)
