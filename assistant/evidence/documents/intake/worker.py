"""The other side of `child`: one process that reads files one after the other, ended when one takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from assistant.domain.file_limits import FileLimits
from assistant.errors import ConfigurationError, DataError
from assistant.evidence.documents.intake.formats import OfficeFormat
from assistant.evidence.documents.intake.pages import Pages

MEGABYTE = 2**20
MISSING = "reading {} files needs more packages (`{}` is missing). Run pip install 'parlance-assistant[office]'."


class Worker:
    """Reads files in another process, which starts with the first file."""

    def __init__(self, limits: FileLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[str] | None = None
        self._overdue = False

    def read(self, path: Path, format: OfficeFormat) -> Pages:
        """The pages of a file; `DataError` says why it cannot be read, `ConfigurationError` what is not installed."""
        answer = self._ask({"path": str(path.resolve()), "format": format})
        if answer is None:
            self.close()
            if self._overdue:
                limit = f"{self._limits.seconds} seconds (documents.seconds)"
                raise DataError(f"takes longer than {limit} to read. Split it, or save it in another format.")
            raise DataError("ends the program that reads it; it is damaged. Save or export it again.")
        if "missing" in answer:
            raise ConfigurationError(MISSING.format(format.upper(), answer["missing"]))
        if "memory" in answer:
            self.close()
            limit = f"{self._limits.memory_megabytes:,} MB (documents.memory_megabytes)"
            raise DataError(f"needs more than {limit} of memory to read. Split it.")
        if "refused" in answer:
            raise DataError(str(answer["refused"]))
        return Pages.model_validate(answer["pages"])

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                _shut(stream)
            self._process.wait()
            self._process = None

    def _ask(self, request: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a request; None when the process ended instead."""
        process = self._process = self._process or self._start()
        self._overdue = False
        if process.stdin is None or process.stdout is None:
            return None
        timer = threading.Timer(self._limits.seconds, self._give_up, [process])
        timer.start()
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        return json.loads(line) if line.endswith("\n") else None

    def _give_up(self, process: subprocess.Popen[str]) -> None:
        self._overdue = True
        process.kill()

    def _start(self) -> subprocess.Popen[str]:
        limits = self._limits
        numbers = (limits.memory_megabytes * MEGABYTE, limits.seconds, limits.unpacked_megabytes * MEGABYTE)
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "assistant.evidence.documents.intake.child", *map(str, numbers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"},
            text=True,
            encoding="utf-8",
        )


def _shut(stream: IO[str] | None) -> None:
    if stream is not None:
        try:
            stream.close()
        except BrokenPipeError:
            return
