"""From the names that a language model calls a tool with to what is wanted, in the asker's universe alone."""

from __future__ import annotations

from typing import Any

from assistant.conversation.seen import Clause
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.value import Value

PHRASES = 8
"""So many names of one kind are read."""


class Names(Value):
    """What every tool may be called with; what a tool has no use for is left out."""

    accounts: list[str] = []
    """Names or ids of accounts."""
    people: list[str] = []
    """Names of stakeholders."""
    roles: list[str] = []
    """Roles or job titles."""
    without_roles: list[str] = []
    """Roles that nobody is known in."""
    account_segments: list[str] = []
    """Account segments."""
    stakeholder_segments: list[str] = []
    """Stakeholder segments."""
    coverages: list[str] = []
    """field, inside or digital."""
    terms: list[str] = []
    """Words of the glossary."""
    count_of: str = "accounts"
    """accounts or stakeholders, for lists and counts."""
    to_account_segment: str = ""
    """The account segment to be reached, when the question is what would lead there."""
    text: str = ""
    """A text to check, translate or align, or words to search for."""
    from_team: str = ""
    """Team that speaks."""
    to_team: str = ""
    """Team that reads."""


def wanted(tool: str, called: Names, universe: Universe) -> Wanted:
    """The request; a name that means nothing or several things here makes it one of nobody."""
    accounts = [_one(name, universe, "accounts") for name in called.accounts[:PHRASES]]
    people = [_one(name, universe, "people") for name in called.people[:PHRASES]]
    things: dict[str, tuple[tuple[str, ...], bool]] = {
        field: _things(getattr(called, source), thing, universe)
        for field, source, thing in (
            ("roles", "roles", "role"),
            ("without", "without_roles", "role"),
            ("account_segments", "account_segments", "account_segment"),
            ("stakeholder_segments", "stakeholder_segments", "stakeholder_segment"),
            ("coverages", "coverages", "coverage"),
            ("terms", "terms", "term"),
        )
    }
    to, strange = _things([called.to_account_segment] if called.to_account_segment else [], "account_segment", universe)
    found: dict[str, Any] = {field: ids for field, (ids, _) in things.items()}
    return Wanted(
        intent=tool,
        question=called.text,
        accounts=tuple(id for id in accounts if id),
        people=tuple(id for id in people if id),
        level="stakeholder" if called.count_of.startswith("stake") else "account",
        to=to[0] if to else None,
        text=called.text,
        teams=tuple(team for team in (called.from_team, called.to_team) if team),
        nobody=None in accounts or None in people or strange or any(unknown for _, unknown in things.values()),
        **found,
    )


def _one(name: str, universe: Universe, index: str) -> str | None:
    """The id of one account or person; None for none and for several."""
    clause = Clause(name, universe)
    mentions, known = (clause.accounts, universe.accounts) if index == "accounts" else (clause.people, universe.people)
    exact = [id for id, own in known.names.items() if own.casefold() == name.strip().casefold()]
    if len(exact) == 1:
        return exact[0]
    return mentions[0].ids[0] if len(mentions) == 1 and len(mentions[0].ids) == 1 else None


def _things(names: list[str], thing: str, universe: Universe) -> tuple[tuple[str, ...], bool]:
    """The ids of roles, segments, coverages or terms, and whether a name means none."""
    read = [Clause(name, universe).ids(thing) for name in names[:PHRASES]]
    return tuple(dict.fromkeys(ids[0] for ids in read if ids)), not all(read)
