"""Names: from what somebody types to one account or stakeholder, among those that exist for them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from assistant.domain.segments import Level
from assistant.errors import AmbiguousNameError, UnknownNameError
from assistant.segmentation.cells import fold
from assistant.segmentation.scored import ScoredLevel

MOST_COMPARED = 500
"""Names that suggestions are chosen from; comparing a million takes minutes."""


def find(name: str, levels: Mapping[Level, ScoredLevel]) -> tuple[Level, str]:
    """The level and id of an account or stakeholder: its exact id, else its name in any case.

    `UnknownNameError` suggests the nearest ids and names, `AmbiguousNameError` lists the ids that share a name.
    """
    wanted, kind = name.strip(), " or ".join(levels)
    found = [(level, wanted) for level, scored in levels.items() if scored.position(wanted) is not None]
    if not found and wanted:
        folded = fold(wanted)
        for level, scored in levels.items():
            found += [(level, key) for key, own in zip(scored.keys, scored.names, strict=True) if fold(own) == folded]
    if not found:
        known = [text for scored in levels.values() for texts in (scored.keys, scored.names) for text in texts if text]
        raise UnknownNameError.of(kind, name, near(wanted, known))
    if len(found) > 1:
        raise AmbiguousNameError.of(kind, name, [f"{level} `{key}`" for level, key in found])
    return found[0]


def near(wanted: str, known: Iterable[str]) -> list[str]:
    """The candidates for a suggestion; of very many, those that share most pairs of letters."""
    listed = list(dict.fromkeys(known))
    if len(listed) <= MOST_COMPARED:
        return listed
    folded = wanted.casefold()
    pairs = {folded[i : i + 2] for i in range(len(folded) - 1)}

    def shared(text: str) -> int:
        own = text.casefold()
        return sum(pair in own for pair in pairs)

    return heapq.nlargest(MOST_COMPARED, listed, key=shared)
