"""Kept runs: whole or not there, one decision after the other, and nothing made by reading."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.run import Publication, Run
from assistant.errors import DataError, StoreError, UnknownNameError
from assistant.store import KeptRuns, Part

DAY = date(2026, 11, 20)


def run(id: str) -> Run:
    return Run(
        id=id,
        as_of=DAY,
        segment_model="m",
        hashes={"accounts": "h"},
        files={"accounts": "tables/a.csv"},
        accounts=1,
        stakeholders=0,
        by_segment={"invest": 1},
    )


def part(file: Path, content: bytes = b"id\n1\n") -> Part:
    file.write_bytes(content)
    return Part(file, "tables/a.csv", hashlib.sha256(content).hexdigest())


def test_a_run_comes_back_as_it_went_in(tmp_path: Path) -> None:
    """The record and the copied bytes survive what becomes of the original."""
    kept = KeptRuns(tmp_path / "runs")
    original = tmp_path / "a.csv"
    kept.keep(run("r-1"), {"accounts": part(original)})
    original.unlink()
    again = KeptRuns(tmp_path / "runs")
    assert again.get("r-1") == run("r-1")
    copy = again.path(run("r-1"), "accounts")
    assert copy is not None
    assert copy.read_bytes() == b"id\n1\n"
    assert again.path(run("r-1"), "overrides.yaml") is None


def test_reading_makes_nothing(tmp_path: Path) -> None:
    """Where nothing was published, looking leaves no folder behind."""
    kept = KeptRuns(tmp_path / "runs")
    assert (kept.published(), kept.all(), kept.history()) == (None, (), ())
    assert not (tmp_path / "runs").exists()


def test_bytes_that_differ_from_what_was_scored_leave_no_trace(tmp_path: Path) -> None:
    """A refused copy removes what it had written, and the run is not there."""
    kept = KeptRuns(tmp_path / "runs")
    wrong = part(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_bytes(b"id\n2\n")
    with pytest.raises(DataError, match="changed while it was scored"):
        kept.keep(run("r-1"), {"accounts": wrong})
    assert kept.all() == ()
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [".lock"]


def test_the_last_decision_holds(tmp_path: Path) -> None:
    """Publishing, going back and withdrawing are decisions in a row, each with who and when."""
    kept = KeptRuns(tmp_path / "runs")
    decided = [Publication(run=id, by="mark", on=DAY) for id in ("r-1", "r-2", "r-1")]
    for decision in decided:
        kept.publish(decision)
        assert kept.published() == decision
    kept.publish(Publication(run=None, by="", on=DAY))
    assert kept.published() is None
    assert [decision.run for decision in kept.history()] == ["r-1", "r-2", "r-1", None]


def test_no_decision_is_lost_among_writers(tmp_path: Path) -> None:
    """Eight who publish at once wait for one another."""
    decisions = [Publication(run=f"r-{n}", by="", on=DAY) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda decision: KeptRuns(tmp_path / "runs").publish(decision), decisions))
    assert sorted(d.run or "" for d in KeptRuns(tmp_path / "runs").history()) == [f"r-{n}" for n in range(8)]


def test_ids_are_found_by_their_beginning(tmp_path: Path) -> None:
    """One id that begins so is meant; several or none are an error that suggests."""
    kept = KeptRuns(tmp_path / "runs")
    for id in ("r-abc", "r-abd", "r-x"):
        kept.keep(run(id), {"accounts": part(tmp_path / "a.csv")})
    assert kept.get("r-x").id == "r-x"
    assert kept.get("r-abc").id == "r-abc"
    for name in ("r-ab", "r-y", ""):
        with pytest.raises(UnknownNameError, match="parlance runs"):
            kept.get(name)


def test_a_damaged_history_is_refused(tmp_path: Path) -> None:
    """Half a file is an error that says what to do, never another answer."""
    kept = KeptRuns(tmp_path / "runs")
    kept.publish(Publication(run="r-1", by="", on=DAY))
    (tmp_path / "runs" / "published.json").write_text('{"publications": [{"run"', encoding="utf-8")
    with pytest.raises(StoreError, match=r"published\.json: is damaged .* move it away"):
        kept.published()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """Nothing is published where nothing can be written."""
    (tmp_path / "runs").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        KeptRuns(tmp_path / "runs").publish(Publication(run="r-1", by="", on=DAY))
