"""The doorstep: who stands there goes first. No other work begins while an event waits to be acknowledged."""

from __future__ import annotations

import threading
from types import TracebackType

LONGEST = 0.25
"""Seconds for which work steps back: events that never cease must not keep it from going on."""


class Doorstep:
    """Counts the events that are being taken in."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._standing = 0

    def __enter__(self) -> None:
        with self._changed:
            self._standing += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._changed:
            self._standing -= 1
            if not self._standing:
                self._changed.notify_all()

    def clear(self) -> None:
        """Returns once nobody stands there, or after the longest time."""
        with self._changed:
            self._changed.wait_for(lambda: not self._standing, LONGEST)
