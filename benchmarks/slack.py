"""How fast the Slack app acknowledges, says that it works, and answers: 50 conversations at once, with the composer.

Beside it in the same run, from the same stand-in for Slack over Socket Mode: a bare Bolt app that echoes. Each app is a
process of its own; the stand-in and the clock are in this one.

    PYTHONPATH=. python benchmarks/slack.py [conversations] [questions in each] [rounds]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.server import APP_TOKEN, BOT_TOKEN, SlackServer
from assistant.slack.rehearsal.world import Member, Message, World

ROOT = Path(__file__).parent.parent
ECHO = """
import sys
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
app = App(client=WebClient(token=sys.argv[2], base_url=sys.argv[1]))

@app.event("message")
def said(event, client, say):
    thread = event.get("thread_ts") or event["ts"]
    client.assistant_threads_setStatus(channel_id=event["channel"], thread_ts=thread, status="is echoing")
    say(text=event["text"], thread_ts=thread)

SocketModeHandler(app, sys.argv[3]).start()
"""
QUESTIONS = ("talking points for Mercy General", "shorter", "why is Mercy General Invest?", "what does customer mean?")
WAIT = 300.0


class Timed(list[Any]):
    """A list that knows when each entry came."""

    def append(self, entry: Any) -> None:
        super().append((time.perf_counter(), *entry))


@dataclass
class Times:
    """Seconds from the event to each thing that follows, one for each question."""

    acknowledged: list[float] = field(default_factory=list)
    status: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    lost: int = 0


def main() -> None:
    conversations, questions, rounds = (
        int(given) for given in (*sys.argv[1:4], *("50", "4", "1")[len(sys.argv[1:4]) :])
    )
    print(f"{conversations} conversations at once, {questions} questions in each, {os.cpu_count()} cores")
    print(f"{'milliseconds':14}{'acknowledged':>24}{'first status':>24}{'answered':>24}{'lost':>6}")
    print(f"{'':14}" + f"{'p50':>8}{'p95':>8}{'max':>8}" * 3)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "sample"
        for part in ("knowledge", "prompts"):
            shutil.copytree(ROOT / part, workspace / part)
        shutil.copyfile(ROOT / "parlance.toml", workspace / "parlance.toml")
        parlance = [sys.executable, "-m", "assistant.cli.main", "--workspace", str(workspace), "--quiet", "slack"]
        echo = [sys.executable, "-c", ECHO, "{api}", BOT_TOKEN, APP_TOKEN]
        for _ in range(rounds):
            line("Bolt echo", measured(echo, conversations, questions))
            line("Parlance", measured(parlance, conversations, questions))


def measured(command: list[str], conversations: int, questions: int) -> Times:
    """Starts an app, warms it with one question, then has every conversation go on at once."""
    world = World(people={"U01": Member("U01", "Mark")}, epoch=int(time.time()))
    world.calls = Timed()
    server = SlackServer(world).start()
    settings = {"BOT_TOKEN": BOT_TOKEN, "APP_TOKEN": APP_TOKEN, "BASE_URL": server.api}
    environment = os.environ | {f"PARLANCE_SLACK_{name}": value for name, value in settings.items()}
    app = subprocess.Popen(
        [part.format(api=server.api) if part == "{api}" else part for part in command], env=environment
    )
    try:
        assert server.socket_mode.wait_for_connections(1, WAIT), "the app never connected"
        for question in QUESTIONS:
            ask(server, Times(), [question])
        times = Times()
        asked = [QUESTIONS[number % len(QUESTIONS)] for number in range(questions)]
        threads = [threading.Thread(target=ask, args=(server, times, asked)) for _ in range(conversations)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        app.terminate()
        app.wait(60)
        server.close()
    return times


def ask(server: SlackServer, times: Times, questions: list[str]) -> None:
    """One conversation: each question when the one before is answered."""
    world = server.world
    channel = world.direct("U01").id
    root = ""
    for number, text in enumerate(questions, start=1):
        message = world.add(Message(world.next_ts(), channel, "U01", text, root))
        root = root or message.ts
        (event,) = payloads.message_events(world, message)
        started = time.perf_counter()
        acknowledged = server.socket_mode.send("events_api", event, seconds=WAIT)
        times.acknowledged.append(time.perf_counter() - started)
        until = started + WAIT
        while len(replies(world, channel, root)) < number and time.perf_counter() < until:
            time.sleep(0.01)
        done = replies(world, channel, root)
        times.lost += acknowledged is None or len(done) != number
        times.answered.append(called(world, "chat.postMessage", root, started) - started)
        times.status.append(called(world, "assistant.threads.setStatus", root, started) - started)


def replies(world: World, channel: str, root: str) -> list[Message]:
    return [message for message in world.thread(channel, root) if message.user != "U01"]


def called(world: World, method: str, root: str, since: float) -> float:
    """When a method was first called for a thread since a moment."""
    with world.lock:
        found = (
            at for at, name, given in world.calls if name == method and given.get("thread_ts") == root and at >= since
        )
        return next(found, float("inf"))


def line(name: str, times: Times) -> None:
    parts = [times.acknowledged, times.status, times.answered]
    told = [seconds for part in parts for seconds in (statistics.median(part), percentile(part), max(part))]
    print(f"{name:14}" + "".join(f"{seconds * 1000:>8.0f}" for seconds in told) + f"{times.lost:>6}", flush=True)


def percentile(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    main()
