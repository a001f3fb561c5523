"""One call of the command: its workspace, settings, asker and day, and the two streams it writes to.

Data goes to stdout, everything else to stderr. This is the one place that reads the environment and the clock.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.access import Asker
from assistant.app import Assistant
from assistant.cli.options import Options
from assistant.domain.run import Day
from assistant.errors import UsageError
from assistant.settings import Configured, configure
from assistant.workspace import Workspace


@dataclass
class Session:
    """What a command needs to do its work and to say what came of it."""

    options: Options
    workspace: Workspace | None
    configured: Configured
    assistant: Assistant

    @classmethod
    def start(cls, options: Options, today: Callable[[], date]) -> Session:
        """Finds the workspace and reads the settings; `today` tells the day on which the command runs."""
        workspace = Workspace.at(Path(options.workspace)) if options.workspace else Workspace.find(Path.cwd())
        file = workspace.root / "parlance.toml" if workspace else None
        configured = configure(file, os.environ, {"as_of": _day(options.as_of)})
        insisted = configured.origin["as_of"] not in ("default", "parlance.toml")
        day = Day(today=today(), wanted=configured.settings.as_of, insisted=insisted)
        return cls(options, workspace, configured, Assistant(workspace, configured.settings, day))

    @cached_property
    def asker(self) -> Asker:
        """On whose behalf the command runs."""
        return self.assistant.asker(self.options.asker)

    def name_day(self) -> None:
        """Names the day for which the tables are scored, when nobody chose it."""
        if self.assistant.day.wanted is None:
            whose = "the published run's day" if self.assistant.desk.published() else "today"
            self.note(f"as of {self.assistant.as_of} ({whose}; --as-of or `as_of` in parlance.toml fixes it)")

    def name_source(self) -> None:
        """Names what the answer comes from: the published run, or the tables and their day."""
        source = self.assistant.desk.answers_from()
        if source is None:
            self.name_day()
            return
        run, publication, day = source
        other = "" if day == run.as_of else f", scored for {day} as you asked"
        by = f" by {publication.by}" if publication.by else ""
        self.note(f"published run {run.id} as of {run.as_of} (published {publication.on}{by}){other}")

    def note(self, *lines: str) -> None:
        """Tells people something, on stderr."""
        if not self.options.quiet:
            for line in lines:
                print(f"parlance: {line}", file=sys.stderr)

    def emit(self, name: str, document: dict[str, Any]) -> None:
        """One JSON document on stdout, with its schema."""
        print(json.dumps({"schema": f"parlance/{name}/1", **document}, ensure_ascii=False, indent=2))

    def emit_lines(self, name: str, documents: Iterable[dict[str, Any]]) -> None:
        """JSON Lines on stdout, each with its schema."""
        for document in documents:
            print(json.dumps({"schema": f"parlance/{name}/1", **document}, ensure_ascii=False), flush=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A progress bar on a terminal's stderr, silence elsewhere; yields a callback `(done, total)`."""
        if self.options.quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text}: not a day. Write it as YYYY-MM-DD, such as 2026-11-20.") from error
