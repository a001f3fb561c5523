"""The lexicon: how questions are worded, as data that people edit beside this module.

It is read once; a phrase that stands twice or an unknown field is an error with its line.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.conversation.tokens import words
from assistant.domain.value import Value
from assistant.drafting.sentences.proper_names import FUNCTION_WORDS, ORDINARY
from assistant.workspace import load

FILE = Path(__file__).parent / "lexicon.yaml"
GAP = r"(?: \S+){0,8}?"


class IntentCues(Value):
    """By what one intent is known."""

    cues: dict[str, int]
    """Weight of each phrase."""
    needs: str = ""
    """What it cannot do without: `account`, `people` (a role or stakeholder segment), `one` account or person."""
    takes_text: bool = False
    """Whether it is about a text that the person gives."""

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Each cue as it is looked for."""
        return tuple((_pattern(cue), weight) for cue, weight in self.cues.items())


class Lexicon(Value):
    """The shape of `lexicon.yaml`."""

    least: int = Field(ge=1)
    """The weight from which an intent counts."""
    intents: dict[str, IntentCues]
    """Intents by the name of their tool; among equals the first wins."""
    follow_ups: dict[str, tuple[str, ...]]
    """Phrases that only mean something after an answer."""
    bare: dict[str, str]
    """The intent of a name that stands alone, by what it names."""
    change: tuple[str, ...]
    """Phrases that ask what would lead to a segment."""
    of_those: tuple[str, ...]
    """Phrases that narrow the list before."""
    said_for: dict[str, tuple[str, ...]]
    """What people say for a word in the name of an attribute."""
    priority: dict[str, tuple[str, ...]]
    """Phrases that ask whom to go to first, by the coverage that it means."""
    parts: dict[str, tuple[str, ...]]
    """Phrases that ask for one section of a draft, by the id of the section."""
    it: tuple[str, ...]
    """Words for the account that was spoken of."""
    abbreviations: dict[str, str]
    """Short forms of words in names."""
    generic: frozenset[str]
    """Words that many names hold, and that alone name nobody."""
    without: tuple[str, ...]
    """Phrases that deny what follows them."""
    excluding: tuple[str, ...]
    """Phrases that leave out of a list what follows them."""
    everything: tuple[str, ...]
    """Phrases that ask for a whole list at once."""
    thanks: tuple[str, ...]
    """Phrases that thank, and ask nothing."""
    listing_words: str
    """Words that lists and counts are asked in and that narrow nothing."""
    ordinary: str
    """Words that are never part of a name by themselves."""

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of this lexicon: what is none of them may be a name or a typo."""
        phrases = [cue for intent in self.intents.values() for cue in intent.cues]
        phrases += [phrase for group in self.follow_ups.values() for phrase in group]
        said = (
            *phrases,
            *self.without,
            *self.excluding,
            *self.thanks,
            *self.change,
            *self.it,
            *self.of_those,
            self.ordinary,
        )
        return ORDINARY | frozenset(word for text in said for word in words(text))

    @cached_property
    def listing(self) -> frozenset[str]:
        """Words that a list or count may hold without being narrowed by them."""
        phrases = [cue for name in ("list", "count") for cue in self.intents[name].cues]
        said = (
            *phrases,
            *self.without,
            *self.excluding,
            *self.it,
            *self.of_those,
            *self.follow_ups["instead"],
            self.listing_words,
        )
        return FUNCTION_WORDS | frozenset(word for text in said for word in words(text))

    @cached_property
    def corrections(self) -> tuple[str, ...]:
        """Words that a typo may have meant: those of cues, long enough to be told."""
        phrases = [cue for intent in self.intents.values() for cue in intent.cues]
        return tuple(sorted({word for cue in phrases for word in words(re.sub(r"<\w+>", " ", cue)) if len(word) > 4}))


def _pattern(cue: str) -> re.Pattern[str]:
    """A cue over words with single spaces between and around them."""
    text = "".join(GAP if word == "*" else " $" if word == "$" else f" {re.escape(word)}" for word in _parts(cue))
    return re.compile(text.removesuffix(" $") + " $" if text.endswith(" $") else f"{text}(?= )")


def _parts(cue: str) -> list[str]:
    return [
        piece
        for word in cue.split()
        for piece in ([word] if word in ("*", "$") or word.startswith("<") else words(word) or [word])
    ]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the product."""
    return load(FILE, FILE.name, Lexicon).value
