"""How words change: folding, plurals, and carrying number and capitals of one word over to another.

`capitals("Customers", "accounts")` is `Accounts`. Everything here is a pure function of its arguments.
"""

from __future__ import annotations

import re

VOWELS = "aeiou"
IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "criterion": "criteria", "analysis": "analyses", "basis": "bases", "datum": "data", "people": "people",
}  # fmt: skip
SPACE = re.compile(r"\s+")
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


def fold(text: str) -> str:
    """The form in which words are compared: no capitals, straight apostrophes, single spaces."""
    return SPACE.sub(" ", text.translate(APOSTROPHES)).lower()


def plural(text: str) -> str:
    """The plural of the last word; a text that looks plural is returned as it is."""
    head, word = _last_word(text)
    lower = word.lower()
    if not lower.isalpha() or looks_plural(lower):
        return text
    if lower in IRREGULAR:
        return head + IRREGULAR[lower]
    if lower.endswith("y") and lower[-2:-1] not in VOWELS:
        return f"{head}{word[:-1]}ies"
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return f"{text}es"
    return f"{text}s"


def looks_plural(word: str) -> bool:
    """Whether a word has the form of a plural; `business`, `bus` and `analysis` have not."""
    lower = word.lower()
    if lower in IRREGULAR.values():
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))


def capitals(found: str, replacement: str) -> str:
    """The replacement with the capitals of what was found; a name's own capitals stay."""
    letters = [c for c in found if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return replacement.upper()
    if letters and letters[0].isupper():
        words = found.split()
        titled = len(words) > 1 and all(word[:1].isupper() for word in words)
        if titled:
            return " ".join(word[:1].upper() + word[1:] for word in replacement.split(" "))
        return replacement[:1].upper() + replacement[1:]
    return replacement


def article(word: str) -> str:
    """`a` or `an` before the word, by its spelling."""
    lower = word.lower()
    if re.match(r"(use|user|uni(?!n|m)|eu|one\b|once)", lower):
        return "a"
    if re.match(r"(hour|honest|honou?r|heir)", lower):
        return "an"
    return "an" if lower[:1] in VOWELS else "a"


def _last_word(text: str) -> tuple[str, str]:
    cut = max(text.rfind(" "), text.rfind("-")) + 1
    return text[:cut], text[cut:]
