"""What all tests share: the sample workspace, commands as a person runs them, real data, no skipping in CI."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main

pytest_plugins = ["browser", "model_server", "postgres", "small_model"]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="a skipped test fails the run")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"skipped: {report.nodeid}: {reason}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--fail-on-skip") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting and no key of the machine reaches a test."""
    for name in list(os.environ):
        if name.startswith("PARLANCE_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    yield


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample workspace that a test may change."""
    workspace = tmp_path / "sample"
    for part in ("knowledge", "prompts"):
        shutil.copytree(ROOT / part, workspace / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "parlance.toml", workspace / "parlance.toml")
    return workspace


@pytest.fixture
def hospitals() -> Path:
    """The public hospital files; skips where they are not at hand."""
    folder = SHARED / "data" / "hospitals_cms_2026"
    if not folder.is_dir():
        pytest.skip(f"no hospital files in {folder}")
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document it must be."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def parlance(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`parlance("score", "--json", cwd=…, stdin=…)`; the default folder is no workspace."""

    def run(*words: str, cwd: Path | None = None, stdin: str | bytes = b"") -> Outcome:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.chdir(cwd or tmp_path)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(list(words))
        out, err = capsys.readouterr()
        code = stopped.value.code
        return Outcome(code if isinstance(code, int) else 0, out, err)

    return run
