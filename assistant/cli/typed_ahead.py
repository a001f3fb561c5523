"""Keys that are typed while something is being computed: kept for the next prompt, not echoed, not lost.

Ctrl-C still interrupts; every other key, Ctrl-D too, waits in the terminal as the byte that it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def typed_ahead() -> Iterator[None]:
    """The terminal of stdin hands over keys one by one until the end, then it is as it was before."""
    try:
        import termios
    except ImportError:  # there is no such terminal on Windows
        yield
        return
    stdin = sys.stdin.fileno()
    before = termios.tcgetattr(stdin)
    held = termios.tcgetattr(stdin)
    held[0] &= ~(termios.ICRNL | termios.INLCR | termios.IXON)
    held[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    held[6][termios.VMIN], held[6][termios.VTIME] = 1, 0
    termios.tcsetattr(stdin, termios.TCSANOW, held)
    try:
        yield
    finally:
        termios.tcsetattr(stdin, termios.TCSANOW, before)
