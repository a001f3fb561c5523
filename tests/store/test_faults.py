"""Faults that the state survives: kills, a full disk, many writers, flipped bytes, a server that restarts."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest
from kept import DAY, draft, entry, turn
from sqlalchemy import Connection

from assistant.errors import ConfigurationError, DamagedStateError, StoreError
from assistant.store import Memory, Store
from assistant.store.tables import SEEN
from assistant.workspace import Workspace

KILLS = 40


def sound(workspace: Workspace) -> bool:
    with closing(sqlite3.connect(workspace.state / "state.sqlite")) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def write_until_killed(workspace: Workspace, start: int, acknowledge: int) -> None:
    memory = Memory(workspace)
    for number in range(start, start + 100_000):
        memory.threads.append("t", turn(str(number)), f"k{number}")
        memory.audit.record(entry(str(number)))
        os.write(acknowledge, b"%d\n" % number)


def killed_writer(workspace: Workspace, start: int, after: float) -> list[int]:
    """Numbers that a process acknowledged before it was killed."""
    reading, writing = os.pipe()
    process = get_context("fork").Process(target=write_until_killed, args=(workspace, start, writing))
    process.start()
    os.close(writing)
    first = os.read(reading, 100)
    time.sleep(after)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with os.fdopen(reading, "rb") as rest:
        said = first + rest.read()
    process.join()
    return [int(line) for line in said.split()]


def test_forty_kills_lose_nothing_that_was_acknowledged(workspace: Workspace) -> None:
    """kill -9 in a write loop, forty times: every acknowledged turn is there once, file and audit chain are whole."""
    chance, acknowledged = Random(1), set[int]()
    for kill in range(KILLS):
        acknowledged.update(killed_writer(workspace, kill * 100_000, chance.uniform(0, 0.03)))
    memory = Memory(workspace)
    kept = [int(one.question) for one in memory.threads.turns("t")]
    assert len(kept) == len(set(kept))
    assert acknowledged <= set(kept)
    assert len(acknowledged) >= KILLS
    assert sound(workspace)
    assert memory.audit.verify().ok
    assert memory.audit.verify().rows >= len(acknowledged)


def test_a_kill_between_answer_and_commit_leaves_one_after_running_again(workspace: Workspace) -> None:
    """Killed at any moment and run again with the same key, a question leaves one turn and one draft."""

    def ask(pause: float) -> None:
        memory = Memory(workspace)
        time.sleep(pause)
        memory.remember("d-1", draft("one"), "order")
        memory.threads.append("t", turn(), "question-1")

    chance = Random(2)
    for _ in range(10):
        process = get_context("fork").Process(target=ask, args=(0,))
        process.start()
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        process.join()
    for _ in range(2):
        ask(0)
    memory = Memory(workspace)
    assert len(memory.threads.turns("t")) == 1
    assert len(memory.drafts()) == 1
    assert sound(workspace)


def append_fifty(workspace: Workspace, writer: int) -> int:
    memory = Memory(workspace)
    done = sum(memory.threads.append(f"t{writer}", turn(str(n)), f"{writer}-{n}") for n in range(50))
    assert memory.notices == []
    return done


def test_eight_processes_write_at_once(workspace: Workspace) -> None:
    """None finds the database locked, and no turn is lost or out of order."""
    with ProcessPoolExecutor(8, mp_context=get_context("fork")) as pool:
        assert sum(pool.map(append_fifty, [workspace] * 8, range(8))) == 400
    for writer in range(8):
        kept = Memory(workspace).threads.turns(f"t{writer}")
        assert [(one.sequence, one.question) for one in kept] == [(n + 1, str(n)) for n in range(50)]


def test_eight_threads_share_one_writer(workspace: Workspace) -> None:
    """Threads of one process wait for its one writing connection, while others read."""
    memory = Memory(workspace)

    def work(writer: int) -> int:
        done = sum(memory.threads.append(f"t{writer}", turn(str(n)), f"{writer}-{n}") for n in range(20))
        return done + len(memory.threads.turns(f"t{writer}"))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 2 * 160
    assert memory.notices == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB; skips where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    mounted = (
        mount
        and not subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False).returncode
    )
    if not mounted:
        pytest.skip("a small disk cannot be mounted here (needs root)")
    try:
        yield folder
    finally:
        subprocess.run([str(shutil.which("umount")), "-l", str(folder)], check=True)


def fill_disk(memory: Memory) -> int:
    """Appends until nothing more can be kept; how many were."""
    for number in range(10_000):
        if not memory.threads.append("t", turn("long " * 500), f"k{number}"):
            return number
    raise AssertionError("the disk never filled up")


def test_a_full_disk_is_said_and_survived(small_disk: Path) -> None:
    """The writer is told, what was acknowledged reads on, no half turn stays, and room makes it work again."""
    (small_disk / "knowledge").mkdir()
    workspace = Workspace(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    memory = Memory(workspace)
    kept = fill_disk(memory)
    assert kept > 10
    assert len(memory.notices) == 1
    assert "not remembered" in memory.notices[0]
    assert "Free some space" in memory.notices[0]
    assert not memory.budgets.spend("sal", DAY, "calls", 1, 10) or memory.budgets.spent("sal", DAY, "calls") == 1
    assert len(memory.threads.turns("t")) == kept
    assert len(Memory(workspace).threads.turns("t")) == kept
    assert sound(workspace)
    ballast.unlink()
    assert memory.threads.append("t", turn("again"), "again")
    assert [one.question for one in Memory(workspace).threads.turns("t")][-1] == "again"


def test_a_read_only_state_reads_on_and_spends_nothing(workspace: Workspace) -> None:
    """Where nothing can be written, turns are read, a notice says so, and no budget can be spent."""
    assert Memory(workspace).threads.append("t", turn(), "k")
    file = workspace.state / "state.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'read-only'); END")
        connection.execute("CREATE TRIGGER spent BEFORE INSERT ON budgets BEGIN SELECT RAISE(ABORT, 'read-only'); END")
        connection.execute("CREATE TRIGGER told BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'read-only'); END")
        connection.execute("CREATE TRIGGER came BEFORE INSERT ON seen BEGIN SELECT RAISE(ABORT, 'read-only'); END")
    memory = Memory(workspace)
    assert not memory.threads.append("t", turn("more"), "more")
    assert not memory.budgets.spend("sal", DAY, "calls", 1, 10)
    assert not memory.audit.record(entry())
    assert [memory.seen("Ev1"), memory.seen("Ev1"), memory.seen("Ev2")] == [True, False, True]
    assert [one.question for one in memory.threads.turns("t")] == ["why?"]
    assert memory.audit.verify().rows == 0
    assert all("not remembered" in notice for notice in memory.notices)


def test_ten_thousand_questions_stop_at_the_budget(workspace: Workspace) -> None:
    """Of 10,000 questions of one person on one day the first that the budget allows are paid, and no other."""
    budgets = Memory(workspace).budgets
    paid = [budgets.spend("sal", DAY, "model calls", 1, 50) for _ in range(10_000)]
    assert sum(paid[:50]) == sum(paid) == 50
    assert budgets.spent("sal", DAY, "model calls") == 50


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :]


def test_flipped_bytes_are_refused_or_harmless(workspace: Workspace) -> None:
    """Wherever a bit flips, the state is refused by name and left as it is, or it still says what was written."""
    memory = Memory(workspace)
    for number in range(100):
        memory.threads.append("t", turn(str(number)), f"k{number}")
    said = memory.threads.turns("t")
    memory.store.close()
    file = workspace.state / "state.sqlite"
    good, chance, refused = file.read_bytes(), Random(3), 0
    for at in [0, 17, 60, 100, *(chance.randrange(len(good)) for _ in range(150))]:
        wrong = flipped(good, at)
        file.write_bytes(wrong)
        try:
            assert Memory(workspace).threads.turns("t") == said
        except (DamagedStateError, ConfigurationError) as error:
            refused += 1
            assert "state.sqlite" in str(error)
            assert file.read_bytes() == wrong
    assert refused > 30


def test_a_damaged_state_stops_everything_that_needs_it(workspace: Workspace) -> None:
    """Nothing goes on without memory on a damaged state: reading and writing raise, and the file stays as it is."""
    Memory(workspace).threads.append("t", turn(), "k")
    file = workspace.state / "state.sqlite"
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"question":"why?"', b'"question":"wHy?"'))
    wrong = file.read_bytes()
    memory = Memory(workspace)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: memory.threads.append("t", turn(), "k2"),
        lambda: memory.threads.turns("t"),
        lambda: memory.budgets.spend("sal", DAY, "calls", 1, 10),
        lambda: memory.audit.record(entry()),
        lambda: memory.seen("Ev1"),
        lambda: memory.remember("d-1", draft("one")),
    )
    for attempt in attempts:
        with pytest.raises(DamagedStateError, match=r"`turns` is not what was written.*nothing was written.*copy"):
            attempt()
    assert file.read_bytes() == wrong


def test_a_server_that_restarts_is_reached_again(postgres: Workspace, postgres_server) -> None:
    """PostgreSQL restarts between two transactions and within one: each turn is there once, and work goes on."""
    memory = Memory(postgres)
    assert memory.threads.append("t", turn("0"), "k0")
    postgres_server.stop()
    restart = threading.Timer(0.5, postgres_server.start)
    restart.start()
    assert memory.threads.append("t", turn("1"), "k1")
    restart.join()

    tries = []

    def interrupted(connection: object) -> int:
        tries.append(len(tries))
        if len(tries) == 1:
            postgres_server.stop("immediate")
            postgres_server.start()
        return len(Memory(postgres).threads.turns("t"))

    store = memory.store
    assert store.read(interrupted) == 2
    memory.threads.append("t", turn("2"), "k2")
    assert [one.question for one in memory.threads.turns("t")] == ["0", "1", "2"]
    assert memory.notices == []


@pytest.mark.parametrize("keyed", [True, False])
def test_a_server_that_goes_away_in_a_commit(postgres: Workspace, postgres_server, keyed: bool) -> None:
    """What has a key is done again and is there once; of what has none the error says that nobody knows."""
    store, tries = Store.of(postgres), []

    def work(connection: Connection) -> bool:
        connection.execute(SEEN.insert().values(key=f"Ev{keyed}"))
        tries.append(1)
        if len(tries) == 1:
            postgres_server.stop("immediate")
            postgres_server.start()
        return True

    if keyed:
        assert store.write(work, keyed=True)
        assert not Memory(postgres).seen("EvTrue")
    else:
        with pytest.raises(StoreError, match=r"look whether it is there before you do it again"):
            store.write(work)
    assert len(tries) == 1 + keyed


def test_without_the_part_for_postgres_the_extra_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the driver is not installed, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'parlance-assistant\[postgres\]'"):
        Store.of(replace(workspace, database="postgresql://sal@/none"))


def test_a_server_that_is_gone_is_said(workspace: Workspace, tmp_path: Path) -> None:
    """Without its server the state cannot be used: a notice, nothing spent, and no password in it."""
    gone = replace(workspace, database=f"postgresql://sal:hunter2@/none?host={tmp_path}")
    memory = Memory(gone)
    assert memory.threads.turns("t") == ()
    assert not memory.budgets.spend("sal", DAY, "calls", 1, 10)
    assert "state.database" in memory.notices[0]
    assert "hunter2" not in memory.notices[0]
    with pytest.raises(StoreError, match="cannot be used"):
        Store.of(gone)
