"""Where sentences of a block begin and end."""

from __future__ import annotations

import re

ABBREVIATED = "".join(rf"(?<!\b{short}\.)" for short in ("Dr", "Mr", "Ms", "St", "vs", "Mrs", "Prof", "e\\.g", "i\\.e"))
SENTENCE_END = re.compile(rf"[.!?]+{ABBREVIATED}[\"”’')]*\s+(?=[\"“‘'(*_]*[A-Z0-9])|\n(?:\n+|(?=[•*-] ))")
REACH = 2000
"""Characters to look for an end on either side."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int, str, str]:
    """Start and end of the sentence around a place, and the sentences before and after in the same text."""
    stops = [stop.end() for stop in SENTENCE_END.finditer(text, max(0, start - REACH), start + 1)]
    low = stops[-1] if stops else max(0, start - REACH)
    after = SENTENCE_END.search(text, end, min(len(text), end + REACH))
    high = after.start() + 1 if after else min(len(text), end + REACH)
    earlier = stops[-2] if len(stops) > 1 else max(0, low - 600)
    following = text[after.end() : after.end() + 200] if after else ""
    return low, high, text[earlier:low] if low else "", following
