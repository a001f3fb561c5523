"""Starting the surface: what is missing is named with what to do next."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_workspace import Slack

from assistant.slack.rehearsal.server import BOT_TOKEN, SlackServer
from assistant.slack.rehearsal.world import World


def parlance(sample: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs the command with these settings in its environment until it ends."""
    command = [sys.executable, "-m", "assistant.cli.main", "--workspace", str(sample), "slack", *words]
    environment = {"PATH": os.environ["PATH"], "HOME": str(sample.parent), **settings}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=False)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    running = SlackServer(World()).start()
    yield running
    running.close()


def test_without_tokens_it_says_which_variables_to_set(sample: Path) -> None:
    """Exit 4; the page that says how, and the rehearsal that needs neither."""
    ran = parlance(sample)
    assert ran.returncode == 4
    assert "PARLANCE_SLACK_BOT_TOKEN and PARLANCE_SLACK_APP_TOKEN" in ran.stderr
    assert "docs/slack.md" in ran.stderr
    assert "--rehearse" in ran.stderr


def test_a_token_that_slack_refuses_is_named_and_not_shown(sample: Path, server: SlackServer) -> None:
    """Exit 4, with Slack's own word for it."""
    tokens = {"PARLANCE_SLACK_BOT_TOKEN": "xoxb-of-another-app", "PARLANCE_SLACK_APP_TOKEN": "xapp-1"}
    ran = parlance(sample, **tokens, PARLANCE_SLACK_BASE_URL=server.api)
    assert ran.returncode == 4
    assert "slack.bot_token: Slack refuses it (invalid_auth)" in ran.stderr
    assert "of-another-app" not in ran.stderr


def test_an_app_token_that_slack_refuses_is_named(sample: Path, server: SlackServer) -> None:
    """Exit 4 as well: without it nothing would ever arrive."""
    tokens = {"PARLANCE_SLACK_BOT_TOKEN": BOT_TOKEN, "PARLANCE_SLACK_APP_TOKEN": "xapp-of-another-app"}
    ran = parlance(sample, **tokens, PARLANCE_SLACK_BASE_URL=server.api)
    assert ran.returncode == 4
    assert "slack.app_token: Slack refuses it" in ran.stderr


def test_slack_that_cannot_be_reached_is_said_with_its_address(sample: Path) -> None:
    """Exit 4 instead of a traceback."""
    tokens = {"PARLANCE_SLACK_BOT_TOKEN": BOT_TOKEN, "PARLANCE_SLACK_APP_TOKEN": "xapp-1"}
    ran = parlance(sample, **tokens, PARLANCE_SLACK_BASE_URL="http://127.0.0.1:9/api/")
    assert ran.returncode == 4
    assert "Slack cannot be reached at http://127.0.0.1:9/api/" in ran.stderr


def test_the_manifest_is_printed_without_a_token(sample: Path) -> None:
    """What the command prints is the file that the manifest's own tests read, to the byte."""
    import assistant.slack

    ran = parlance(sample, "--manifest")
    assert ran.returncode == 0
    assert ran.stdout == (Path(assistant.slack.__file__).parent / "manifest.yaml").read_text()


def test_a_port_that_is_taken_is_said(sample: Path) -> None:
    """Exit 2, and which option to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = parlance(sample, "--rehearse", "--port", str(taken.getsockname()[1]))
    assert ran.returncode == 2
    assert "Choose another, or 0" in ran.stderr


def test_tokens_are_masked_where_settings_are_shown(sample: Path) -> None:
    """`parlance config` shows that a token is set and where, and nothing of it."""
    command = [sys.executable, "-m", "assistant.cli.main", "--workspace", str(sample), "config"]
    environment = {"PATH": os.environ["PATH"], "PARLANCE_SLACK_BOT_TOKEN": "xoxb-very-private"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=True)
    assert "slack.bot_token" in ran.stdout
    assert "PARLANCE_SLACK_BOT_TOKEN" in ran.stdout
    assert "very-private" not in ran.stdout


def test_the_page_tells_browsers_to_load_nothing_from_elsewhere(slack: Slack) -> None:
    """The policy goes out with each page; another host name gets nothing."""
    from http.client import HTTPConnection

    from assistant.slack.rehearsal.stage import Stage

    slack.server.pages = Stage(slack.server)
    answers = []
    for headers in ({}, {"Host": "evil.example"}):
        connection = HTTPConnection(*slack.server.server_address)
        connection.request("GET", "/", headers=headers)
        answers.append(connection.getresponse())
    assert "default-src 'self'" in (answers[0].headers["Content-Security-Policy"] or "")
    assert [answer.status for answer in answers] == [200, 404]
