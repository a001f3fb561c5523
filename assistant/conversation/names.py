"""Names: from what somebody types to accounts or people, among those that exist for them and no others.

Typos, short forms and parts of a name are understood. What was typed has to be accounted for: a word that belongs to
no name that exists here makes the whole mention a name of nobody, so that a near name is never taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from assistant.conversation.lexicon import Lexicon
from assistant.conversation.tokens import Token, words

SHORTEST_PREFIX = 3
SHORTEST_TYPO = 4
LONG = 10
"""From so many letters on a word may have two typos."""
SHORTEST_NUMBER = 4
"""Digits from which on a number that is no id here may still be one."""
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Mention:
    """A part of a question that names something."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    ids: tuple[str, ...]
    """What it may mean: one, several, or nothing that exists for the asker."""


@dataclass
class NameIndex:
    """Names by their words."""

    lexicon: Lexicon
    names: dict[str, str]
    """Name of each id."""
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _holding: dict[str, list[str]] = field(default_factory=dict)
    _numbers: dict[str, list[str]] = field(default_factory=dict)
    _by_start: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: Lexicon, named: Iterable[tuple[str, str]]) -> NameIndex:
        """The index of `(id, name)`."""
        index = cls(lexicon, {})
        for id, name in named:
            index._add(id, name)
        return index

    def _add(self, id: str, name: str) -> None:
        self.names[id] = name
        self._words[id] = tuple(self._long(word) for word in words(name))
        for word in set(self._words[id]):
            if word not in self._holding:
                self._by_start.setdefault(word[:1], []).append(word)
            self._holding.setdefault(word, []).append(id)
        self._numbers.setdefault(id.casefold().lstrip("0"), []).append(id)

    def mentions(self, tokens: Sequence[Token], known: AbstractSet[str]) -> list[Mention]:
        """Every mention, left to right; a run of words that neither names nor `known` words explain names nobody."""
        found: list[Mention] = []
        for start, end in self._runs(tokens, known):
            found.extend(self._in_run(tokens, start, end, known))
        return found

    def may_mean(self, word: str) -> bool:
        """Whether a word, perhaps with a typo, may be part of a name."""
        return bool(self._ways(self._long(word)))

    def _runs(self, tokens: Sequence[Token], known: AbstractSet[str]) -> list[tuple[int, int]]:
        """Stretches of words that are part of some name here, or of none that we know."""
        runs: list[tuple[int, int]] = []
        start: int | None = None
        for position, token in enumerate(tokens):
            if self._belongs(token, start is not None, known):
                start = position if start is None else start
            elif start is not None:
                runs.append((start, position))
                start = None
        if start is not None:
            runs.append((start, len(tokens)))
        return runs

    def _belongs(self, token: Token, inside: bool, known: AbstractSet[str]) -> bool:
        word = self._long(token.word)
        if word.isdigit() and not self._ids(word) and (len(word) < SHORTEST_NUMBER or YEAR.fullmatch(word)):
            return False
        if word in self._holding or self._ids(token.word):
            return inside or word not in known or token.capital
        return token.word not in known or (inside and word in self.lexicon.generic)

    def _in_run(self, tokens: Sequence[Token], start: int, end: int, known: AbstractSet[str]) -> list[Mention]:
        """The mentions of one run: the longest names first, and what is left over of it."""
        for length in range(end - start, 0, -1):
            for first in range(start, end - length + 1):
                ids = self._meant(tokens[first : first + length])
                if ids and self._alone(ids, tokens, (start, first, first + length, end)):
                    before = self._in_run(tokens, start, first, known) if first > start else []
                    after = self._in_run(tokens, first + length, end, known) if first + length < end else []
                    return [*before, Mention(first, first + length, ids), *after]
        strange = [at for at in range(start, end) if self._long(tokens[at].word) not in self.lexicon.generic]
        strange = [at for at in strange if tokens[at].word not in known]
        return [Mention(start, end, ())] if strange else []

    def _alone(self, ids: Sequence[str], tokens: Sequence[Token], place: tuple[int, int, int, int]) -> bool:
        """Whether a stretch may be a name although strange words stand beside it in its run."""
        start, first, last, end = place
        if (start, end) == (first, last):
            return True
        said = {self._long(token.word) for token in tokens[first:last]}
        whole = any(set(self._words[id]) <= said for id in ids) and last - first > 1
        return whole or any(word.isdigit() for word in said)

    def _meant(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The ids whose names account for all these words; those that are named best."""
        if len(tokens) == 1 and (ids := self._ids(tokens[0].word)):
            return ids
        typed = [self._long(token.word) for token in tokens]
        if all(word in self.lexicon.generic or word in self.lexicon.known for word in typed):
            return self._whole(typed)
        ways = [self._ways(word) for word in typed]
        if not all(ways):
            return ()
        holders = [{id for own in way for id in self._holding[own]} for way in ways]
        there = set.intersection(*holders)
        scores = {id: score for id in there if (score := self._score(id, ways)) is not None}
        best = max(scores.values(), default=0)
        return tuple(sorted(id for id, score in scores.items() if score == best))

    def _whole(self, typed: Sequence[str]) -> tuple[str, ...]:
        """Names that consist of ordinary words, which have to be said in full."""
        if len(typed) < 2:
            return ()
        there = [id for id in self._holding.get(typed[0], ()) if self._words[id] == tuple(typed)]
        return tuple(sorted(there))

    def _score(self, id: str, ways: Sequence[dict[str, int]]) -> int | None:
        """How well a name is meant; None when two typed words would stand for one of its words."""
        left, score = list(self._words[id]), 0
        for way in ways:
            fitting = [word for word in left if word in way]
            if not fitting:
                return None
            own = max(fitting, key=lambda word: way[word])
            left.remove(own)
            score += way[own]
        if all(word in self.lexicon.generic for word in self._words[id] if word not in left):
            return None
        return score + (5 if not left else 0)

    def _ways(self, typed: str) -> dict[str, int]:
        """The words of names that a typed word may stand for, with how sure that is."""
        if typed in self._holding:
            return {typed: 10}
        if typed in self.lexicon.known:
            return {}
        same = self._by_start.get(typed[:1], [])
        begun = {word: 6 for word in same if len(typed) >= SHORTEST_PREFIX and word.startswith(typed)}
        if begun or len(typed) < SHORTEST_TYPO:
            return begun
        most = 2 if len(typed) >= LONG else 1
        near = {word: DamerauLevenshtein.distance(typed, word, score_cutoff=most) for word in self._near(typed, same)}
        return {
            word: 6 - d
            for word, d in near.items()
            if d <= most and (d < most or d == 1 or word[0] == typed[0]) and _told_apart(typed, word)
        }

    def _near(self, typed: str, same: Sequence[str]) -> list[str]:
        """Words of about that length with the same first letter, or any first letter where they are few."""
        few = list(self._holding) if len(self._holding) < 5000 else same
        return [word for word in few if abs(len(word) - len(typed)) <= 2 and len(word) >= SHORTEST_TYPO]

    def _ids(self, word: str) -> tuple[str, ...]:
        """The ids that are typed, with or without leading zeros."""
        found = self._numbers.get(word.lstrip("0"), [])
        exact = [id for id in found if id.casefold() == word]
        return tuple(exact or (found if word.isdigit() else ()))

    def _long(self, word: str) -> str:
        return self.lexicon.abbreviations.get(word, word)


def _told_apart(typed: str, word: str) -> bool:
    """Whether a typo in so short a word is one: of four letters a changed one gives too many other words."""
    return len(typed) > SHORTEST_TYPO or len(word) != len(typed) or sorted(typed) == sorted(word)
