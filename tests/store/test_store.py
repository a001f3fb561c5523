"""The store: what was acknowledged is there, once, whatever happens."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kept import draft

from assistant.errors import StoreError
from assistant.store import Store


def test_a_draft_comes_back_as_it_went_in(tmp_path: Path) -> None:
    """Statements, citations and provenance survive the file, also after it was opened anew."""
    Store.open(tmp_path).remember("d-1", draft("Größe – “quoted”"))
    assert Store.open(tmp_path).draft("d-1") == draft("Größe – “quoted”")
    assert Store.open(tmp_path).draft("d-2") is None


def test_storing_twice_leaves_one(tmp_path: Path) -> None:
    """The id is the content: a repeated command adds no second draft, and the first stays."""
    store = Store.open(tmp_path)
    for _ in range(2):
        store.remember("d-1", draft("one"))
    store.remember("d-2", draft("two"))
    assert [stored.id for stored in store.drafts()] == ["d-1", "d-2"]


def test_eight_writers_wait_for_one_another(tmp_path: Path) -> None:
    """Concurrent writers neither fail nor lose a row."""

    def write(writer: int) -> None:
        store = Store.open(tmp_path)
        for number in range(10):
            store.remember(f"d-{writer}-{number}", draft(f"{writer} {number}"))
        store.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(Store.open(tmp_path).drafts()) == 80


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from kept import draft
from assistant.store import Store
store = Store.open(Path({folder!r}))
for number in range(100000):
    store.remember(f"d-{{number}}", draft(str(number)))
    print(number, flush=True)
"""


def test_a_killed_writer_loses_no_acknowledged_draft(tmp_path: Path) -> None:
    """After kill -9 in a write loop every draft that was acknowledged is there and the file is sound."""
    script = KILLED.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.wait()
    ids = {stored.id for stored in Store.open(tmp_path).drafts()}
    assert {f"d-{number}" for number in acknowledged} <= ids
    assert sqlite3.connect(tmp_path / "state.sqlite").execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A file that is no database is named in the error, and not overwritten."""
    (tmp_path / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"state\.sqlite"):
        Store.open(tmp_path)
    assert (tmp_path / "state.sqlite").read_bytes().startswith(b"no database")
