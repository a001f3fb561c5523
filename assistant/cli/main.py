"""Starts the command `parlance` and ends it: one exit code for every way to end.

Only the standard library and typer are imported here, so that `--help` stays fast; each command imports what it
needs when it runs. Errors of ours are printed once, with their exit code; anything else is a bug, which leaves its
traceback in a log file and one readable sentence on stderr.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from importlib import import_module

INTERRUPTED = 130
STOPPED = "parlance: interrupted; what was finished is kept."

try:
    from assistant.cli.application import app
    from assistant.cli.commands import (
        conversation,
        drafts,
        evaluation,
        evidence,
        glossary,
        qualify,
        runs,
        segments,
        slack,
        state,
        words,
        workspaces,
    )
    from assistant.cli.options import hoisted
    from assistant.errors import ParlanceError
except KeyboardInterrupt:  # Python is still reading the modules
    print(STOPPED, file=sys.stderr)
    sys.exit(INTERRUPTED)

COMMANDS = (
    drafts,
    segments,
    qualify,
    runs,
    words,
    glossary,
    conversation,
    slack,
    evidence,
    evaluation,
    state,
    workspaces,
)
"""Importing these modules declares their commands."""
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    _speak_utf8()
    typed = hoisted(sys.argv[1:] if arguments is None else arguments)
    try:
        app(typed, prog_name="parlance")
    except ParlanceError as error:
        print(f"parlance: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            print(STOPPED, file=sys.stderr)
        raise
    except BrokenPipeError:
        _silence()
        sys.exit(1)
    except Exception as error:  # the last door: internals never reach a user
        if isinstance(error, OSError) and error.filename is None and error.errno in FULL:
            _silence()
            print(f"parlance: the output cannot be written ({error.strerror}). Send it elsewhere.", file=sys.stderr)
            sys.exit(1)
        log = import_module("assistant.cli.crash").record(error)
        print(f"parlance: this is a fault of Parlance ({type(error).__name__}). Details: {log}", file=sys.stderr)
        sys.exit(1)


def _speak_utf8() -> None:
    """Data goes out as UTF-8 wherever it goes; a terminal of another encoding shows signs in place of what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def _silence() -> None:
    """What is left to print goes nowhere, so that Python does not fail on it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
