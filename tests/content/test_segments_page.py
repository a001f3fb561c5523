"""`docs/segments.md` against the commands: what the page shows is what comes out."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "segments.md"
CONTENT = re.compile(r"r-[0-9a-f]{12}|\b[0-9a-f]{16}\b|(?<!as of )\b20\d\d-\d\d-\d\d\b")
"""Ids that follow from the content, and days on which something was published."""


def shown() -> list[tuple[str, list[str]]]:
    """Every command of the page with the lines that follow it."""
    text = "\n".join(re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    parts = re.split(r"^\$ parlance ", text, flags=re.MULTILINE)[1:]
    return [(part.splitlines()[0], part.splitlines()[1:]) for part in parts]


def ran(workspace: Path, command: str) -> list[str]:
    """Both streams of a command, data first."""
    words = [sys.executable, "-m", "assistant.cli.main", *shlex.split(command)]
    done = subprocess.run(
        words, cwd=workspace, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )
    return (done.stdout + done.stderr).splitlines()


def test_the_page_shows_what_comes_out(sample: Path) -> None:
    """Every line that a command is shown to print stands in its output, in that order, content's ids aside."""
    model = (sample / "knowledge" / "segments.yaml").read_text(encoding="utf-8")
    stricter = model.replace("momentum: {at_least: 20}", "momentum: {at_least: 30}", 1)
    (sample / "stricter.yaml").write_text(stricter, encoding="utf-8")
    entry = re.search(r"```yaml\n(overrides:.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert entry is not None
    overrides = sample / "knowledge" / "overrides.yaml"
    assert shown()
    for command, lines in shown():
        if command == "runs":  # the page lists both runs, the second with the override
            overrides.write_text(entry[1], encoding="utf-8")
            ran(sample, "score --publish")
        if command.startswith("runs diff"):
            ran(sample, f"publish {first(sample)}")
        if command.startswith("coverage"):
            overrides.unlink()
        output = iter(CONTENT.sub("*", line).rstrip() for line in ran(sample, command))
        for line in lines:
            wanted = CONTENT.sub("*", line).rstrip()
            assert wanted == "…" or not wanted or wanted in output, f"`parlance {command}` does not print: {line}"


def first(sample: Path) -> str:
    """The run that is kept beside the published one."""
    listed = ran(sample, "runs --quiet")
    return next(line.split()[0] for line in listed if line.strip().startswith("r-"))
