"""Evidence of a workspace: its documents, searched and cited, and its approved claims.

The index is a cache. Whoever searches gets the documents as they are: what is missing, stale or damaged is built
again, and where nothing can be written it is built in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.domain.evidence import Claim, Hit, Passage
from assistant.errors import UsageError
from assistant.evidence.claims.claims import load_tied_claims
from assistant.evidence.report import IndexReport, Untied
from assistant.evidence.scope import Scope
from assistant.evidence.setup import Setup
from assistant.workspace import Workspace

if TYPE_CHECKING:
    from assistant.evidence.search.library import Library


NO_WORDS = " has no words. Give a few, such as `readmission penalties`."


class Evidence:
    """What may be said, and where it stands. It sees the documents as they are when it first looks."""

    def __init__(self, workspace: Workspace, setup: Setup) -> None:
        self.notices: list[str] = []
        """What the user should hear, in order; grows as things are read."""
        self._workspace = workspace
        self._setup = setup

    @classmethod
    def open(cls, workspace: Workspace, setup: Setup = Setup()) -> Evidence:
        """The evidence of a workspace; nothing is read yet."""
        return cls(workspace, setup)

    def index(self, progress: Callable[[int, int], None] | None = None) -> IndexReport:
        """Brings the index up to the documents; `progress` hears what is done of how much.

        Raises `StoreError` when the index cannot be written.
        """
        return self._library.index(progress)

    def search(self, query: str, *, k: int = 10, scope: Scope) -> tuple[Hit, ...]:
        """The best `k` passages of the scope, best first; empty when there are none.

        When the endpoint of the embeddings cannot be asked, words alone are searched and a notice says so. Raises
        `UsageError` for a query without words, `ConfigurationError` when another model made the index,
        `ModelUnavailableError` when there is no index and no endpoint to make one.
        """
        return self.search_many([query], k=k, scope=scope)[0]

    def search_many(self, queries: Sequence[str], *, k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        """One result as of `search` for each query."""
        for number, query in enumerate(queries, start=1):
            if not has_words(query):
                raise UsageError((f"query {number} of {len(queries)}" if len(queries) > 1 else "the query") + NO_WORDS)
        if k < 1:
            raise UsageError(f"{k} passages cannot be searched for. Ask for 1 or more.")
        return self._library.search(queries, k, scope)

    def passages(self, scope: Scope) -> tuple[Passage, ...]:
        """All passages of the scope, sorted by id; marked ones are in none."""
        return tuple(passage for passage in self._library.passages() if scope.allows(passage))

    def untied(self, names: Collection[str]) -> tuple[Untied, ...]:
        """The documents that name one of these accounts and are tied to none, sorted by id."""
        return self._library.untied(names)

    def passage(self, id: str) -> Passage | None:
        """The passage of that id, marked or not, whoever may see it: ask `Scope.allows` before it is shown."""
        return self._library.passage(id)

    def claims(self, as_of: date, scope: Scope | None = None) -> tuple[Claim, ...]:
        """Claims that may be said on that day, sorted by id.

        With a scope: those for its audience and role. A claim from an account's document exists only in a scope that
        sees the account.
        """
        claims, tied = self._claims
        return tuple(claim for claim in claims if claim.usable(as_of) and _may_say(claim, tied.get(claim.id), scope))

    def all_claims(self, scope: Scope) -> tuple[Claim, ...]:
        """Claims of any status, sorted by id, without those from documents of accounts that the scope does not see."""
        claims, tied = self._claims
        return tuple(claim for claim in claims if scope.sees(tied.get(claim.id)))

    @cached_property
    def _claims(self) -> tuple[tuple[Claim, ...], Mapping[str, str]]:
        """All claims sorted by id, and the accounts that some are tied to."""
        loaded, tied = load_tied_claims(self._workspace, self._setup.limits)
        return tuple(sorted(loaded.value.claims, key=lambda claim: claim.id)), tied

    @cached_property
    def _library(self) -> Library:
        from assistant.evidence.search.library import Library

        return Library(self._workspace, self._setup, self.notices)


def has_words(query: str) -> bool:
    """Whether there is anything to look for."""
    return any(character.isalnum() for character in query)


def _may_say(claim: Claim, account: str | None, scope: Scope | None) -> bool:
    if scope is None:
        return account is None
    return (
        scope.sees(account)
        and (scope.share != "customer" or claim.audience == "customer")
        and (scope.role is None or not claim.roles or scope.role in claim.roles)
    )
