"""The workspace as it is now: a bot runs for weeks, its answers are of today.

The conversation looks at the files before each answer; here a new day opens everything anew, settings included.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.app import Assistant
from assistant.conversation import Brain

SURFACE = "slack"


@dataclass(frozen=True)
class Now:
    """What answers are made from at one moment."""

    assistant: Assistant
    brain: Brain


class Current:
    """Gives what answers are made from; `open` reads the settings and makes the assistant of a day.

    `surface` is what the audit log calls the place where people ask.
    """

    def __init__(self, open: Callable[[], Assistant], today: Callable[[], date], surface: str = SURFACE) -> None:
        self._open = open
        self._today = today
        self._surface = surface
        self._lock = threading.Lock()
        self._made: tuple[date, Brain] | None = None

    def now(self) -> Now:
        """The assistant of this moment; what is wrong with a file of the workspace is raised until it is mended."""
        with self._lock:
            if self._made is None or self._made[0] != self._today():
                self._made = (self._today(), Brain(self._open(), surface=self._surface))
            brain = self._made[1]
        return Now(brain.assistant(), brain)
