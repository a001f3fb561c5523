"""What a text shows to a reader, and what it hides: comments, invisible characters, disguised letters.

`visible` is what may be quoted, `unseen` what is left out of it, and `views` are all readings of a text that a machine
might follow.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_HIDING = re.compile(f"[{_UNSEEN}{_JOINERS}]")
"""What stands in every text that hides something without a comment, but for letters in disguise."""
_LATIN_JOINED = re.compile("(?<=[A-Za-z])[\u200c\u200d]+|[\u200c\u200d]+(?=[A-Za-z])")
_TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_ENCODED = 24
"""Letters of the shortest Base64 that is decoded."""
_BASE64 = re.compile(rf"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{{{_ENCODED},}}={{0,2}}(?![A-Za-z0-9+/=])")
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){3,}\w(?!\w)")
_SPACES = re.compile(r"[ .\-_*]\w[ .\-_*]\w[ .\-_*]\w")
"""What stands in everything that `_SPACED` finds, and is found sooner."""
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_EMPHASIS = re.compile(r"[*`~\\]+|(?<![^\W_])_+|_+(?![^\W_])")
_LOOKALIKES = str.maketrans(
    "аеіјорсухѕһԁԛԝкмтвнгАВЕІЈКМНОРСТУХЅαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeijopcyxshdqwkmtbhrABEIJKMHOPCTYXSaeiknoptuxABEZHIKMNOPTYX",
)
_ALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")


def visible(text: str) -> str:
    """The text without comments and invisible characters."""
    shown = _COMMENT.sub("", text) if "<!--" in text else text
    if shown.isascii() or not _HIDING.search(shown):
        return shown
    return _LATIN_JOINED.sub("", _INVISIBLE.sub("", _kept_flags(shown)))


def unseen(text: str) -> str:
    """What `visible` leaves out and a machine could read: comments, and words in tag characters."""
    if "<!--" not in text and (text.isascii() or not _HIDING.search(text)):
        return ""
    runs = (match.group() for match in _TAGS.finditer(_kept_flags(text)))
    return "\n".join([*(match.group() for match in _COMMENT.finditer(text)), *runs])


def smuggled(text: str) -> str:
    """Words written in tag characters, which no font shows; empty when there are none."""
    if text.isascii():
        return ""
    found = _TAGS.findall(_FLAG.sub("", text))
    return " ".join("".join(chr(ord(c) - 0xE0000) for c in run) for run in found)


def comments(text: str) -> str:
    """The words of comments; empty when there are none."""
    return " ".join(match.strip() for match in _COMMENT.findall(text)) if "<!--" in text else ""


def views(text: str) -> Iterator[str]:
    """Every reading of a text: as shown, with comments, decoded, and without disguise."""
    pieces = _pieces(text)
    folded = " ".join(pieces)
    yield folded
    for found in (comments(text), smuggled(text), *_decoded(pieces)):
        if found:
            yield " ".join(_pieces(found))
    if _SPACES.search(folded):
        closed = _SPACED.sub(lambda match: re.sub(r"[ .\-_*]", "", match.group()), folded)
        if closed != folded:
            yield closed


def _pieces(text: str) -> list[str]:
    """What stands between spaces, in letters as they are read: plain, in one script, nothing invisible, no emphasis."""
    shown = html.unescape(_COMMENT.sub(" ", text) if "<!--" in text else text)
    if not shown.isascii():
        plain = unicodedata.normalize("NFKD", _HIDING.sub("", shown))
        shown = _ACCENTS.sub("", plain)
        shown = shown.translate(_LOOKALIKES) if _ALIKE.search(shown) else shown
    if any(map(shown.__contains__, "*_`~\\")):
        shown = _EMPHASIS.sub("", shown)
    return shown.split()


def _decoded(pieces: Sequence[str]) -> Iterator[str]:
    if max(map(len, pieces), default=0) < _ENCODED:
        return
    for match in _BASE64.finditer(" ".join(pieces)):
        encoded = match.group().rstrip("=")
        try:
            words = base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if words.isprintable() and " " in words:
            yield words


def _kept_flags(text: str) -> str:
    return _FLAG.sub("\U0001f3f4", text)
