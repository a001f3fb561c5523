"""The caller's words with the words to read in their place, so that a glossary's two words for one thing agree.

A single word is compared by its stem where words are aligned; a phrase is read as the other words from the start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.evidence.support.lexicon import stem
from assistant.evidence.support.nearness import Nearness
from assistant.evidence.support.reading import MOST_READ, Sentence, read


@dataclass(frozen=True)
class Synonyms:
    """Words, each with the words to read in its place."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """Stem to stem, of the pairs of single words."""
        return {stem(word.lower()): stem(other.lower()) for word, other in self.pairs if _single(word, other)}

    @cached_property
    def nearness(self) -> Nearness:
        """How near words are to one another when these pairs mean the same."""
        return Nearness(self.stems)

    @cached_property
    def _phrases(self) -> Mapping[str, str]:
        return {word.lower(): other for word, other in self.pairs if not _single(word, other)}

    @cached_property
    def _any_phrase(self) -> re.Pattern[str] | None:
        if not self._phrases:
            return None
        choices = "|".join(re.escape(phrase) for phrase in sorted(self._phrases, key=lambda p: (-len(p), p)))
        return re.compile(rf"(?<!\w)({choices})(?:s|es)?(?!\w)", re.IGNORECASE)

    @cached_property
    def read(self) -> Callable[[str], Sentence]:
        """Reads a sentence with other words for its phrases, once; its own words stay to be quoted."""
        return lru_cache(maxsize=MOST_READ)(self._read)

    def _read(self, text: str) -> Sentence:
        if self._any_phrase is None:
            return read(text)
        said = self._any_phrase.sub(lambda match: self._phrases[match[1].lower()], text)
        return read(said, text if said != text else "")


@lru_cache(maxsize=8)
def _known(pairs: tuple[tuple[str, str], ...]) -> Synonyms:
    return Synonyms(pairs)


def synonyms(words: Mapping[str, str]) -> Synonyms:
    """Prepared once for a glossary."""
    return _known(tuple(sorted(words.items())))


def _single(word: str, other: str) -> bool:
    return word.isalnum() and other.isalnum()
