"""The response cache: it helps, and never stands in the way."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.store.responses import Responses


def test_entries_are_kept_and_replaced(tmp_path: Path) -> None:
    """An entry is there for the next process, and a second one of its key takes its place."""
    first = Responses.open(tmp_path)
    first.put("k", "one")
    first.put("k", "two")
    first.close()
    assert Responses.open(tmp_path).get("k") == "two"
    assert Responses.open(tmp_path).get("other") is None


def test_a_damaged_file_is_set_up_anew(tmp_path: Path) -> None:
    """Flipped bytes cost the entries, not the command."""
    (tmp_path / "responses.sqlite").write_bytes(b"no database" * 1000)
    responses = Responses.open(tmp_path)
    responses.put("k", "one")
    assert responses.get("k") == "one"


def test_a_folder_that_is_gone_is_an_empty_cache(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is kept and nothing fails."""
    responses = Responses.open(tmp_path / "missing")
    responses.put("k", "one")
    assert responses.get("k") is None


def test_many_threads_share_it(tmp_path: Path) -> None:
    """Eight threads that write at once lose no entry."""
    responses = Responses.open(tmp_path)

    def work(worker: int) -> None:
        for number in range(5):
            responses.put(f"{worker}-{number}", "entry")

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(responses.get(f"{worker}-{number}") for worker in range(8) for number in range(5))
