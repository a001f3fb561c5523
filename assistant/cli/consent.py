"""Asking before something is replaced or lost."""

from __future__ import annotations

import sys

from assistant.cli.session import Session
from assistant.errors import UsageError


def agreed(session: Session, question: str, flag: str) -> bool:
    """Asks on the terminal; where nobody can be asked, an error that names the flag."""
    if session.options.no_input or not sys.stdin.isatty():
        raise UsageError(f"{question} Nobody can be asked here; pass {flag} to agree.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
