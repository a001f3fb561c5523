"""Published runs from the outside: one answer for everybody, until somebody with the right publishes another."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

KILLED_AT = """
import os, signal, sys
from pathlib import Path
left = [int(sys.argv[1])]
renamed = Path.replace
def replace(self, target):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return renamed(self, target)
Path.replace = replace
from assistant.cli.main import main
main(["score", "--publish"])
"""
"""Publishes, and is killed just before the file or folder of that number is renamed into place."""


def edit(sample: Path, file: str, old: str, new: str) -> None:
    path = sample / "knowledge" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def kept(sample: Path) -> list[str]:
    return sorted(path.name for path in (sample / ".parlance" / "runs").glob("r-*"))


def test_a_published_run_answers_when_the_tables_are_gone(parlance, sample: Path) -> None:
    """`explain` and `draft` give the same bytes from the run that they gave from the tables, and name it."""
    explained = parlance("explain", "Mercy General", "--json", cwd=sample).json
    drafted = parlance("draft", "talking-points", "--account", "Mercy General", "--json", cwd=sample).json
    run = parlance("score", "--publish", "--json", cwd=sample).json
    assert run["published"] is True
    shutil.rmtree(sample / "knowledge" / "crm")
    (sample / "knowledge" / "segments.yaml").write_text("tables: {}\n", encoding="utf-8")
    outcome = parlance("explain", "Mercy General", "--json", cwd=sample)
    assert outcome.json == {**explained, "published": True}
    assert f"published run {run['run']} as of 2026-11-20" in outcome.err
    assert f"published run {run['run']} as of 2026-11-20" in parlance("explain", "Mercy General", cwd=sample).out
    again = parlance("draft", "talking-points", "--account", "Mercy General", "--json", cwd=sample).json
    assert again["sections"] == drafted["sections"]
    assert again["provenance"]["run"] == run["run"]


def test_live_and_published_differ_openly(parlance, sample: Path) -> None:
    """After a change `explain` still gives the published answer, `--live` the new one, and `score` says so."""
    parlance("score", "--publish", cwd=sample)
    edit(sample, "crm/accounts.csv", "Acute care,Non-profit,412,18240", "Psychiatric,Non-profit,12,100")
    published = parlance("explain", "004101", "--json", cwd=sample).json
    live = parlance("explain", "004101", "--live", "--json", cwd=sample).json
    assert published["segment"] == "invest"
    assert (live["segment"], live["published"]) != ("invest", True)
    assert published["run"] != live["run"]
    scored = parlance("score", cwd=sample)
    assert f"everybody still reads the published run {published['run']}" in scored.err
    assert parlance("score", "--json", cwd=sample).json["published"] is False
    drafted = parlance("draft", "talking-points", "--account", "004101", "--live", "--json", cwd=sample).json
    assert drafted["provenance"]["run"] == live["run"]


def test_the_published_day_is_the_default_day(parlance, sample: Path) -> None:
    """Without `as_of` anywhere the published run's day is used and named; `--as-of` asks for another."""
    (sample / "parlance.toml").write_text('company = "A"\n', encoding="utf-8")
    parlance("score", "--publish", "--as-of", "2026-11-20", cwd=sample)
    outcome = parlance("score", "--json", cwd=sample)
    assert outcome.json["as_of"] == "2026-11-20"
    assert "as of 2026-11-20 (the published run's day" in outcome.err
    assert parlance("explain", "004101", "--json", cwd=sample).json["as_of"] == "2026-11-20"
    other = parlance("explain", "004101", "--as-of", "2027-09-01", "--json", cwd=sample)
    assert (other.json["as_of"], other.json["published"]) == ("2027-09-01", False)
    assert "scored for 2027-09-01 as you asked" in other.err


@pytest.mark.parametrize("number", range(1, 7))
def test_killed_at_any_moment_the_published_run_stays(parlance, sample: Path, number: int) -> None:
    """Killed before any of its renames, `score --publish` leaves the old run published, and works the next time."""
    old = parlance("score", "--publish", "--json", cwd=sample).json["run"]
    explained = parlance("explain", "004101", "--json", cwd=sample).out
    edit(sample, "crm/accounts.csv", "Acute care,Non-profit,412,18240", "Psychiatric,Non-profit,12,100")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(number)], cwd=sample, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert parlance("explain", "004101", "--json", cwd=sample).out == explained
    assert parlance("runs", "--json", cwd=sample).json["published"] == old
    new = parlance("score", "--publish", "--json", cwd=sample).json["run"]
    assert parlance("explain", "004101", "--json", cwd=sample).json["run"] == new != old
    assert kept(sample) == sorted([old, new])
    assert not list((sample / ".parlance" / "runs").glob(".r-*"))


def test_the_renames_that_are_killed_are_all_there_are(sample: Path) -> None:
    """One more than the last number above finds nothing to stop: the test covers every rename."""
    done = subprocess.run([sys.executable, "-c", KILLED_AT, "7"], cwd=sample, capture_output=True, check=False)
    assert done.returncode == 3
    assert kept(sample)


def test_a_failed_run_leaves_the_published_one(parlance, sample: Path) -> None:
    """A broken segment model, or a table that is none, ends with an error and changes nothing that is read."""
    parlance("score", "--publish", cwd=sample)
    explained = parlance("explain", "004101", "--json", cwd=sample).out
    (sample / "knowledge" / "crm" / "accounts.csv").write_bytes(b"\x00\x01")
    assert parlance("score", "--publish", cwd=sample).code == 1
    (sample / "knowledge" / "segments.yaml").write_text("accounts: []\n", encoding="utf-8")
    assert parlance("score", "--publish", cwd=sample).code == 4
    assert parlance("explain", "004101", "--json", cwd=sample).out == explained


def test_publishing_where_nothing_can_be_written(parlance, sample: Path) -> None:
    """A state that cannot be written refuses to publish and says what to do."""
    (sample / ".parlance").mkdir()
    (sample / ".parlance" / "runs").write_text("in the way", encoding="utf-8")
    outcome = parlance("score", "--publish", cwd=sample)
    assert outcome.code == 1
    assert "runs: cannot be written" in outcome.err


def test_runs_lists_marks_and_goes_back(parlance, sample: Path) -> None:
    """The list says who and when; `publish RUN` and `publish --restore RUN` move the mark, `--withdraw` ends it."""
    assert "No run is kept" in parlance("runs", cwd=sample).out
    first = parlance("score", "--publish", "--as", "mark", "--json", cwd=sample).json["run"]
    second = parlance("score", "--publish", "--as-of", "2026-11-21", "--json", cwd=sample).json["run"]
    listed = parlance("runs", "--json", cwd=sample).json
    assert listed["published"] == second
    assert [(run["id"], run["published"], run["published_by"]) for run in listed["runs"]] == [
        (second, True, None),
        (first, False, "mark"),
    ]
    for words in (("publish", first), ("publish", "--restore", second[:8])):
        run = parlance(*words, "--json", cwd=sample).json["published"]
        assert (
            parlance("explain", "004101", "--json", cwd=sample).json["run"]
            == run
            == (words[-1], second)["--restore" in words]
        )
    assert parlance("publish", "--withdraw", cwd=sample).code == 0
    assert parlance("runs", "--json", cwd=sample).json["published"] is None
    assert parlance("explain", "004101", "--json", cwd=sample).json["published"] is False


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("publish",), "parlance score --publish"),
        (("publish", "r-1", "--withdraw"), "name one kept run"),
        (("publish", "r-nothing"), "unknown run `r-nothing`"),
        (("runs", "diff", "published", "live"), "no run is published"),
        (("runs", "diff", "live"), "Missing argument"),
        (("compare", "nothing.yaml"), "there is no such file"),
        (("coverage", "--owner", "ownr"), "Did you mean `owner`"),
    ],
)
def test_a_wrong_call_says_what_next(parlance, sample: Path, words: tuple[str, ...], says: str) -> None:
    """Exit code 2, nothing on stdout, and the next step on stderr."""
    outcome = parlance(*words, cwd=sample)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err


def test_diff_says_what_did_it(parlance, sample: Path) -> None:
    """A change of data moves the account because of data; text and JSON agree."""
    parlance("score", "--publish", cwd=sample)
    edit(sample, "crm/accounts.csv", "Acute care,Non-profit,412,18240", "Psychiatric,Non-profit,12,100")
    found = parlance("runs", "diff", "published", "live", "--json", cwd=sample).json
    assert found["schema"] == "parlance/runs-diff/1"
    assert (found["changed"], found["tables"], found["moved"]) == (["data"], ["accounts"], 1)
    assert (found["moves"][0]["id"], found["moves"][0]["from"], found["moves"][0]["causes"]) == (
        "004101",
        "invest",
        ["data"],
    )
    text = parlance("runs", "diff", "published", "live", cwd=sample).out
    assert "Mercy General" in text
    assert "differs in: data (tables: accounts)" in text


def test_both_teams_read_the_published_run(parlance, sample: Path) -> None:
    """A marketer and the rep get the same receipt from it; counts of the list are for who sees all accounts."""
    parlance("score", "--publish", cwd=sample)
    edit(sample, "crm/accounts.csv", "Acute care,Non-profit,412,18240", "Psychiatric,Non-profit,12,100")
    answers = {parlance("explain", "004101", "--as", who, "--json", cwd=sample).out for who in ("mark", "sal")}
    assert len(answers) == 1
    run = parlance("runs", "--as", "sal", "--json", cwd=sample).json["runs"][0]
    assert (run["accounts"], run["by_segment"]) == (None, None)
    refused = parlance("score", "--publish", "--as", "sal", cwd=sample)
    assert (refused.code, refused.out) == (2, "")
    assert "sees some accounts only" in refused.err
