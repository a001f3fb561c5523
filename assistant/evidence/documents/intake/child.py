"""The process that opens files: one request a line, one answer a line, until its input ends.

It has limits on memory and on the time of one file, opens no connection and starts no process, whatever a file asks
for. Started by `worker`, with the limits as arguments.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from assistant.evidence.documents.intake.formats import OfficeFormat, known_format
from assistant.evidence.documents.intake.pages import Pages
from assistant.evidence.documents.intake.refusal import BROKEN, RefusedError

FORBIDDEN = ("socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")
"""What no file may make the process do."""
GRACE = 5
"""Seconds that the process outlives the limit of its parent, in case that is gone."""


def main() -> None:
    """Serves requests."""
    memory, seconds, unpacked = (int(argument) for argument in sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.addaudithook(_forbid)
    for line in sys.stdin:
        signal.alarm(seconds + GRACE)
        answers.write(json.dumps(_answer(json.loads(line), unpacked)) + "\n")
        answers.flush()
        signal.alarm(0)


def _answer(request: dict[str, str], unpacked: int) -> dict[str, Any]:
    try:
        made = _convert(Path(request["path"]), known_format(request["format"]), unpacked)
    except RefusedError as error:
        return {"refused": str(error)}
    except ImportError as error:
        return {"missing": str(error.name)}
    except MemoryError:
        return {"memory": True}
    except Exception:  # whatever a parser trips over is the file's fault, and its owner's to mend
        return {"refused": BROKEN}
    return {"pages": made.model_dump(mode="json")}


def _convert(path: Path, format: OfficeFormat, unpacked: int) -> Pages:
    if format == "pdf":
        from assistant.evidence.documents.intake.pdf import pdf

        return pdf(path)
    if format == "html":
        from assistant.evidence.documents.intake.webpage import webpage

        return webpage(path)
    from assistant.evidence.documents.intake.office import slides, word

    return word(path, unpacked) if format == "docx" else slides(path, unpacked)


def _forbid(event: str, _: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        raise PermissionError(f"{event} is not for files")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
