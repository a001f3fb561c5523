"""What all tests share: the sample workspace, real data when it is there, and the refusal to skip in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["model_server", "small_model"]

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
