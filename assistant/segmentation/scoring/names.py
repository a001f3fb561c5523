"""Names: from what somebody types to one account or stakeholder, among those that exist for them."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.segments import Level
from assistant.errors import AmbiguousNameError, UnknownNameError
from assistant.segmentation.model.cells import fold
from assistant.segmentation.scoring.scored import ScoredLevel

MOST_COMPARED = 500
"""Names that suggestions are chosen from; comparing a million takes minutes."""
MOST_SHOWN = 5
SHORTEST_PART = 3
"""Letters from which on part of a name is looked for."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’]")


def find(name: str, levels: Mapping[Level, ScoredLevel]) -> tuple[Level, str]:
    """The level and id of an account or stakeholder: its id, its name in any case, its bare number, part of one name.

    `account:ID` and `stakeholder:ID` tell apart what shares an id; `12` finds `0012`; `mercy gen` finds Mercy General.
    `UnknownNameError` suggests the nearest ids and names, `AmbiguousNameError` lists what a name may mean.
    """
    wanted, kind = name.strip(), " or ".join(levels)
    found = [(level, wanted) for level, scored in levels.items() if scored.position(wanted) is not None]
    for look in (_whole, _told_apart, _bare_number, _in_part):
        found = found or (look(wanted, levels) if wanted else [])
    if not found:
        known = [text for scored in levels.values() for texts in (scored.keys, scored.names) for text in texts if text]
        parts = [text for text in known if len(wanted) > 2 and fold(wanted) in fold(text)][:MOST_SHOWN]
        hint = f"Names that hold it: {', '.join(f'`{part}`' for part in parts)}." if parts else ""
        raise UnknownNameError.of(kind, name, () if parts else near(wanted, known), hint=hint)
    if len(found) > 1:
        raise AmbiguousNameError.of(kind, name, [_shown(levels[level], level, key) for level, key in found])
    return found[0]


def name_words(text: str) -> list[str]:
    """The words of a name in small letters, without accents and apostrophes."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _WORD.findall(_APOSTROPHE.sub("", text.casefold()))


def closeness(typed: Sequence[str], own: Sequence[str]) -> int | None:
    """How closely typed words mean a name: 0 all its words, 1 some of them, 2 beginnings of some; None not at all."""
    if typed == own:
        return 0
    if set(typed) <= set(own):
        return 1
    return 2 if all(any(word.startswith(begun) for word in own) for begun in typed) else None


def _whole(wanted: str, levels: Mapping[Level, ScoredLevel]) -> list[tuple[Level, str]]:
    folded = fold(wanted)
    return [
        (level, key)
        for level, scored in levels.items()
        for key, own in zip(scored.keys, scored.names, strict=True)
        if fold(own) == folded
    ]


def _in_part(wanted: str, levels: Mapping[Level, ScoredLevel]) -> list[tuple[Level, str]]:
    """Names of which enough was typed; those that are meant most closely."""
    typed = name_words(wanted)
    if sum(map(len, typed)) < SHORTEST_PART:
        return []
    found: dict[int, list[tuple[Level, str]]] = {}
    for level, scored in levels.items():
        for key, own in zip(scored.keys, scored.names, strict=True):
            if typed[0] in own.casefold() or not own.isascii() or "'" in own:  # most names need no closer look
                close = closeness(typed, name_words(own))
                if close is not None:
                    found.setdefault(close, []).append((level, key))
    return found[min(found)] if found else []


def _shown(scored: ScoredLevel, level: Level, key: str) -> str:
    position = scored.position(key)
    name = scored.names[position] if position is not None else ""
    return f"{level}:{key} ({name})" if name else f"{level}:{key}"


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
