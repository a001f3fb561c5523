"""Canaries: what must not reach an asker, read from the tables themselves.

The rights of `team.yaml` and the rows of the tables are read here anew, without the product's own rules, so that a
filter that lets something through shows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from assistant import access
from assistant.segmentation.model import load_segment_model
from assistant.workspace import Workspace

Rights = str | dict[str, str | list[str]] | None
"""`all`, columns with the values that make an account theirs, or nothing."""
SHORTEST = 4
"""Letters of a name that can be told from other words."""


class Table(BaseModel):
    """What has to be known of a table to read its ids and names."""

    file: str
    key: str | None = None
    name: str | None = None
    account: str | None = None
    encoding: str = "utf-8"


def canaries(workspace: Workspace, asker: str | None) -> frozenset[str]:
    """Ids and names of accounts and of their stakeholders that the asker may not see, and of nobody they may see."""
    rights = _rights(workspace, asker)
    if rights == "all":
        return frozenset()
    tables = {name: Table(**t.model_dump()) for name, t in load_segment_model(workspace).value.tables.items()}
    accounts, people = tables["accounts"], tables.get("stakeholders")
    mine, theirs = _parted(list(_rows(workspace, accounts)), accounts, rights)
    known, hidden = set(_named(mine, accounts)), set(_named(theirs, accounts))
    if people:
        own = {row.get(accounts.key or "", "").strip() for row in mine}
        for row in _rows(workspace, people):
            visible = row.get(people.account or "", "").strip() in own
            (known if visible else hidden).update(_named([row], people))
    return frozenset(hidden - known)


def leaked(text: str, hidden: Iterable[str], asked: str) -> list[str]:
    """Canaries in a text that the asker has not typed, sorted."""
    return sorted(canary for canary in hidden if canary in text and canary not in asked)


def _rights(workspace: Workspace, asker: str | None) -> Rights:
    """As `team.yaml` gives them; the local user sees everything, a stranger nothing."""
    people = {person.id: person.accounts for person in access.team(workspace).people}
    return "all" if asker is None else people.get(asker)


def _parted(
    rows: list[dict[str, str]], table: Table, rights: Rights
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    if not isinstance(rights, dict):
        return [], rows
    allowed: Mapping[str, list[str]] = {c: [v] if isinstance(v, str) else v for c, v in rights.items()}
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row.get(table.key or "", "").strip(), row)
    mine = [r for r in first.values() if all(r.get(c, "").strip() in values for c, values in allowed.items())]
    return mine, [row for row in rows if row not in mine]


def _named(rows: Iterable[Mapping[str, str]], table: Table) -> Iterator[str]:
    for row in rows:
        for column in (table.key, table.name):
            text = row.get(column or "", "").strip()
            if len(text) >= SHORTEST:
                yield text


def _rows(workspace: Workspace, table: Table) -> Iterator[dict[str, str]]:
    path = workspace.knowledge / Path(table.file)
    if path.suffix.lower() != ".csv":
        return
    with path.open(encoding="utf-8-sig" if table.encoding == "utf-8" else table.encoding, newline="") as file:
        yield from ({k: v or "" for k, v in row.items() if isinstance(k, str)} for row in csv.DictReader(file))
