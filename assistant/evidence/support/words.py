"""Words of a text: their place, their stem, whether they carry content, and whether they look like a name.

The same text gives the same words; nothing depends on other texts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence.support.lexicon import lexicon, stem, uncommon

_WORD = re.compile(r"[^\W_]+")
_NOT = (
    (re.compile(r"\b([Cc]a)n(?:no|')t\b"), r"\1n not"),
    (re.compile(r"\b([Ww])on't\b"), r"\1ill not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b([Nn])o longer\b(?! than)"), r"\1ot"),
    (re.compile(r"(\bnot\b[^.;]{1,80}?) (?:anymore|any more|any longer)\b"), r"\1"),
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9À-Þ])|\n+|(?<=[;])\s+(?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|No|vs|etc|e\.g|i\.e|al|Fig|approx|[A-Z]))\.$"
)
_SIGNS = {0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2212: "-"}
MOST_TEXTS = 4_096
"""Texts that are remembered between decisions."""
MOST_WORDS = 50_000
"""Words that are remembered."""
LONGEST_SENTENCE = 1_500
"""Characters; a longer one is cut into pieces of this size."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place."""

    text: str
    """As written."""
    lower: str
    """In lower case."""
    stem: str
    """Its stem."""
    content: bool
    """Whether it says something by itself: neither a stop word nor a number."""
    name: bool
    """Whether it is written like a name: capitals inside, a capital that opens no sentence or an uncommon word."""
    start: int
    """First character in the text."""
    end: int
    """After the last character."""


@lru_cache(maxsize=MOST_TEXTS)
def normal(text: str) -> str:
    """The text in one Unicode form, with plain dashes and apostrophes and `not` written out."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    for contracted, full in _NOT:
        plain = contracted.sub(full, plain)
    return plain


def words(text: str) -> tuple[Word, ...]:
    """The words of a normal text, in order."""
    return tuple(
        Word(match.group(), *_told(match.group(), opens=not at), start=match.start(), end=match.end())
        for at, match in enumerate(_WORD.finditer(text))
    )


@lru_cache(maxsize=MOST_WORDS)
def _told(written: str, *, opens: bool) -> tuple[str, str, bool, bool]:
    """Of a word as written: in lower case, its stem, whether it carries content and looks like a name."""
    lower = written.lower()
    content = not written.isdigit() and lower not in lexicon().stop and (len(written) > 1 or written.isupper())
    return lower, stem(lower), content, _is_name(written, lower, opens=opens)


@lru_cache(maxsize=MOST_TEXTS)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a normal text; a title ends at its line or its full stop."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            continue
        pieces.append(text[start : match.start()].strip())
        start = match.end()
    pieces.append(text[start:].strip())
    return tuple(part for piece in pieces for part in _cut(piece) if part)


def _cut(piece: str) -> list[str]:
    return [piece[at : at + LONGEST_SENTENCE] for at in range(0, len(piece), LONGEST_SENTENCE)]


def _is_name(written: str, lower: str, *, opens: bool) -> bool:
    if any(letter.isupper() for letter in written[1:]) or (
        not written.isalpha() and not written.isdigit() and not written[0].isdigit()
    ):
        return len(written) > 1
    if not written[0].isupper() or len(written) == 1 or lower in lexicon().stop:
        return False
    return not opens or (len(written) > 3 and uncommon(lower))
