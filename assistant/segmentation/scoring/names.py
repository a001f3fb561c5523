"""Names: from what somebody types to one account or stakeholder, among those that exist for them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from assistant.domain.segments import Level
from assistant.errors import AmbiguousNameError, UnknownNameError
from assistant.segmentation.model.cells import fold
from assistant.segmentation.scoring.scored import ScoredLevel

MOST_COMPARED = 500
"""Names that suggestions are chosen from; comparing a million takes minutes."""
MOST_SHOWN = 5


def find(name: str, levels: Mapping[Level, ScoredLevel]) -> tuple[Level, str]:
    """The level and id of an account or stakeholder: its exact id, else its name in any case, else its bare number.

    `account:ID` and `stakeholder:ID` tell apart what shares an id; `12` finds `0012`.
    `UnknownNameError` suggests the nearest ids and names, `AmbiguousNameError` lists the ids that share a name.
    """
    wanted, kind = name.strip(), " or ".join(levels)
    found = [(level, wanted) for level, scored in levels.items() if scored.position(wanted) is not None]
    if not found and wanted:
        folded = fold(wanted)
        for level, scored in levels.items():
            found += [(level, key) for key, own in zip(scored.keys, scored.names, strict=True) if fold(own) == folded]
    if not found:
        found = _told_apart(wanted, levels) or _bare_number(wanted, levels)
    if not found:
        known = [text for scored in levels.values() for texts in (scored.keys, scored.names) for text in texts if text]
        parts = [text for text in known if len(wanted) > 2 and fold(wanted) in fold(text)][:MOST_SHOWN]
        hint = f"Names that hold it: {', '.join(f'`{part}`' for part in parts)}." if parts else ""
        raise UnknownNameError.of(kind, name, () if parts else near(wanted, known), hint=hint)
    if len(found) > 1:
        raise AmbiguousNameError.of(kind, name, [f"{level}:{key}" for level, key in found])
    return found[0]


def _told_apart(wanted: str, levels: Mapping[Level, ScoredLevel]) -> list[tuple[Level, str]]:
    level, _, key = wanted.partition(":")
    return [(name, key) for name, scored in levels.items() if name == level and scored.position(key) is not None]


def _bare_number(wanted: str, levels: Mapping[Level, ScoredLevel]) -> list[tuple[Level, str]]:
    """Ids of digits that differ by leading zeros only, which spreadsheets lose."""
    if not (wanted.isascii() and wanted.isdigit()):
        return []
    bare = wanted.lstrip("0")
    return [
        (level, key)
        for level, scored in levels.items()
        for key in scored.keys
        if key.isdigit() and key.lstrip("0") == bare
    ]


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
