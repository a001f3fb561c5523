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

from assistant import yamlfile
from assistant.domain.term import Sense
from assistant.language.glossary import Glossary
from assistant.language.lexicon import lexicon
from assistant.language.matcher import Match
from assistant.language.prose import SPEAKER, Block
from assistant.language.senses.other_meanings import other_meaning
from assistant.language.senses.predicate import read_predicate
from assistant.language.senses.sentence import GROUPS, frame, tokens
from assistant.language.senses.sentence_ends import REACH, SENTENCE_END, sentence_around
from assistant.language.senses.sign import Sign
from assistant.language.senses.signs import signs
from assistant.language.senses.wording import Surroundings

LEAD_IN = re.compile(r":\s*$")


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
    path = Path(__file__).parents[1] / "lexicon" / "weights.yaml"
    data = yamlfile.parse(path.read_bytes(), path.name).data
    return Weights(data["decide"], data["weights"])


class Reader:
    """Reads the blocks of one text in order, and remembers the heading and the lead-in."""

    def __init__(self, glossary: Glossary, foreign: str = "") -> None:
        self._glossary = glossary
        self._foreign = foreign
        self._above = ""
        self._before = ""

    def read(self, block: Block, matches: Sequence[Match]) -> Iterator[Reading]:
        """Readings of the words with senses in a block."""
        if self._foreign:
            because = (f"the text is not English but {self._foreign}, so only words are matched",)
            yield from (Reading(match, None, because) for match in matches if match.form.kind == "senses")
            return
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
            self._above, self._before = block.text[:400], ""
        elif LEAD_IN.search(block.text[-10:]):
            self._above = block.text[-400:]
        elif block.kind == "turn":
            self._before = ""
        elif block.kind == "paragraph":
            self._before, self._above = block.text, ""

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
        earlier = tokens(SPEAKER.sub("", before or _last_sentence(self._before), count=1))
        around = Surroundings(tuple(earlier), tuple(tokens(after)), tuple(tokens(self._above)))
        return [*cues(match, sentence), *(signs(seen, around) if self._by_level(match) else ())]

    def _by_level(self, match: Match) -> bool:
        """Whether the word's senses are those of the two levels, which the lexicon knows about."""
        return {self._glossary.by_id[s.use].level for s in match.form.term.senses} == {"account", "stakeholder"}


def _one_compound(text: str, modifier: Match, head: Match) -> bool:
    """`customer segmentation`: one level for both."""
    return (
        head.text.lower() in GROUPS and text[modifier.end : head.start].strip(" -") == "" and modifier.end < head.start
    )


def _last_sentence(text: str) -> str:
    ends = [stop.end() for stop in SENTENCE_END.finditer(text, max(0, len(text) - REACH)) if stop.end() < len(text)]
    return text[ends[-1] if ends else 0 :][-400:]


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
