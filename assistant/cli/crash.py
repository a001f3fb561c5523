"""Where the traceback of a bug goes: a log file, never in front of a user."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path


def record(error: BaseException) -> Path:
    """Writes the traceback to a new file of its own and returns the path."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="parlance-fault-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    return Path(log.name)
