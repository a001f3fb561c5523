"""Proper names of a text: words in capitals that a source must know.

A capital at the start of a sentence says nothing by itself; there a word counts as a name only when nothing marks it
as an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.drafting.figures import singular

_WORD = re.compile(r"[^\W_](?:[\w’'&./-]*[^\W_])?(?:\+(?!\w))?")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;…]['\"’”)]*\s|[-–—•]\s|[“\"‘(]|\n)\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """a about above account accounts add after again against agree agreed all allow already also
        although always among an and another answer any anyone anything are arrange as ask asked at avoid
        based be because been before begin behind below beyond both break bring build but buy by call can
        care carry change check choose claim close collect come compare complete confirm consider contact
        continue cost could count cover cut data date day decide deliver describe did different direct
        discuss do does draw during each ease either else end enough especially even every everybody
        everyone everything example expect explain face fear feel few finally find first fix focus follow
        for found four from full further get give given go good great group grow had happy has have he
        hear heard hello help helps hence here high hold how however i if improve in include including
        increase inside into invite is it its join just keep key kind know lack last late later lead learn
        leave left less let level like likely line list listen little long look lost low main make many
        map matter may maybe me mean meet mention mind miss month more most move must my name nearly need
        never new next nine no nobody none nor not note nothing notice now number of off offer offers
        often old on once one only open or order other our ourselves out over own part people per perhaps
        pick plan please point possible prepare present prevent problem propose protect prove provide put
        question quick quickly quiet quote raise rather reach read ready real reason recall reduce refer
        remember remind reply report require respond review right run same save say schedule second
        section see seek seem send set seven several share she short should show similar simple simply
        since six small so solve some somebody someone something soon speak spend stakeholder stakeholders
        start state step still stop stress study such suggest support sure switch take talk team tell
        telling ten than thank thanks that the their them then there these they thing things think third
        this those though three through time title titles to today together too touch trust try turn two
        under understand unless until up update use used useful very visit wait waiting walk want was
        watch we week welcome were what whatever when whenever where whether which while who whoever whom
        whose why will win wins with within without work worth would write written year years yes yet you
        your""",
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
        word = _POSSESSIVE.sub("", match.group())
        if not _has_capital(word) or word == "I" or re.fullmatch("I['’].*", match.group()):
            continue
        lowered = word.lower()
        ordinary = lowered in ORDINARY or singular(lowered) in ORDINARY or is_ordinary(lowered)
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
