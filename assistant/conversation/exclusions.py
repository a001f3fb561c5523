"""What a list leaves out: “accounts that are not Invest”, “all but Monitor”.

A segment or coverage that is said not to be meant becomes all others of its kind; nothing is listed that was excluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from assistant.conversation.seen import Clause
from assistant.conversation.tokens import words
from assistant.conversation.universe import Named
from assistant.domain.segments import Coverage, Level

FILLERS = frozenset(
    ["in", "a", "an", "the", "of", "on", "yet", "our", "my", "any", "segment", "owned", "by", "for", "from", "with"]
)
"""Words that may stand between a word that excludes and what it excludes."""
COVERAGES: tuple[Coverage, ...] = get_args(Coverage)
KINDS = {"account_segment": "account_segments", "stakeholder_segment": "stakeholder_segments", "coverage": "coverages"}


def excluded(clause: Clause) -> tuple[Named, ...]:
    """The segments, coverages and owners that a clause says it does not mean."""
    found: list[Named] = []
    for named in sorted(clause.named, key=lambda one: one.start):
        joined = bool(found) and _between(clause, found[-1].end, named.start) in {("or",), ("nor",), ("and",), ()}
        if named.thing in (*KINDS, "owner") and (joined or _behind_exclusion(clause, named.start)):
            found.append(named)
    return tuple(found)


def without_excluded(clause: Clause, level: Level) -> dict[str, tuple[str, ...]]:
    """By field of what is wanted: the ids that are left when the excluded ones are taken out."""
    universe, out = clause.universe, excluded(clause)
    every = {
        "account_segment": tuple(universe.account_segments),
        "stakeholder_segment": tuple(universe.stakeholder_segments) if level == "stakeholder" else (),
        "coverage": COVERAGES,
    }
    found = {}
    for kind, field in KINDS.items():
        gone = {one.id for one in out if one.thing == kind}
        if gone and every[kind]:
            meant = [id for id in clause.ids(kind) if id not in gone]
            found[field] = tuple(meant or (id for id in every[kind] if id not in gone))
    return found


def unlisted(clause: Clause, level: Level) -> tuple[str, ...]:
    """What is excluded and cannot be taken out of a list of that level."""
    return tuple(
        one.id.replace("_", " ")
        for one in excluded(clause)
        if one.thing == "owner" or (one.thing == "stakeholder_segment" and level == "account")
    )


def _behind_exclusion(clause: Clause, at: int) -> bool:
    said = [token.word for token in clause.tokens[:at]]
    while said and said[-1] in FILLERS:
        said.pop()
    return any(_ends(said, words(phrase)) for phrase in clause.universe.lexicon.excluding)


def _ends(said: Sequence[str], phrase: Sequence[str]) -> bool:
    return bool(phrase) and tuple(said[-len(phrase) :]) == tuple(phrase)


def _between(clause: Clause, start: int, end: int) -> tuple[str, ...]:
    return tuple(token.word for token in clause.tokens[start:end] if token.word not in FILLERS)
