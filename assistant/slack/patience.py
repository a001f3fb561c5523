"""Waits as long as Slack asks for, so that nothing is lost and order is kept; the clock is given."""

from __future__ import annotations

from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from assistant.llm import Clock

TRIES = 8
LONGEST = 120.0
"""Seconds for one wait, whatever Slack asks for."""


class Patience(RateLimitErrorRetryHandler):
    """Tries again after `Retry-After` seconds of the given clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(max_retry_count=TRIES)
        self._clock = clock

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Waits and asks for the next try."""
        del request, error
        headers = {name.lower(): values for name, values in response.headers.items()} if response else {}
        asked = headers.get("retry-after", ["1"])[0]
        self._clock.sleep(min(float(asked) if asked.isdecimal() else 1.0, LONGEST))
        state.next_attempt_requested = True
        state.increment_current_attempt()
