"""How long one reply may take: answering and waiting are budgeted apart, on the clock that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

from assistant.domain.language_model import LanguageModelSettings
from assistant.llm.clock import Clock
from assistant.llm.exchange import Failure

FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
Result = TypeVar("Result")


class Patience:
    """The budget of one reply, however many calls it takes."""

    def __init__(self, settings: LanguageModelSettings, clock: Clock, jitter: Random) -> None:
        self._attempts = settings.attempts
        self._clock = clock
        self._jitter = jitter
        self._answering = settings.timeout_seconds
        self._waiting = settings.wait_seconds
        self.calls = 0

    def ask(self, call: Callable[[float], Result | Failure]) -> Result | Failure:
        """Calls, with the seconds that are left, until there is a result, a lasting failure, or no budget."""
        attempt = 1
        while True:
            outcome = self._call(call)
            if not isinstance(outcome, Failure) or not outcome.transient:
                return outcome
            if attempt == self._attempts or not self._wait(attempt, outcome.retry_after):
                return replace(outcome, detail=f"{outcome.detail}, {self.calls} tries".lstrip(", "))
            attempt += 1

    def _call(self, call: Callable[[float], Result | Failure]) -> Result | Failure:
        if self._answering <= 0:
            return Failure("deadline")
        self.calls += 1
        started = self._clock.now()
        outcome = call(self._answering)
        self._answering -= self._clock.now() - started
        return outcome

    def _wait(self, attempt: int, asked: float | None) -> bool:
        """Waits as long as the endpoint asks, else ever longer and never in step with others; False: too long."""
        growing = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (0.5 + self._jitter.random() / 2)
        seconds = growing if asked is None else max(asked, 0.0)
        if seconds > self._waiting:
            return False
        self._waiting -= seconds
        self._clock.sleep(seconds)
        return True
