"""The inbox keeps what was asked once, however often and however many at once, until it is done."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.store.inbox import FILE, Inbox
from assistant.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "knowledge").mkdir()
    return Workspace.at(tmp_path)


def test_of_many_callers_with_one_key_one_is_told_that_it_is_new(workspace: Workspace) -> None:
    """Forty at once, in two processes' worth of inboxes: one True for each key."""
    inboxes = (Inbox.of(workspace), Inbox.of(workspace))
    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(lambda n: (n % 10, inboxes[n % 2].accept(f"key-{n % 10}", "lane", "work")), range(40)))
    assert sorted(key for key, new in told if new) == list(range(10))
    assert len(inboxes[0].waiting()) == 10


def test_what_arrives_at_once_shares_a_write(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one write is held up, nine more arrive: they are kept together, in far fewer transactions."""
    inbox = Inbox.of(workspace)
    commits: list[int] = []
    keep = inbox._keep_arrivals

    def counted() -> None:
        commits.append(len(inbox._arrivals))
        keep()

    monkeypatch.setattr(inbox, "_keep_arrivals", counted)
    with inbox._writing:
        threads = [threading.Thread(target=inbox.accept, args=(f"key-{n}", "lane", "work")) for n in range(10)]
        for thread in threads:
            thread.start()
        while len(inbox._arrivals) < 10:
            pass
    for thread in threads:
        thread.join()
    assert commits == [10]
    assert len(inbox.waiting()) == 10


def test_what_is_open_survives_and_comes_back_in_order(workspace: Workspace) -> None:
    """A new process finds what was accepted and not done, in the order in which it came."""
    inbox = Inbox.of(workspace)
    for number in range(5):
        inbox.accept(f"key-{number}", "lane", f"work {number}")
    inbox.done("key-1", "ts")
    assert inbox.drop("key-3")
    assert [waiting.work for waiting in Inbox.of(workspace).waiting()] == ["work 0", "work 2", "work 4"]


def test_tries_and_posts_are_counted_until_it_is_closed(workspace: Workspace) -> None:
    """1, 2, 3 across processes; 0 for what is closed or was never there."""
    inbox = Inbox.of(workspace)
    inbox.accept("key", "lane", "work")
    assert [inbox.begin("key"), Inbox.of(workspace).begin("key"), inbox.posting("key")] == [1, 2, 1]
    inbox.done("key", "ts")
    assert (inbox.begin("key"), inbox.posting("key"), inbox.begin("other")) == (0, 0, 0)
    assert not inbox.drop("key")


def test_a_lane_is_known_by_what_was_accepted_in_it(workspace: Workspace) -> None:
    """Also after it was answered."""
    inbox = Inbox.of(workspace)
    inbox.accept("key", "lane", "work")
    inbox.done("key", "")
    assert inbox.knows("lane")
    assert not inbox.knows("other")


def test_the_words_of_a_question_go_when_it_is_closed(workspace: Workspace) -> None:
    """The file holds the words while the question is open, and not one byte of them afterwards."""
    inbox = Inbox.of(workspace)
    file = workspace.state / FILE
    inbox.accept("key", "lane", "Mercy General is in trouble")
    assert b"Mercy General" in file.read_bytes()
    inbox.done("key", "ts")
    assert b"Mercy General" not in file.read_bytes()


def test_every_caller_hears_of_a_write_that_failed(workspace: Workspace) -> None:
    """What cannot be kept raises for each of those who arrived together; the next call works again."""
    inbox = Inbox.of(workspace)
    with sqlite3.connect(workspace.state / FILE) as connection:
        connection.execute("ALTER TABLE inbox RENAME TO elsewhere")
    with pytest.raises(StoreError):
        inbox.accept("key", "lane", "work")
    with sqlite3.connect(workspace.state / FILE) as connection:
        connection.execute("ALTER TABLE elsewhere RENAME TO inbox")
    assert inbox.accept("key", "lane", "work")


def test_only_the_newest_that_are_closed_are_remembered(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long closed goes; what is open stays however old it is."""
    monkeypatch.setattr("assistant.store.inbox.REMEMBERED", 3)
    inbox = Inbox.of(workspace)
    for number in range(8):
        inbox.accept(f"key-{number}", f"lane-{number}", "work")
        if number:
            inbox.done(f"key-{number}", "")
    assert [n for n in range(8) if inbox.knows(f"lane-{n}")] == [0, 5, 6, 7]
