"""`chat` in a real terminal: prompt, completion, history, keys that are typed ahead, and interrupting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def terminal(sample: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in the sample; skips where there is no tmux."""
    if shutil.which("tmux") is None:
        pytest.skip("no tmux on this machine")
    opened = Terminal(sample)
    yield opened
    opened.close()


def test_a_conversation_in_a_real_terminal(terminal: Terminal) -> None:
    """Prompt, completion, an answer, a dropped line, a follow-up, history, and Ctrl-D, in a terminal of tmux."""
    terminal.asks()
    terminal.completes("talking points for Mercy G", "talking points for Mercy General")
    terminal.types("Enter")
    terminal.shows("Who: Mercy General, Invest")
    terminal.asks()
    terminal.types("half a thought", "C-c")
    terminal.asks()
    terminal.types("why?", "Enter")
    terminal.shows("pressure at least 40")
    terminal.asks()
    terminal.completes("/sou", "> /source")
    terminal.types(" 1", "Enter")
    terminal.shows("shows it rule by rule")
    terminal.asks()
    terminal.types("Up", "Up", "Enter")
    terminal.asks()
    terminal.types("C-d")
    terminal.shows("chat --thread t` goes on from here")


def test_what_is_typed_during_an_answer_is_read_after_it(terminal: Terminal) -> None:
    """Whole lines and Ctrl-D wait unechoed for their prompts, and are answered in their order."""
    terminal.asks()
    terminal.types("talking points for Mercy General", "Enter")
    terminal.types("why?", "Enter", "how many invest accounts", "Enter", "C-d")
    screen = terminal.shows("chat --thread t` goes on from here")
    lines = [line.strip() for line in screen.splitlines()]
    places = [
        lines.index(f"sal> {typed}")
        for typed in ("talking points for Mercy General", "why?", "how many invest accounts")
    ]
    assert places == sorted(places)
    assert "why?" not in lines
    assert "how many invest accounts" not in lines
    assert any(line.startswith("- 6 accounts in Invest") for line in lines[places[-1] :])


def test_ctrl_c_stops_the_answer_and_not_the_chat(terminal: Terminal) -> None:
    """An interrupted answer says so, and the next question is answered, whatever was being loaded meanwhile."""
    terminal.asks()
    terminal.types("talking points for Mercy General", "Enter")
    terminal.shows("thinking")
    terminal.types("C-c")
    terminal.shows("stopped")
    terminal.asks()
    terminal.types("how many invest accounts", "Enter")
    terminal.shows("6 accounts in Invest")
    terminal.asks()
    terminal.types("C-d")
    terminal.shows("chat --thread t` goes on from here")
