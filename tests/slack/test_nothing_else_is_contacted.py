"""Telemetry is off: a whole working day of the bot contacts the Slack address, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import socket, sys
contacted = set()
connect, resolve = socket.socket.connect, socket.getaddrinfo

def noted(self, address):
    contacted.add(str(address))
    if not str(address).startswith("('127.0.0.1'") :
        raise OSError(f"contacted {address}")
    return connect(self, address)

def asked(host, *more, **named):
    if host not in ("127.0.0.1", "localhost"):
        contacted.add(f"name {host}")
        raise OSError(f"asked for {host}")
    return resolve(host, *more, **named)

socket.socket.connect, socket.getaddrinfo = noted, asked

from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from slack_workspace import INES, MARK, SAL, SIGNED_WITH, Slack, new_world, opened
from assistant.llm.scripted import ManualClock
from assistant.slack.connection import Way, connection
from assistant.slack.current import Current
from assistant.slack.rehearsal.server import APP_TOKEN, BOT_TOKEN, SlackServer

server = SlackServer(new_world()).start()
clock = ManualClock()
current = Current(lambda: opened(Path(sys.argv[1])), lambda: date(2026, 11, 20))
way = Way(BOT_TOKEN, APP_TOKEN, server.api, SIGNED_WITH)
slack = Slack(server.world, server, connection(current, way, clock), clock)
slack.bot.open()
assert server.socket_mode.wait_for_connections(1, 60)
for person, words in ((MARK, "persona for Invest accounts"), (SAL, "talking points for Mercy General"),
                      (INES, "what does customer mean?"), (MARK, "search readmissions")):
    assert slack.ask(person, slack.direct(person), words)
slack.bot.close()
port = server.server_address[1]
server.close()
loopback = {address for address in contacted if f", {port})" not in address}
assert not loopback, loopback
print("only", len(contacted))
"""


def test_only_the_configured_address_is_contacted(sample: Path, tmp_path: Path) -> None:
    """Drafts, search over Chroma, definitions: every connection and every name that is looked up is the Slack address.

    Vendors that would like to know may ask their environment: theirs is what a machine has.
    """
    program = tmp_path / "day.py"
    program.write_text(PROGRAM)
    ran = subprocess.run(
        [sys.executable, str(program), str(sample), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "LANGSMITH_TRACING": "true",
            "LANGCHAIN_TRACING_V2": "true",
        },
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout.startswith("only")
