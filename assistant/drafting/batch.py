"""Many drafts at once: several threads write, and what they wrote comes out in the order in which it was asked for.

What was drafted before from the same is remembered and nobody is asked again. Output does not depend on how many
write. A draft counts only when it comes out: whoever is killed before that loses nothing that was acknowledged, for
answers of a language model are kept apart and cost nothing twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from assistant.domain.draft import Draft
from assistant.drafting.brief.brief import DraftRequest
from assistant.drafting.draft import Order, Sources, draft_id, order, write
from assistant.errors import ParlanceError, StoreError

AHEAD = 8
"""Drafts for each thread that may be made before their turn to come out."""


class DraftMemory(Protocol):
    """Where drafts are kept, by what they were made from."""

    def keys(self) -> AbstractSet[str]:
        """What was drafted before."""
        ...

    def ids(self) -> AbstractSet[str]:
        """The id of every draft."""
        ...

    def made_from(self, key: str) -> Draft | None:
        """The draft of that key."""
        ...

    def remember(self, id: str, draft: Draft, key: str | None) -> None:
        """Keeps a draft."""
        ...


@dataclass(frozen=True)
class Drafted:
    """One draft, as it comes out."""

    draft: Draft
    new: bool
    """Whether it was written now; else it was on the memory."""


def drafted(request: DraftRequest, sources: Sources, memory: DraftMemory) -> Drafted:
    """One draft, which is remembered afterwards."""
    return _kept((order(request, sources), None), memory, memory.ids())


def drafts(
    requests: Sequence[DraftRequest], sources: Sources, memory: DraftMemory, workers: int = 1
) -> Iterator[Drafted]:
    """A draft for each request, in their order, each remembered when it comes out.

    After an error nothing new is begun; what was under way comes out, then the error is raised.
    """
    known, ids = memory.keys(), memory.ids()
    waiting: deque[Future[tuple[Order, Draft | None]]] = deque()
    failed: ParlanceError | None = None
    pool = ThreadPoolExecutor(workers, thread_name_prefix="parlance-draft")
    rest = iter(requests)
    try:
        while True:
            while failed is None and len(waiting) < workers * AHEAD and (request := next(rest, None)):
                waiting.append(pool.submit(_made, request, sources, known))
            if not waiting:
                break
            try:
                yield _kept(waiting.popleft().result(), memory, ids)
            except StoreError:
                raise
            except ParlanceError as error:
                failed = failed or error
                waiting = deque(future for future in waiting if not future.cancel())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    if failed:
        raise failed


def _made(request: DraftRequest, sources: Sources, known: AbstractSet[str]) -> tuple[Order, Draft | None]:
    """The order and its draft; None where one of that key is remembered."""
    placed = order(request, sources)
    return placed, None if placed.key in known else write(placed)


def _kept(made: tuple[Order, Draft | None], memory: DraftMemory, before: AbstractSet[str]) -> Drafted:
    placed, written = made
    kept = memory.made_from(placed.key) if written is None else None
    if kept is not None:
        return Drafted(kept, new=False)
    fresh = written or write(placed)
    id = draft_id(fresh)
    memory.remember(id, fresh, placed.kept_as(fresh))
    return Drafted(fresh, new=id not in before)
