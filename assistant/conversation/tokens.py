"""Tokens: the words of a question as it is compared, each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:-[^\W_]+)*", re.UNICODE)
_SHORT = {"'s": "", "’s": ""}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that are no plain letter with an accent."""


@dataclass(frozen=True)
class Token:
    """One word."""

    text: str
    """As it was typed."""
    word: str
    """As it is compared: small letters without accents, apostrophes and a possessive ending."""
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it was typed with a capital."""
        return self.text[:1].isupper()


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A word as it is compared."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for ending, instead in _SHORT.items():
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            plain = plain[: -len(ending)] + instead
    return plain.replace("'", "").replace("’", "")


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, compounds also in their parts when a hyphen joins them."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start = match.start()
        for part in match.group().split("-"):
            found.append(Token(part, folded(part), start, start + len(part)))
            start += len(part) + 1
    return tuple(found)


def words(text: str) -> tuple[str, ...]:
    """The words of a name or phrase as they are compared."""
    return tuple(token.word for token in tokens(text))
