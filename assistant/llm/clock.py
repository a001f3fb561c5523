"""Time as the gateway sees it: handed in, so that tests wait hours in no time."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """What measures answers and waits between tries."""

    def now(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Comes back after that many seconds."""
        ...


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Really waits."""
        time.sleep(seconds)
