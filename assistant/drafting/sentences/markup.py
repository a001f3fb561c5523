"""Links, mentions, images and markup in a sentence: what no draft may carry into a channel or a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOMAINS = "com|org|net|io|ai|co|gov|edu|info|biz|dev|app|xyz|uk|de|eu|us|ly|me|link|site|online|shop|zip"
_FORBIDDEN = {
    "image": r"!\[[^\]]*\]",
    "link": r"\b[a-z][a-z0-9+.-]*://[^\s>)]*|\bwww\.\S+|\b(?:mailto|javascript|data|tel):\S+|\]\("
    rf"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:{_DOMAINS})\b(?:/\S*)?",
    "mention": r"<[!@#][^>]*>?|(?<![\w.])@\w[\w.-]*",
    "markup": r"</?[a-z][^>]*>?|<!--|&(?:#\w+|[a-z]{2,8});|`|\*\*|__|~~|\[[^\]]*\]\[|\^\[|\|\s*-{2,}"
    r"|^\s*(?:#{1,6}\s|>|[-*+]\s|\d+\.\s|[=+@|])|[\r\n\u2028\u2029]",
    "control": "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{p})" for name, p in _FORBIDDEN.items()), re.IGNORECASE)
_SUSPICIOUS = re.compile(rf"[][@<>&`*~|_=+#\r\n\u2028\u2029]|{_FORBIDDEN['control']}|[.:]\S|^\s*[-\d]")
"""What all of them have in them: most sentences have none, and are not looked at twice."""


@dataclass(frozen=True)
class Markup:
    """Something that is more than words."""

    kind: str
    """image, link, mention, markup or control."""
    text: str
    start: int
    end: int


def markup(text: str) -> Iterator[Markup]:
    """Everything in a sentence that is not plain words."""
    for match in _PATTERN.finditer(text) if _SUSPICIOUS.search(text) else ():
        yield Markup(match.lastgroup or "markup", match.group(), match.start(), match.end())


def is_plain(text: str) -> bool:
    """Whether a text is words only."""
    return _SUSPICIOUS.search(text) is None or _PATTERN.search(text) is None
