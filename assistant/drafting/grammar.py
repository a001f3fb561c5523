"""Small English: articles, plurals, capitals and full stops of composed sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.proper_names import ORDINARY

_ENDS = re.compile(r"[.!?…][\"'”’)]*$")


def article(phrase: str) -> str:
    """The phrase behind `a` or `an`."""
    spelled = re.match(r"[FHLMNRSX][A-Z]", phrase)
    vowel = bool(spelled) or bool(re.match(r"(?:[aeio]|u(?!ni|se|ti)|hour|honest|heir)", phrase, re.IGNORECASE))
    return f"{'an' if vowel else 'a'} {phrase}"


def plural(phrase: str) -> str:
    """The plural of a phrase whose last word is a regular noun."""
    if re.search(r"[^aeiou]y$", phrase):
        return f"{phrase[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", phrase):
        return f"{phrase}es"
    return f"{phrase}s"


def inside(name: str) -> str:
    """A display name within a sentence: `Economic buyer` gets a small letter, `CFO` and `Head of IT` stay."""
    first, _, rest = name.partition(" ")
    if first[1:].islower() and rest == rest.lower():
        return first.lower() + name[len(first) :]
    return name


def lowered(title: str) -> str:
    """A heading within a sentence: `What they want` gets a small letter, a name keeps its capital."""
    return title[:1].lower() + title[1:] if title.split(" ", 1)[0].lower() in ORDINARY else title


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; items that hold commas are set apart by semicolons."""
    between = "; " if any("," in item for item in items[:-1]) else ", "
    joined = between.join(items[:-1])
    return f"{joined}{'; ' if between == '; ' else ' '}and {items[-1]}" if joined else "".join(items)


def sentence(text: str) -> str:
    """With a capital in front, single spaces and one full stop."""
    text = re.sub(r"\s+", " ", text).strip()
    if text and text[0].islower() and text[0].upper().lower() == text[0]:
        text = text[0].upper() + text[1:]
    return text if not text or _ENDS.search(text) else f"{text}."


def unstopped(text: str) -> str:
    """Without a full stop at its end, for use within a sentence."""
    text = text.strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
