"""The README shows what the software prints, and names only commands that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from assistant.cli.main import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNS = re.findall(r"^```text\n\$ (parlance [^\n]+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"
"""A line that holds nothing else stands for lines that were left out."""


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("command", "shown"), RUNS, ids=[command for command, _ in RUNS])
def test_every_line_of_a_shown_run_is_printed(parlance, sample: Path, command: str, shown: str) -> None:
    """What stands below a command in the README is what that command prints today, in that order."""
    dialogue = re.search(r"^```text\n((?:\w+ \(\w+\): .*\n)+)```", README, re.MULTILINE)
    assert dialogue is not None
    (sample / "dialogue.txt").write_text(dialogue[1], encoding="utf-8")
    outcome = parlance(*shlex.split(command)[1:], cwd=sample)
    printed = iter(lines(outcome.out))
    for line in lines(shown):
        assert line == LEFT_OUT or line in printed, f"`{command}` does not print: {line}"


def test_runs_are_shown() -> None:
    """The README opens with the dialogue's check and holds a run of the main job."""
    assert [command.split()[1] for command, _ in RUNS][:2] == ["check", "align"]
    assert "demo" in [command.split()[1] for command, _ in RUNS]


def test_every_command_that_is_named_exists() -> None:
    """No command in the README is a promise for later."""
    named = set(re.findall(r"`?parlance ([a-z]+)\b", README))
    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    groups = {group.name for group in app.registered_groups}
    assert named - {"assistant"} <= known | groups


def test_every_link_leads_somewhere() -> None:
    """Files that the README links to are there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
