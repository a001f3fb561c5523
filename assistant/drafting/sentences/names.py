"""The names of people that a text might give away: found once for a workspace, looked up for each prompt.

A name stands in a text where all its words do, in whatever order and case, so that none is overlooked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from assistant.domain.segments import Stakeholder
from assistant.llm import Placeholders

_DOTTED = {0x130: "i", 0x131: "i"}
"""Letters that a pattern without case takes for an i."""


class Names:
    """Whose names may occur in a text."""

    def __init__(self, people: Iterable[Stakeholder] = ()) -> None:
        self._names = tuple(dict.fromkeys(person.name for person in people if person.name))

    def within(self, text: str) -> list[str]:
        """Names of which every word stands in the text, in the order in which they were given."""
        there = _words(text)
        found = {at for word in there for at, own in self._by_word.get(word, ()) if own <= there}
        return [self._names[at] for at in sorted(found | self._wordless)]

    @cached_property
    def _by_word(self) -> Mapping[str, list[tuple[int, frozenset[str]]]]:
        """Each name's place and words, by the first of these in the alphabet."""
        places: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for at, name in enumerate(self._names):
            if own := _words(name):
                places[min(own)].append((at, own))
        return places

    @cached_property
    def _wordless(self) -> frozenset[int]:
        return frozenset(at for at, name in enumerate(self._names) if not _words(name))


def _words(text: str) -> frozenset[str]:
    """Words of a text in small letters."""
    return frozenset(re.findall(r"[^\W_]+", text.lower()))


@lru_cache(maxsize=20_000)
def folded(text: str) -> frozenset[str]:
    """Words of a text, two spellings that a pattern without case takes for one being one."""
    return frozenset(re.findall(r"[^\W_]+", text.translate(_DOTTED).casefold()))


@lru_cache(maxsize=4_096)
def is_impersonal(text: str) -> bool:
    """Whether a text holds neither an address nor a telephone number nor what looks like a placeholder."""
    return Placeholders(()).hide(text) == text
