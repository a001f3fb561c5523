"""Finds a glossary's words in text: longest match first, never inside a longer word, in one pass.

Each word of the text is looked up once in a table of first words, so the time does not depend on the number of terms.
Texts of terms are taken literally, whatever signs they hold; capitals, white space, the form of the apostrophe and
invisible signs do not count.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.forms import Form, forms
from assistant.language.glossary import Glossary
from assistant.language.inflection import fold

WORD = re.compile(r"\w+")
SEPARATED = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""Turns every ASCII sign that is in no word into a space."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]")
BEFORE = re.compile(r"(?<![\w\u0300-\u036f@])(?<!\w['’])")
AFTER = re.compile(r"(?![\w\u0300-\u036f])(?!['’](?![sS]\b)\w)(?!\.[a-z]{2})")
"""Not inside a word, and no name of a person, host or file: `@customer`, `customer.example.com`, `logo.png`."""
GAP = re.compile(r"\s+|-")
APOSTROPHES = frozenset("'’ʼ‘")


@dataclass(frozen=True)
class Match:
    """A form that was found, with offsets in the text searched."""

    start: int
    end: int
    text: str
    """As it stands in the text."""
    bare: str
    """Without invisible signs."""
    form: Form


@dataclass(frozen=True, order=True)
class _Place:
    """Where a form could be; the longest sorts first, then the leftmost."""

    shortness: int
    start: int
    end: int
    anchor: int
    """Offset of the form's first word; -1 when it has none."""


@dataclass(frozen=True)
class _Literal:
    """A form that is taken letter by letter."""

    text: str
    """Folded."""
    lead: int
    """Characters before its first word."""
    exact: bool

    def end(self, text: str, start: int, limit: int) -> int:
        """Where it ends when it stands at the start, -1 when it does not; a gap may be any white space or a hyphen."""
        at = start
        for letter in self.text:
            if at >= limit:
                return -1
            if letter == " ":
                gap = GAP.match(text, at, limit)
                if gap is None:
                    return -1
                at = gap.end()
            elif text[at] == letter or text[at].lower() == letter or (letter == "'" and text[at] in APOSTROPHES):
                at += 1
            else:
                return -1
        return at if AFTER.match(text, at, limit) and BEFORE.match(text, start) else -1


@lru_cache(maxsize=8)
def matcher(glossary: Glossary, watched: frozenset[str] = frozenset()) -> Matcher:
    """The matcher of a glossary, built once; it also notes where watched words stand."""
    return Matcher(glossary, watched)


@dataclass(frozen=True)
class Scan:
    """What one pass over a text finds."""

    matches: list[Match]
    """In the order of the text, without overlap."""
    watched: list[int]
    """Offsets of watched words."""


class Matcher:
    """The forms of one glossary, by their first word."""

    def __init__(self, glossary: Glossary, watched: frozenset[str] = frozenset()) -> None:
        self._watched = watched
        self._forms = forms(glossary)
        self._by_first: dict[str, list[str]] = {}
        self._literals: dict[str, list[_Literal]] = {}
        wordless: list[str] = []
        for text in self._forms:
            first = WORD.search(text)
            if first is None:
                wordless.append(text)
            else:
                self._by_first.setdefault(first[0], []).append(text)
        self._interesting = watched | self._by_first.keys()
        signs = "|".join(re.escape(text) for text in sorted(wordless, key=len, reverse=True))
        self._signs = re.compile(signs) if wordless else None

    def find(self, text: str) -> list[Match]:
        """Matches that do not overlap, in the order of the text."""
        return self.scan(text).matches

    def scan(self, text: str) -> Scan:
        """Matches and watched words."""
        if text.isascii() or INVISIBLE.search(text) is None:
            return self._scan(text)
        offsets = [i for i, c in enumerate(text) if not INVISIBLE.match(c)]
        bare = self._scan("".join(text[i] for i in offsets))
        moved = [_moved(match, text, offsets[match.start], offsets[match.end - 1] + 1) for match in bare.matches]
        return Scan(moved, [offsets[place] for place in bare.watched])

    def _scan(self, text: str) -> Scan:
        watched: list[int] = []
        queue = list(self._places(text, watched))
        heapq.heapify(queue)
        taken: list[_Place] = []
        while queue:
            place = heapq.heappop(queue)
            rival = min((t.start for t in taken if t.start < place.end and place.start < t.end), default=None)
            if rival is None:
                taken.append(place)
            elif place.anchor < rival and (shorter := self._longest_at(text, place.anchor, rival)) is not None:
                heapq.heappush(queue, shorter)
        return Scan([self._match(text, place) for place in sorted(taken, key=lambda place: place.start)], watched)

    def _places(self, text: str, watched: list[int]) -> Iterator[_Place]:
        """The longest form at each word where one starts; notes watched words on the way."""
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        for start, word in self._interesting_words(lower):
            if word in self._by_first:
                place = self._longest_at(text, start, len(text), word)
                if place is not None:
                    yield place
            if word in self._watched:
                watched.append(start)
        if self._signs is not None:
            for sign in self._signs.finditer(text):
                yield _Place(sign.start() - sign.end(), sign.start(), sign.end(), -1)

    def _interesting_words(self, lower: str) -> list[tuple[int, str]]:
        """Offsets of the words that start a form or are watched, ascending."""
        if not lower.isascii():
            return [(word.start(), word[0]) for word in WORD.finditer(lower) if word[0] in self._interesting]
        found: list[tuple[int, str]] = []
        for word in self._interesting.intersection(lower.translate(SEPARATED).split()):
            start = lower.find(word)
            while start >= 0:
                end = start + len(word)
                if not (_in_word(lower, start - 1) or _in_word(lower, end)):
                    found.append((start, word))
                start = lower.find(word, end)
        return sorted(found)

    def _longest_at(self, text: str, anchor: int, limit: int, first: str = "") -> _Place | None:
        if not first:
            word = WORD.match(text, anchor) if anchor >= 0 else None
            first = word[0].lower() if word else ""
        for literal in self._starting_with(first):
            start = anchor - literal.lead
            end = literal.end(text, start, limit) if start >= 0 else -1
            if end >= 0 and (not literal.exact or self._form(text[start:end]).text == text[start:end]):
                return _Place(start - end, start, end, anchor)
        return None

    def _starting_with(self, first: str) -> list[_Literal]:
        """The forms that start with a word, longest first; made when the word first occurs."""
        if first not in self._literals:
            texts = sorted(self._by_first.get(first, ()), key=lambda text: (-len(text), text))
            self._literals[first] = [self._literal(text) for text in texts]
        return self._literals[first]

    def _literal(self, text: str) -> _Literal:
        first = WORD.search(text)
        return _Literal(text, first.start() if first else 0, all(form.only_exact for form in self._forms[text]))

    def _match(self, text: str, place: _Place) -> Match:
        found = text[place.start : place.end]
        return Match(place.start, place.end, found, found, self._form(found))

    def _form(self, found: str) -> Form:
        folded = fold(found)
        same = self._forms.get(folded) or self._forms[fold(found.replace("-", " "))]
        return next((form for form in same if form.text == found), same[0])


def _in_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _moved(match: Match, text: str, start: int, end: int) -> Match:
    return Match(start, end, text[start:end], match.bare, match.form)
