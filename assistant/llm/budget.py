"""What a command may spend: a call is made only while its cost, as far as it can be foreseen, stays within the amount.

The question's tokens are counted from the calls before; the answer may be twice as long as the longest so far. Until a
first answer has told how long answers are, calls go one at a time. Only an answer that is longer than that can take
the total over the amount, and then by itself alone.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from assistant.domain.language_model import Price, Usage
from assistant.errors import BudgetError
from assistant.llm.exchange import Answer, Failure, Request

FIRST_ANSWER = 500
"""Tokens that the first answer is taken to have."""
LONGER = 2
"""How many times as long as the longest so far an answer may be."""
USUAL_TOKENS_PER_CHARACTER = 0.25


class Budget:
    """An amount that several threads spend together."""

    def __init__(self, most: float, price: Price) -> None:
        self._most = most
        self._price = price
        self._spent = self._reserved = 0.0
        self._under_way = 0
        self._longest: int | None = None
        self._per_character = USUAL_TOKENS_PER_CHARACTER
        self._changed = Condition()

    def spend(self, request: Request, call: Callable[[], Answer | Failure]) -> Answer | Failure:
        """What the call returns; `BudgetError` where it might go beyond the amount, and then it is not made."""
        expected = self._reserve(request)
        outcome: Answer | Failure | None = None
        try:
            outcome = call()
            return outcome
        finally:
            self._settle(expected, request, outcome)

    def _reserve(self, request: Request) -> float:
        with self._changed:
            while True:
                expected = self._expected(request)
                if self._spent + expected > self._most:
                    raise BudgetError(
                        f"the next answer may cost {expected:.4f} {self._price.currency}, and {self._spent:.4f} of "
                        f"{self._most:g} are spent (prices of {self._price.as_of})."
                    )
                alone = self._longest is not None or not self._under_way
                if alone and self._spent + self._reserved + expected <= self._most:
                    self._reserved += expected
                    self._under_way += 1
                    return expected
                self._changed.wait()

    def _settle(self, expected: float, request: Request, outcome: Answer | Failure | None) -> None:
        with self._changed:
            self._reserved -= expected
            self._under_way -= 1
            if isinstance(outcome, Answer):
                self._spent += outcome.usage.cost(self._price)
                self._longest = max(self._longest or 0, outcome.usage.output)
                self._per_character = max(self._per_character, outcome.usage.input / _characters(request))
            self._changed.notify_all()

    def _expected(self, request: Request) -> float:
        answer = FIRST_ANSWER if self._longest is None else self._longest * LONGER
        told = round(_characters(request) * self._per_character)
        return Usage(input=told, output=min(answer, request.max_tokens)).cost(self._price)


def _characters(request: Request) -> int:
    return sum(len(message.text) for message in request.messages) or 1
