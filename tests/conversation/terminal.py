"""A terminal of tmux in which `chat` runs, with the keys of a person and what stands on the screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path


class Terminal:
    """A terminal of tmux in which chat runs."""

    def __init__(self, folder: Path) -> None:
        self._name = f"parlance-{folder.name}"
        self._prompts = 0
        command = f"{sys.executable} -m assistant.cli.main --as sal chat --thread t"
        self._tmux("new-session", "-d", "-s", self._name, "-x", "150", "-y", "50", "-c", str(folder), command)
        self._tmux("set-option", "-t", self._name, "remain-on-exit", "on")

    def _tmux(self, *words: str) -> str:
        tmux = shutil.which("tmux") or "tmux"
        return subprocess.run((tmux, *words), check=True, capture_output=True, text=True).stdout

    def types(self, *keys: str) -> None:
        """Sends keys."""
        self._tmux("send-keys", "-t", self._name, *keys)

    def shows(self, text: str, seconds: float = 60) -> str:
        """Waits until a text stands on the screen."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            screen = self._tmux("capture-pane", "-p", "-t", self._name, "-S", "-200")
            if text in screen:
                return screen
            time.sleep(0.2)
        raise AssertionError(f"{text!r} is not in\n{screen}")

    def completes(self, typed: str, whole: str) -> None:
        """Types on an empty line until Tab has completed it; a busy machine may lose the first keys of a prompt."""
        for patience in (20, 20, 60):
            self.types("C-u", typed, "Tab")
            try:
                self.shows(whole, patience)
            except AssertionError:
                continue
            else:
                return
        raise AssertionError(f"{typed!r} is never completed to {whole!r}")

    def asks(self, seconds: float = 60) -> None:
        """Waits until a new prompt stands last on the screen, with nothing behind it; the one before does not count."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            screen = self._tmux("capture-pane", "-p", "-t", self._name, "-S", "-1000")
            lines = [line for line in screen.splitlines() if line.strip()]
            prompts = sum(line.startswith("sal>") for line in lines)
            if lines and lines[-1].strip() == "sal>" and prompts > self._prompts:
                self._prompts = prompts
                return
            time.sleep(0.2)
        raise AssertionError("there is no prompt")

    def close(self) -> None:
        """Ends the terminal."""
        self._tmux("kill-session", "-t", self._name)
