"""A Slack workspace on loopback with the bot in it, for each test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from slack_workspace import SIGNED_WITH, MakeSlack, Slack, copied, new_world, opened

from assistant.llm.scripted import ManualClock
from assistant.slack.connection import Way, connection
from assistant.slack.current import Current
from assistant.slack.rehearsal.server import APP_TOKEN, BOT_TOKEN, SlackServer


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Current:
    """What answers are made from, over one copy of the sample that no test changes."""
    folder = copied(tmp_path_factory.mktemp("shared") / "sample")
    return Current(lambda: opened(folder), lambda: date(2026, 11, 20))


@pytest.fixture
def make_slack() -> Iterator[MakeSlack]:
    """Starts a bot: `make(current)`, with `server=` on the workspace of an earlier one."""
    started: list[Slack] = []
    servers: list[SlackServer] = []

    def make(current: Current, *, server: SlackServer | None = None, **more: Any) -> Slack:
        clock = ManualClock()
        if server is None:
            server = SlackServer(new_world()).start()
            servers.append(server)
        way = Way(BOT_TOKEN, APP_TOKEN, server.api, SIGNED_WITH)
        made = Slack(server.world, server, connection(current, way, clock, **more), clock)
        started.append(made)
        return made

    yield make
    for slack in started:
        slack.bot.close()
    for server in servers:
        server.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("lane") and t.is_alive()]


@pytest.fixture
def slack(request: pytest.FixtureRequest, make_slack: MakeSlack) -> Slack:
    """One bot in one workspace of Slack; over a sample of its own for a test that changes it."""
    if "sample" not in request.fixturenames:
        return make_slack(request.getfixturevalue("shared"))
    sample: Path = request.getfixturevalue("sample")
    return make_slack(Current(lambda: opened(sample), lambda: date(2026, 11, 20)))
