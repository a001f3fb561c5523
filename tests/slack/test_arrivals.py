"""Arrivals are on the disk before they are acknowledged, and share the write when they come at once."""

from __future__ import annotations

import os
import resource
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.slack.arrivals import Arrivals
from assistant.slack.doorstep import Doorstep
from assistant.slack.lanes import Lanes
from assistant.slack.question import Question


def question(number: int) -> Question:
    return Question(key=f"post:{number}", team="T1", channel="C1", thread="1.0", person="U1", text=f"number {number}")


def test_what_was_kept_is_there_after_the_process_is_gone(tmp_path: Path) -> None:
    """Another opening of the file finds what was kept and not settled, in its order, and not a torn line."""
    file = tmp_path / "arrivals.jsonl"
    arrivals = Arrivals(file)
    assert all(arrivals.keep(question(number)) for number in range(4))
    arrivals.settled("post:1")
    with file.open("ab") as torn:
        torn.write(b'{"key": "post:9", "te')
    again = Arrivals(file)
    found = [one.key for one in again.waiting()]
    assert found == ["post:0", "post:1", "post:2", "post:3"]  # what was settled meanwhile is known to the inbox
    assert again.keep(question(10))
    assert [one.key for one in Arrivals(file).waiting()] == [*found, "post:10"]


def test_the_words_of_a_question_leave_the_file_when_all_are_in_the_inbox(tmp_path: Path) -> None:
    """Nothing that was asked stays here."""
    arrivals = Arrivals(tmp_path / "arrivals.jsonl")
    arrivals.keep(question(1))
    arrivals.keep(question(2))
    arrivals.settled("post:1")
    assert b"number 1" in (tmp_path / "arrivals.jsonl").read_bytes()
    arrivals.settled("post:2")
    assert (tmp_path / "arrivals.jsonl").read_bytes() == b""


def test_what_arrives_at_once_shares_a_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen at once, while a write is under way, take one more; each returns when its line is on the disk."""
    arrivals = Arrivals(tmp_path / "arrivals.jsonl")
    begun, go_on, synced = threading.Event(), threading.Event(), []
    sync = os.fsync

    def slow(file: int) -> None:
        begun.set()
        go_on.wait(10)
        synced.append(file)
        sync(file)

    monkeypatch.setattr(os, "fsync", slow)
    with ThreadPoolExecutor(17) as pool:
        first = pool.submit(arrivals.keep, question(0))
        assert begun.wait(10)
        others = [pool.submit(arrivals.keep, question(number)) for number in range(1, 17)]
        while len(arrivals.waiting()) < 17:
            pass
        assert not any(one.done() for one in (first, *others))
        go_on.set()
        assert all(one.result() for one in (first, *others))
    assert len(synced) == 2
    assert len(Arrivals(tmp_path / "arrivals.jsonl").waiting()) == 17


def test_a_full_disk_takes_nothing_and_leaves_what_was_there(tmp_path: Path) -> None:
    """Half a line reaches the disk: whoever could not be kept is told so, and a resend is new again."""
    file = tmp_path / "arrivals.jsonl"
    arrivals = Arrivals(file)
    arrivals.keep(question(1))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 20, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"arrivals\.jsonl: cannot be written \(File too large\)"):
            arrivals.keep(question(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [one.key for one in arrivals.waiting()] == ["post:1"]
    assert arrivals.keep(question(2))
    assert [one.key for one in Arrivals(file).waiting()] == ["post:1", "post:2"]


def test_no_work_begins_while_somebody_stands_at_the_doorstep() -> None:
    """A lane waits for the acknowledgement of what just arrived, but not for ever."""
    doorstep = Doorstep()
    lanes = Lanes(1, doorstep.clear)
    done = threading.Event()
    with doorstep:
        lanes.put("lane", done.set)
        assert not done.wait(0.05)
    assert done.wait(10)
    done.clear()
    with doorstep:
        lanes.put("lane", done.set)
        assert done.wait(10), "events that never cease keep no work from going on"
    lanes.close()
