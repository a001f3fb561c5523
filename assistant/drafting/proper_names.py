"""Proper names of a text: words in capitals that a source must know.

A capital at the start of a sentence says nothing by itself; there a word counts as a name only when nothing marks it
as an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_](?:[\w’'&./-]*[^\W_])?(?:\+(?!\w))?")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;…]['\"’”)]*\s|[-–—•]\s|[“\"‘(]|\n)\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
ORDINARY = frozenset(
    """a about above after again against agree all also although always an and answer any are as ask asked at avoid be
    because been before begin behind below bring but by call can close come could cover did do does during each either
    end even every few find first follow for from further get give go good had has have he help here high hold how i if
    in into is it its just keep know less let like look low make many may me more most must my name need never next no
    none nobody nor not note nothing now of offer off often on once one only open or other our out over own people
    point prepare put quote rather read remember same say see send set she should show since so some speak start state
    still stop such take talk tell than that the their them then there these they this those though through to today
    together too two under until up use used very wait want was we were what when where which while who whom whose why
    will with within without work would write yes yet you your""".split()
)
"""Words that open sentences and are no names."""


@dataclass(frozen=True)
class Name:
    """A word that is written as a name."""

    text: str
    start: int
    end: int


def names(text: str, is_ordinary: Callable[[str], bool]) -> Iterator[Name]:
    """Every name; `is_ordinary` says of a word in lower case whether it is known to be none."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if not _has_capital(word) or word == "I" or re.fullmatch("I['’].*", match.group()):
            continue
        ordinary = word.lower() in ORDINARY or is_ordinary(word.lower())
        if ordinary and word[1:].islower() and _OPENS_SENTENCE.search(text[: match.start()]):
            continue
        if ordinary and len(word) == 1:
            continue
        yield Name(word, match.start(), match.start() + len(word))


def words(text: str) -> frozenset[str]:
    """The words of a text as written, without possessive endings, compounds also in their parts."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        found.add(word)
        found.update(part for part in re.split(r"[’'&./-]", word) if part)
    return frozenset(found)


def _has_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word) and any(letter.isalpha() for letter in word)
