"""Interrupts in a conversation: none leaves a module half loaded."""

from __future__ import annotations

import importlib
import signal
import sys
import time
from pathlib import Path

import pytest

from assistant.cli.interrupts import between_imports

SLOW = """
import os, signal, time
os.kill(os.getpid(), signal.SIGINT)
time.sleep(0.01)
whole = True
"""


def test_an_interrupt_waits_for_the_import_and_comes_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is interrupted while it loads is whole, and what loaded it is interrupted nevertheless."""
    (tmp_path / "slow_to_load.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(KeyboardInterrupt), between_imports():
        importlib.import_module("slow_to_load")
        time.sleep(5)
    assert sys.modules["slow_to_load"].whole is True


def test_without_an_import_an_interrupt_comes_at_once() -> None:
    """Nothing is waited for where nothing loads, and what handled interrupts before does so again."""
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), between_imports():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
