"""Feedback: what people said of replies and drafts, each once."""

from __future__ import annotations

from sqlalchemy import select

from assistant.domain.conversation import Feedback
from assistant.store.database import Keeper
from assistant.store.rows import NO_ROWS, add_once, every
from assistant.store.tables import FEEDBACK


class FeedbackBook:
    """Keeps and lists feedback."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def add(self, feedback: Feedback, key: str) -> bool:
        """Keeps feedback; False when the key is known already, or nothing can be written."""
        row = {"key": key, "person": feedback.person, "feedback": feedback.model_dump_json()}
        return self._keeper.write(
            lambda connection: add_once(connection, FEEDBACK, row, unique="key"), False, keyed=True
        )

    def all(self) -> tuple[Feedback, ...]:
        """All feedback, oldest first."""
        query = select(FEEDBACK).order_by(FEEDBACK.c.number)
        rows = self._keeper.read(lambda connection: every(connection, FEEDBACK, query), NO_ROWS)
        return tuple(Feedback.model_validate_json(row["feedback"]) for row in rows)
