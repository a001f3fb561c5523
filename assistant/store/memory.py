"""The memory of a workspace: drafts and paid answers, opened when first needed.

Where the workspace cannot be written, work goes on without memory, and a notice says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from assistant.domain.draft import Draft
from assistant.errors import StoreError
from assistant.store.responses import Responses
from assistant.store.store import Store
from assistant.workspace import Workspace


class Memory:
    """What a workspace remembers."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.notices: list[str] = []

    def remember(self, id: str, draft: Draft) -> None:
        """Stores a draft under its id."""
        if self._store:
            self._store.remember(id, draft)

    def drafts(self) -> Iterator[Draft]:
        """Drafts made before, oldest first."""
        yield from (stored.draft for stored in self._store.drafts()) if self._store else ()

    @cached_property
    def responses(self) -> Responses | None:
        """Answers of the language model that were paid for; None where they cannot be kept."""
        try:
            return Responses.open(self._workspace.writable_state())
        except StoreError:
            return None

    @cached_property
    def _store(self) -> Store | None:
        try:
            return Store.open(self._workspace.writable_state())
        except StoreError as error:
            self.notices.append(f"The draft is not remembered: {error}")
            return None
