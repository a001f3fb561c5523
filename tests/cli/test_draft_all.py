"""`draft --all`: every audience, any number of writers, a budget, and kill -9 as if nothing had happened."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from model_server import ChatServer, Handler, computed, refused

from assistant.store import Store
from assistant.workspace import Workspace

sys.path.append(str(Path(__file__).parent.parent / "drafting"))
from model_drafts import from_prompt

ANSWERS = computed(from_prompt)
PRICES = """
[llm]
model = "m"
base_url = "{url}"

[llm.prices.m]
input_per_million = 0.0
output_per_million = 8.0
as_of = 2026-11-01
"""
EACH = 100 * 8 / 1e6
"""What an answer of the server costs at these prices."""


def with_model(sample: Path, server: ChatServer, prices: str = PRICES) -> Path:
    file = sample / "parlance.toml"
    file.write_text(file.read_text(encoding="utf-8") + prices.format(url=server.base_url), encoding="utf-8")
    return sample


def audiences(drafts: list[Any]) -> Counter[str]:
    return Counter(json.dumps([draft["kind"], draft["audience"]]) for draft in drafts)


def stored(workspace: Path) -> list[dict[str, Any]]:
    state = Store.of(Workspace(workspace))
    found = [one.draft.model_dump(mode="json") for one in state.drafts()]
    state.close()
    return found


def test_all_kinds_are_drafted_whoever_writes_at_once(parlance, sample: Path, tmp_path: Path) -> None:
    """Without a kind every kind is drafted; eight writers print the same bytes in the same order as one."""
    other = tmp_path / "other"
    shutil.copytree(sample, other)
    one = parlance("draft", "--all", "--json", cwd=sample)
    eight = parlance("draft", "--all", "--json", "--workers", "8", cwd=other)
    assert one.out == eight.out
    assert {draft["kind"] for draft in one.lines} == {"persona", "value-proposition", "talking-points"}
    assert max(audiences(one.lines).values()) == 1
    assert stored(sample) == stored(other)


def test_what_did_not_change_is_not_asked_for_again(parlance, sample: Path, chat_server: ChatServer) -> None:
    """A second run asks nobody and prints the same bytes; `--resume` prints nothing, for nothing is new."""
    chat_server.script = [ANSWERS]
    with_model(sample, chat_server)
    words = ("draft", "value-proposition", "--all", "--json", "--workers", "4")
    first = parlance(*words, cwd=sample)
    asked = len(chat_server.bodies)
    assert asked > 1 and {draft["writer"] for draft in first.lines} == {"model:m"}
    assert parlance(*words, cwd=sample).out == first.out
    assert parlance(*words, "--resume", cwd=sample).out == ""
    assert len(chat_server.bodies) == asked


@pytest.mark.parametrize("workers", ["1", "8"])
def test_the_budget_ends_it_before_it_is_exceeded(
    parlance, sample: Path, chat_server: ChatServer, workers: str
) -> None:
    """Exit 1, no call beyond the amount, what is done is kept; with more money the rest follows, and nothing twice."""
    chat_server.script = [ANSWERS]
    with_model(sample, chat_server)
    words = ("draft", "value-proposition", "--all", "--json", "--workers", workers)
    stopped = parlance(*words, "--max-cost", str(EACH * 8.9), cwd=sample)
    assert stopped.code == 1
    assert 0 < len(chat_server.bodies) <= 8
    assert f"{len(stopped.lines)} drafts, 0 refused" in stopped.err and " left. Run the same command" in stopped.err
    assert stored(sample) == [{k: v for k, v in draft.items() if k != "schema"} for draft in stopped.lines]
    rest = parlance(*words, "--resume", "--max-cost", "5", cwd=sample)
    assert rest.code == 0
    together = audiences([*stopped.lines, *rest.lines])
    assert max(together.values()) == 1
    assert len(chat_server.bodies) == len(together)


def test_a_budget_needs_prices(parlance, sample: Path, chat_server: ChatServer) -> None:
    """Without a price nobody can say what a draft costs: exit 4, and what to write where."""
    with_model(sample, chat_server, PRICES.partition("[llm.prices")[0])
    outcome = parlance("draft", "--all", "--max-cost", "1", cwd=sample)
    assert outcome.code == 4
    assert '[llm.prices."m"]' in outcome.err


def test_refused_credentials_end_it_and_keep_what_is_done(parlance, sample: Path, chat_server: ChatServer) -> None:
    """Exit 5 when the key is refused in the middle; the drafts before it are stored and printed."""
    chat_server.script = [ANSWERS, ANSWERS, refused(401)]
    with_model(sample, chat_server)
    outcome = parlance("draft", "value-proposition", "--all", "--json", cwd=sample)
    assert outcome.code == 5
    assert len(outcome.lines) == len(stored(sample)) == 2


def command(sample: Path, *words: str) -> list[str]:
    code = "import sys; from assistant.cli.main import main; main(sys.argv[1:])"
    return [sys.executable, "-c", code, "--workspace", str(sample), "draft", "--all", "--json", *words]


def test_kill_9_in_the_middle_leaves_neither_duplicate_nor_gap(sample: Path, chat_server: ChatServer) -> None:
    """Killed while eight writers are at work, then run again: every audience once in the store, each answer paid once.

    The file of the second run holds every draft; `--resume` adds those that the first run had not stored.
    """

    def slow(handler: Handler) -> None:
        time.sleep(0.05)
        ANSWERS(handler)

    chat_server.script = [slow]
    with_model(sample, chat_server)
    words = ("value-proposition", "--workers", "8")
    with (sample / "drafts.jsonl").open("wb") as file:
        killed = subprocess.Popen(command(sample, *words), stdout=file, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while (sample / "drafts.jsonl").stat().st_size == 0 and time.monotonic() < deadline:
            time.sleep(0.005)
        os.kill(killed.pid, signal.SIGKILL)
        assert killed.wait() == -signal.SIGKILL
    before = audiences(stored(sample))
    resumed = subprocess.run(command(sample, *words, "--resume"), capture_output=True, text=True, check=True)
    again = subprocess.run(command(sample, *words), capture_output=True, text=True, check=True)
    everything = audiences([json.loads(line) for line in again.stdout.splitlines()])
    added = audiences([json.loads(line) for line in resumed.stdout.splitlines()])
    assert before and added
    assert before + added == everything == audiences(stored(sample))
    assert max(everything.values()) == 1
    asked = Counter(chat_server.bodies)
    assert len(asked) == len(everything)


def test_a_file_for_each_draft(parlance, sample: Path, tmp_path: Path) -> None:
    """With `--out` a folder gets one page for each draft, in the format and the view that were asked for."""
    out = tmp_path / "pages"
    words = ("--all", "--view", "field", "--format", "html", "--out", str(out))
    outcome = parlance("draft", "persona", *words, cwd=sample)
    files = list(out.glob("persona-*.html"))
    assert len(files) == len(outcome.out.splitlines()) > 1
    assert all("Field view:" in file.read_text(encoding="utf-8") for file in files)
