"""Gains that a sentence tells: how long setting up takes, what every customer is given, an effect that a claim tells.

What readers have or suffer already, and the trifles of a meeting, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.drafting.deck.clauses import without_tail
from assistant.drafting.sentences.words import stem
from assistant.evidence.text.figures import figures
from assistant.language.inflection import words as listed

_SETUP = re.compile(
    r"\b(?:set-?up|setting (?:it |@ )?up|set (?:it |@ )?up|(?:be|go|goes|went|going|are|is) live|go-live"
    r"|install\w*|implement\w*|onboard\w*|roll-?outs?|rolling out|deploy\w*|migrat\w*|integrat\w*|training)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:takes?|took|needs?|requires?|lasts?|is|are|done|complete|ready|within|in|after)\b")
_ONE = re.compile(
    r"\b(?:in|within|than|under|takes?|only) (?:an? |one )(?:single )?(?:hour|morning|afternoon|day|week|month|year)\b"
)
_WILL = re.compile(
    r"^your [\w -]{2,40}? will (?:fall|drop|decrease|decline|shrink|improve|rise|grow|double|save|earn)\b",
    re.IGNORECASE,
)
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
_CUSTOMERS = (
    "customer client user subscriber member patient company team organisation organization account buyer partner"
)
_GIVEN = (
    r"(?:(?:gets?|receives?|enjoys?|has|have|(?:is|are) (?:given|assigned|offered))\s+"
    r"(?:an?\s+(?:dedicated|personal|named|free)\b|(?:its|their|your)\s+own\s+dedicated\b|(?:free|full|unlimited)\b"
    r"|access to\b|\d))"
)
_GETS = r"(?:gets?|receives?|enjoys?|saves?|benefits?|(?:is|are) (?:given|assigned))\b(?!\s+(?:\w+ed|worse|tired|to)\b)"
_EVERYONE_GETS = re.compile(
    r"\b(?:every|each|all|any|no)\s+(?:of\s+)?(?:our\s+|the\s+)?(?:[\w-]+\s+){0,2}?([a-z-]+)"
    rf"(?:\s+in\s+(?:[\w-]+\s+){{1,4}}?)?\s*(?<=\s)(?:{_GIVEN}|{_GETS})",
    re.IGNORECASE,
)
_TRIFLES = re.compile(
    r"\b(?:slides?|summary|notes|agenda|offer|proposal|e-?mail|invitation|handout|copy|turn|minutes?)\b"
)
_FOR_YOU = re.compile(r"^(?:you|customers|clients|users)(?: will| can| also| always)* ", re.IGNORECASE)
NOT_STATED = re.compile(
    r"\b(?:would|wants?|wish(?:es)?|hopes?|goals?|aims?|plans?|planned|tr(?:y|ies)|should|could|must|needs? to|if"
    r"|please)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"\b(?:your|their|his|her|last (?:year|month|week|quarter)|currently|today)\b", re.IGNORECASE)
_LESS = frozenset(
    map(stem, listed("reduce cut lower decrease fall drop decline shrink halve prevent avoid eliminate shorten"))
)
_MORE = frozenset(map(stem, listed("improve increase raise rise grow boost double triple accelerate climb")))
_BEFORE_NOUNS = listed(
    """a an the this that its our of to for in on by with no and or further sharp big small any some not want wants need
    needs help helps i we you he she they it"""
)


def gains(text: str, claimed: Iterable[str]) -> bool:
    """Whether a sentence tells a gain, given the texts of the claims; our own names are written `@`."""
    main = without_tail(text)
    if NOT_STATED.search(main):
        return False
    return bool(_WILL.search(main)) or lasting(main) or _promised(main, claimed) or _turns(main, claimed)


def lasting(text: str) -> bool:
    """Whether it says how long setting up takes, readers' own projects left out."""
    if _THEIRS.search(text) or not _LASTS.search(text) or not _SETUP.search(text):
        return False
    return bool(_ONE.search(text)) or any(figure.unit in _TIMES for figure in figures(text))


def _promised(main: str, claimed: Iterable[str]) -> bool:
    """Whether every customer is given something, or gains."""
    if _TRIFLES.search(main):
        return False
    if opening := _FOR_YOU.match(main):
        return bool(re.match(_GIVEN, main[opening.end() :]))
    given = {stem(found[1].lower()) for found in _EVERYONE_GETS.finditer(main)}
    if not given or given & {stem(word) for word in _CUSTOMERS}:
        return bool(given)
    return any(stem(word) in given for text in claimed for word in re.findall(r"(?<![\w-])[a-z]{5,}", text.lower()))


def _turns(main: str, claimed: Iterable[str]) -> bool:
    """Whether what a claim says falls or rises does so here too, as a plain statement."""
    if _THEIRS.search(main) or main[0] in '“„«"':
        return False
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", main)
    for at, word in enumerate(words[:8]):
        way = _way(word.lower())
        if not at or not way or word.lower().endswith("ing") or words[at - 1].lower() in _BEFORE_NOUNS:
            continue
        subject = {stem(word.lower()) for word in words[:at]}
        return any(subject & told for told in _told(claimed, way))
    return False


def _way(word: str) -> frozenset[str] | None:
    return next((way for way in (_LESS, _MORE) if stem(word) in way or word in {"fell", "rose"}), None)


def _told(claimed: Iterable[str], way: frozenset[str]) -> Iterable[frozenset[str]]:
    """What stands right beside a word of that direction in the claims."""
    for text in claimed:
        words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
        for at, word in enumerate(words):
            if stem(word) in way or (word == "fell" and way is _LESS):
                yield frozenset(stem(near) for near in words[max(0, at - 4) : at + 4] if len(near) > 5) - way
