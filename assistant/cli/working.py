"""What is being done while somebody waits: a line on a terminal's stderr, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.cli.session import Session


@contextmanager
def working(session: Session) -> Iterator[Callable[[str], None]]:
    """Yields a function that is told what is being done."""
    if session.options.quiet or not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console

    with Console(stderr=True).status("thinking") as status:
        yield status.update
