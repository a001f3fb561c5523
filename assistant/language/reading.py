"""Which sense a word has in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.term import Sense
from assistant.language.glossary import Glossary
from assistant.language.matcher import Match
from assistant.language.prose import Block

SENTENCE_END = re.compile(r"[.!?]+[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n{2,}")


@dataclass(frozen=True)
class Reading:
    """A word with senses as the text means it."""

    match: Match
    sense: Sense | None
    """None when the text does not decide."""
    because: tuple[str, ...]
    """What the decision went by."""


class Reader:
    """Reads the blocks of one text in order."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def read(self, block: Block, matches: Sequence[Match]) -> Iterator[Reading]:
        """Readings of the words with senses in a block; words in other meanings are left out."""
        for match in matches:
            if match.form.kind == "senses":
                yield self._by_cues(match, _sentence(block.text, match.start, match.end))

    def _by_cues(self, match: Match, sentence: str) -> Reading:
        found = {
            sense.id: [cue for cue in sense.cues if re.search(rf"(?<!\w){re.escape(cue)}", sentence, re.IGNORECASE)]
            for sense in match.form.term.senses
        }
        best = sorted(match.form.term.senses, key=lambda sense: -len(found[sense.id]))
        if not best or not found[best[0].id] or (len(best) > 1 and len(found[best[1].id]) == len(found[best[0].id])):
            return Reading(match, None, ())
        return Reading(match, best[0], tuple(f"`{cue}`" for cue in found[best[0].id]))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place."""
    low = 0
    for stop in SENTENCE_END.finditer(text, 0, start):
        low = stop.end()
    after = SENTENCE_END.search(text, end)
    return text[low : after.end() if after else len(text)]
