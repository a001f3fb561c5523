"""Who may see what: askers, and the accounts that exist for them.

Without a name the local user sees everything; a name that is not in `team.yaml` gets definitions only; a look-up
that fails denies. What an asker may not see does not exist for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem, UsageError
from assistant.workspace import Workspace


class Person(Value):
    """Somebody who asks."""

    id: str = Field(min_length=1)
    """What `--as` takes."""
    name: str = ""
    """Display name."""
    team: str = ""
    """Team such as marketing or sales."""
    slack: str | None = None
    """Slack member id."""
    accounts: Literal["all"] | dict[str, str | list[str]]
    """`all`, or columns of the accounts table with the values that make an account theirs."""


class TeamFile(Value):
    """Shape of `team.yaml`."""

    people: list[Person]
    """Everybody who may see accounts."""


@dataclass(frozen=True)
class Visible:
    """The accounts that exist for an asker."""

    ids: frozenset[str] | None
    """None means all."""

    def allows(self, account: str | None) -> bool:
        """Whether the account exists for the asker; what is tied to no account always does."""
        return account is None or self.ids is None or account in self.ids


EVERYTHING = Visible(None)
NOTHING = Visible(frozenset())


@dataclass(frozen=True)
class Asker:
    """The person on whose behalf something is read or written."""

    id: str
    """Id of the person, or empty for the local user."""
    team: str
    rights: Literal["all", "none"] | tuple[tuple[str, frozenset[str]], ...]
    lost: frozenset[str] = frozenset()
    """Accounts that a published run still gives them and the tables of today do not."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the accounts table that decide what the asker sees."""
        return () if isinstance(self.rights, str) else tuple(column for column, _ in self.rights)

    def sees(self, row: Mapping[str, str]) -> bool:
        """Whether an account with these cells exists for the asker; a missing column denies."""
        if isinstance(self.rights, str):
            return self.rights == "all"
        return all(row.get(column, "").strip() in values for column, values in self.rights)

    def visible(self, accounts: Iterable[tuple[str, Mapping[str, str]]]) -> Visible:
        """The accounts of `(id, cells)` that exist for the asker."""
        if self.rights == "all":
            return EVERYTHING
        return Visible(frozenset(key for key, row in accounts if self.sees(row) and key not in self.lost))

    def require_accounts(self) -> None:
        """Refuses askers who get definitions only."""
        if self.rights == "none":
            raise UsageError(
                f"`{self.id}` is not in knowledge/team.yaml and gets definitions only. "
                "Try `parlance define account`, or ask an editor of that file for access."
            )


LOCAL = Asker("", "", "all")


def asker(workspace: Workspace, name: str | None) -> Asker:
    """The asker of that id; None is the local user."""
    if name is None:
        return LOCAL
    for person in team(workspace).people:
        if person.id == name:
            return Asker(person.id, person.team, _rights(person))
    return Asker(name, "", "none")


def team(workspace: Workspace) -> TeamFile:
    """Everybody in `team.yaml`; nobody when there is no such file."""
    path = workspace.knowledge / "team.yaml"
    if not path.exists():
        return TeamFile(people=[])
    loaded = workspace.load(path, TeamFile)
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, person in enumerate(loaded.value.people):
        if person.id in seen:
            problems.append(loaded.problem(("people", index, "id"), f"`{person.id}` is there twice; ids are distinct."))
        if person.accounts == {}:
            problems.append(loaded.problem(("people", index, "accounts"), "names no column; write `all` or one."))
        seen.add(person.id)
    if problems:
        raise FileProblemsError(problems)
    return loaded.value


def _rights(person: Person) -> Literal["all", "none"] | tuple[tuple[str, frozenset[str]], ...]:
    if isinstance(person.accounts, str):
        return person.accounts
    return tuple(
        (column, frozenset([values] if isinstance(values, str) else values))
        for column, values in sorted(person.accounts.items())
    )
