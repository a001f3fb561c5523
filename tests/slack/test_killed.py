"""kill -9 at the worst moments: the process is a real one, started as people start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from slack_workspace import MARK, new_world, words

from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.server import APP_TOKEN, BOT_TOKEN, SlackServer
from assistant.slack.rehearsal.world import Message

PATIENCE = 90


@pytest.fixture
def server() -> Iterator[SlackServer]:
    running = SlackServer(new_world()).start()
    yield running
    running.close()


Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start(server: SlackServer, sample: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts `parlance slack` against the stand-in; everything it says goes to a file."""
    running: list[subprocess.Popen[str]] = []
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PARLANCE_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PARLANCE_SLACK_APP_TOKEN": APP_TOKEN,
        "PARLANCE_SLACK_BASE_URL": server.api,
    }
    command = [sys.executable, "-m", "assistant.cli.main", "--workspace", str(sample), "slack"]

    def started() -> subprocess.Popen[str]:
        with (tmp_path / "said.log").open("a") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True)
        running.append(process)
        return process

    yield started
    for process in running:
        process.terminate()
        process.wait(20)


def answers(server: SlackServer, number: int, seconds: float = PATIENCE) -> list[Message]:
    """What the bot posted, once it is as much as expected."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and len(list(server.world.posted())) < number:
        time.sleep(0.05)
    return list(server.world.posted())


def ask(server: SlackServer, text: str) -> None:
    """A question in a direct message, acknowledged."""
    assert server.socket_mode.wait_for_connections(1, PATIENCE)
    world = server.world
    message = world.add(Message(world.next_ts(), world.direct(MARK).id, MARK, text))
    (event,) = payloads.message_events(world, message)
    assert server.socket_mode.send("events_api", event, seconds=PATIENCE) is not None


def killed_at(server: SlackServer, process: subprocess.Popen[str], method: str, done: bool) -> None:
    """The process is killed at the first call of a method, before or after Slack does it."""

    def witness(called: str, is_done: bool) -> None:
        if called == method and is_done == done and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait(20)

    server.world.witness = witness


def test_killed_between_the_answer_and_the_post_it_answers_once(server: SlackServer, start: Start) -> None:
    """Nothing was posted yet: the next start answers, once."""
    process = start()
    killed_at(server, process, "conversations.info", done=True)
    ask(server, "what does customer mean?")
    assert process.wait(PATIENCE) == -signal.SIGKILL
    assert list(server.world.posted()) == []
    start()
    (answer,) = answers(server, 1)
    assert "account for the organisation" in words(answer.blocks)
    time.sleep(1)
    assert len(list(server.world.posted())) == 1


@pytest.mark.parametrize("readable", [True, False])
def test_killed_between_the_post_and_its_record(
    server: SlackServer, start: Start, tmp_path: Path, readable: bool
) -> None:
    """Where the thread can be read the post is found, not repeated; else one duplicate, and the log says so."""
    process = start()
    killed_at(server, process, "chat.postMessage", done=True)
    ask(server, "what does customer mean?")
    assert process.wait(PATIENCE) == -signal.SIGKILL
    assert len(list(server.world.posted())) == 1
    if not readable:
        server.world.scopes = frozenset(["chat:write", "im:read", "users:read", "assistant:write"])
    start()
    expected, log = (1, "was posted before") if readable else (2, "may stand there twice")
    until = time.monotonic() + PATIENCE
    while log not in (tmp_path / "said.log").read_text() and time.monotonic() < until:
        time.sleep(0.1)
    assert log in (tmp_path / "said.log").read_text()
    assert len(answers(server, expected)) == expected
    time.sleep(1)
    assert len(list(server.world.posted())) == expected


def test_forty_questions_survive_a_kill(server: SlackServer, start: Start) -> None:
    """Killed in the midst of a burst: what was acknowledged is answered exactly once in the end."""
    process = start()
    assert server.socket_mode.wait_for_connections(1, PATIENCE)
    world = server.world
    acknowledged = 0
    for number in range(40):
        if number == 20:
            process.send_signal(signal.SIGKILL)
            process.wait(20)
            start()
            assert server.socket_mode.wait_for_connections(2, PATIENCE)
        message = world.add(Message(world.next_ts(), world.direct(MARK).id, MARK, "what does lead mean?"))
        (event,) = payloads.message_events(world, message)
        acknowledged += server.socket_mode.send("events_api", event, seconds=PATIENCE) is not None
    assert acknowledged == 40
    answered = [m.thread for m in answers(server, 40)]
    assert len(answered) == len(set(answered)) == 40
