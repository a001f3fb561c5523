"""Proper names of a text: words in capitals that a source must know.

A capital at the start of a sentence says nothing by itself; there a word counts as a name only when nothing marks it
as an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence.text.figures import singular

_WORD = re.compile(r"[^\W_](?:[\w’'&./-]*[^\W_])?(?:\+(?!\w))?")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINTS = re.compile(r"[’'&./-]")
MOST_LINES = 20_000
"""Lines whose words are remembered."""
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about above after again against all also although always an and any are as at be because been
        before being below but by can could did do does doing done during each either even every few for
        from further had has have having he her here hers him his how i if in into is it its just less let
        like many may me might more most much must my never no nobody none nor not nothing now of off
        often on once one only onto or other our ours out over own perhaps quite rather same she should
        since so some still such than that the their theirs them then there these they this those though
        through thus to together too under until up upon us very was we were what when where which while
        who whom whose why will with within without would yes yet you your yours""",
    )
)
"""Words that carry no meaning of their own."""
ORDINARY = FUNCTION_WORDS | frozenset(
    re.findall(
        r"\w+",
        """account accounts add agree agreed allow already among another answer anyone anything arrange
        ask asked avoid based begin behind beyond both break bring build buy call care carry change check
        choose claim close collect come compare complete confirm consider contact continue cost count
        cover cut data date day decide deliver describe different direct discuss draw ease else end enough
        especially everybody everyone everything example expect explain face fear feel finally find first
        fix focus follow found four full get give given go good great group grow happy hear heard hello
        help helps hence high hold however improve include including increase inside invite join keep key
        kind know lack last late later lead learn leave left level likely line list listen little long
        look lost low main make map matter maybe mean meet mention mind miss month move name nearly need
        new next nine note notice number offer offers old open order ourselves part people per pick plan
        please point possible prepare present prevent problem propose protect prove provide put question
        quick quickly quiet quote raise reach read ready real reason recall reduce refer remember remind
        reply report require respond review right run save say schedule second section see seek seem send
        set seven several share short show similar simple simply six small solve somebody someone
        something soon speak spend stakeholder stakeholders start state step stop stress study suggest
        support sure switch take talk team tell telling ten thank thanks thing things think third three
        time title titles today touch trust try turn two understand unless update use used useful visit
        wait waiting walk want watch week welcome whatever whenever whether whoever win wins work worth
        write written year years""",
    )
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
        written = match.group()
        if written.islower() or (written.isascii() and written == written.lower()):
            continue
        word = _POSSESSIVE.sub("", written)
        if not _has_capital(word) or word == "I" or written.startswith(("I'", "I’")):
            continue
        lowered = word.lower()
        ordinary = lowered in ORDINARY or singular(lowered) in ORDINARY or is_ordinary(lowered)
        if ordinary and word[1:].islower() and _opens_sentence(text[: match.start()]):
            continue
        if ordinary and len(word) == 1:
            continue
        yield Name(word, match.start(), match.start() + len(word))


def _opens_sentence(before: str) -> bool:
    """Whether a sentence, an item or a quote begins behind these characters."""
    bare = before.rstrip()
    gap = before[len(bare) :]
    if not bare or bare[-1] in '“"‘(' or "\n" in gap:
        return True
    return bool(gap) and (bare[-1] in "-–—•" or bare.rstrip("'\"’”)").endswith((".", "!", "?", ":", ";", "…")))


@lru_cache(maxsize=MOST_LINES)
def words(text: str) -> frozenset[str]:
    """The words of a text as written, without possessive endings, compounds also in their parts."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group() if match.group().isalnum() else _POSSESSIVE.sub("", match.group())
        found.add(word)
        if not word.isalnum():
            found.update(part for part in _JOINTS.split(word) if part)
    return frozenset(found)


def _has_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word) and any(letter.isalpha() for letter in word)
