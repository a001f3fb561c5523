"""Interrupts that wait for an import: a module that is cut off while it loads stays broken in the whole process."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 0.05
"""Seconds after which is looked again whether the import is over."""
_IMPORTING = "<frozen importlib._bootstrap>"


@contextmanager
def between_imports() -> Iterator[None]:
    """Ctrl-C raises `KeyboardInterrupt` in here as ever, but not before the modules that are being loaded are whole."""
    before = {number: signal.signal(number, _interrupted) for number in (signal.SIGINT, signal.SIGALRM)}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupted(_: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING:
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
            return
        frame = frame.f_back
    raise KeyboardInterrupt
