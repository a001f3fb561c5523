"""The memory of a workspace: threads, drafts, feedback, budgets, audit and paid answers, opened when first needed.

Where the state cannot be written, work goes on without memory, and a notice says so; but nothing is spent from a budget
that cannot be written, and no audit entry counts as recorded. A state that is damaged stops whatever needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection

from assistant.domain.draft import Draft
from assistant.errors import DamagedStateError, StoreError
from assistant.store.audit import Audit
from assistant.store.budgets import Budgets
from assistant.store.feedback import FeedbackBook
from assistant.store.forgetting import Forgotten, forget
from assistant.store.responses import Responses
from assistant.store.seen import Seen
from assistant.store.store import Store, StoredDraft
from assistant.store.threads import Threads
from assistant.workspace import Workspace

Kept = TypeVar("Kept")


class Memory:
    """What a workspace remembers."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._opened: Store | None = None
        self._opening = Lock()
        self.notices: list[str] = []
        """What could not be kept or read, each once."""
        self.threads = Threads(self)
        """Turns of conversations."""
        self.feedback = FeedbackBook(self)
        """What people said of replies and drafts."""
        self.budgets = Budgets(self)
        """What each person used on a day."""
        self.audit = Audit(self)
        """Who was told what."""
        self._seen = Seen(self)

    def seen(self, key: str) -> bool:
        """Registers an event; True the first time, False for each repetition."""
        return self._seen.first(key)

    def forget(self, person: str, on: date) -> Forgotten:
        """Takes away what is personal of somebody; `StoreError` when that cannot be."""
        return forget(self.store, person, on)

    def remember(self, id: str, draft: Draft, key: str | None = None) -> None:
        """Stores a draft under its id; `key` stands for all that it was made from."""
        self._tolerant(lambda store: store.remember(id, draft, key), id)

    def made_from(self, key: str) -> Draft | None:
        """The draft that was made from what this key stands for, or None."""
        nothing: tuple[Draft | None] = (None,)
        return self._tolerant(lambda store: (store.made_from(key),), nothing)[0]

    def keys(self) -> frozenset[str]:
        """The key of every draft that is remembered with one."""
        return self._tolerant(lambda store: store.keys(), frozenset())

    def ids(self) -> frozenset[str]:
        """The id of every draft that is remembered."""
        return self._tolerant(lambda store: store.ids(), frozenset())

    def drafts(self) -> tuple[StoredDraft, ...]:
        """Drafts made before, oldest first."""
        return self._tolerant(lambda store: store.drafts(), ())

    def write(
        self, work: Callable[[Connection], Kept], otherwise: Kept | None = None, /, *, keyed: bool = False
    ) -> Kept:
        """See `Keeper`: gives `otherwise` and a notice where nothing can be written."""
        return self._tolerant(lambda store: store.write(work, keyed=keyed), otherwise)

    def read(self, work: Callable[[Connection], Kept], otherwise: Kept | None = None, /) -> Kept:
        """See `Keeper`: gives `otherwise` and a notice where nothing can be read."""
        return self._tolerant(lambda store: store.read(work), otherwise)

    @cached_property
    def responses(self) -> Responses | None:
        """Answers of the language model that were paid for; None where they cannot be kept."""
        try:
            return Responses.open(self._workspace.writable_state())
        except StoreError:
            return None

    @property
    def store(self) -> Store:
        """The state itself, which raises `StoreError` where it cannot be read or written; one for all threads."""
        with self._opening:
            if self._opened is None:
                self._opened = Store.of(self._workspace)
            return self._opened

    def _tolerant(self, work: Callable[[Store], Kept], otherwise: Kept | None) -> Kept:
        try:
            return work(self.store)
        except DamagedStateError:
            raise
        except StoreError as error:
            if otherwise is None:
                raise
            notice = f"This is not remembered: {error}"
            if notice not in self.notices:
                self.notices.append(notice)
            return otherwise
