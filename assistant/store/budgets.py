"""Budgets: what each person may use on a day, spent in whole amounts and never beyond.

The day is an input. What cannot be written is not spent, and then it is refused: nobody uses a language model on a
budget that nobody counts.
"""

from __future__ import annotations

from datetime import date
from math import inf

from sqlalchemy import Connection

from assistant.store.database import Keeper
from assistant.store.rows import one, put
from assistant.store.tables import BUDGETS


class Budgets:
    """Spends and tells what was spent, by person, day and what it was spent on."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def spend(self, person: str, day: date, what: str, amount: float, limit: float) -> bool:
        """Spends the amount if the day's total then stays within the limit; else False, and nothing is spent.

        False as well where nothing can be written. `what` has at most 40 characters, such as `model calls`.
        """
        if amount < 0:
            raise ValueError("an amount to spend is not negative")

        def work(connection: Connection) -> bool:
            total = _spent(connection, person, day, what) + amount
            if total <= limit:
                put(connection, BUDGETS, {"person": person, "day": day.isoformat(), "what": what, "spent": total})
            return total <= limit

        return self._keeper.write(work, False)

    def spent(self, person: str, day: date, what: str) -> float:
        """What was spent; infinite where it cannot be read."""
        return self._keeper.read(lambda connection: _spent(connection, person, day, what), inf)


def _spent(connection: Connection, person: str, day: date, what: str) -> float:
    row = one(connection, BUDGETS, person=person, day=day.isoformat(), what=what)
    return float(row["spent"]) if row else 0.0
