"""Words: what letters, digits and underscores spell, without case and form.

The same word is the same in any company: marks and spaces around it do not matter.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_SMALL = bytes(ord(chr(code).lower()) if _WORD.match(chr(code)) else ord(" ") for code in range(128)) + bytes(128)
"""For each code of ASCII its small letter, or a space where no word goes on."""


def plain(text: str) -> list[str]:
    """The words of a text, without case."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL).decode("ascii").split()
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
