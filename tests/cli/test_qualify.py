"""`qualify`: questions that matter, answers as dated evidence, and what they change from the next score on."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.segmentation.operations.qualify import questions
from assistant.segmentation.scoring import score
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)
SOURCE = "call 2026-11-20"


def tables(sample: Path) -> dict[str, str]:
    files = sorted((sample / "knowledge").rglob("*"))
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}


def cells(sample: Path) -> dict[str, dict[str, str]]:
    with (sample / "knowledge" / "crm" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        return {row["account_id"]: row for row in reversed(list(csv.DictReader(file)))}


@pytest.fixture
def movable(sample: Path) -> tuple[str, str, str, str]:
    """An account with an unknown `call_program`, an answer that moves it, and its segments before and after."""
    scoring = score(Workspace.at(sample), as_of=DAY)
    for key in scoring.levels["account"].keys:
        subject = scoring.subject("account", key)
        for name in ("call_program", "nurse_vacancy_percent", "adt_feed", "annual_discharges", "penalty_percent"):
            for candidate in subject.others(name) if subject.values[name] is None else ():
                after = subject.with_values({name: candidate.value}).id
                if after != subject.computed.segment.id:
                    return key, f"{name}={candidate.cell}", subject.computed.segment.id, after
    raise AssertionError("no account of the sample moves by one answer")


def explained(parlance, sample: Path, account: str) -> dict[str, Any]:
    return parlance("explain", account, "--json", cwd=sample).json


def test_an_answer_changes_the_next_score_and_its_receipt_names_the_source(parlance, sample: Path, movable) -> None:
    """The result of `qualify`, the next scoring and its receipt agree; source, person and day stand in the receipt."""
    account, answer, before, after = movable
    assert explained(parlance, sample, account)["computed"] == before
    words = ("qualify", account, "--answer", answer, "--source", SOURCE, "--as", "theo", "--json")
    found = parlance(*words, cwd=sample).json
    assert found["receipt"]["computed"] == after
    assert [given["used"] for given in found["answers"]] == [True]
    receipt = explained(parlance, sample, account)
    assert receipt["rules"] == found["receipt"]["rules"]
    assert receipt["computed"] == after
    told = [rule["answered"] for rule in receipt["rules"] if "answered" in rule]
    assert {(one["source"], one["by"]) for one in told} == {(SOURCE, "theo")}
    assert SOURCE in found["note"]
    assert SOURCE in parlance("explain", account, cwd=sample).out


def test_no_file_of_the_tables_is_written(parlance, sample: Path, movable) -> None:
    """Everything below `knowledge/` is byte for byte what it was."""
    before = tables(sample)
    assert parlance("qualify", movable[0], "--answer", movable[1], "--source", SOURCE, cwd=sample).code == 0
    assert tables(sample) == before


def test_a_value_of_the_tables_wins(parlance, sample: Path) -> None:
    """An answer that the tables contradict is kept, said to be unused, and changes no receipt."""
    account = next(id for id, row in cells(sample).items() if id and row["beds"].isdigit())
    before = explained(parlance, sample, account)
    found = parlance("qualify", account, "--answer", "beds=7", "--source", SOURCE, "--json", cwd=sample).json
    assert found["answers"][0]["used"] is False
    assert found["answers"][0]["tables"] == int(cells(sample)[account]["beds"])
    assert explained(parlance, sample, account)["rules"] == before["rules"]
    assert "wins" in parlance("qualify", account, "--answer", "beds=7", "--source", SOURCE, cwd=sample).out


def test_a_published_run_keeps_its_answers(parlance, sample: Path, movable) -> None:
    """A run holds the answers of its day in `answers.json`; a later answer neither changes nor breaks it."""
    account, answer, _, after = movable
    parlance("qualify", account, "--answer", answer, "--source", SOURCE, cwd=sample)
    assert parlance("score", "--publish", cwd=sample).code in (0, 3)
    kept = list((sample / ".parlance" / "runs").glob("r-*/answers.json"))
    assert [one["source"] for one in json.loads(kept[0].read_text(encoding="utf-8"))["answers"]] == [SOURCE]
    parlance("qualify", account, "--answer", answer, "--source", "call of another day", cwd=sample)
    receipt = explained(parlance, sample, account)
    assert receipt["published"] and receipt["computed"] == after
    assert {rule["answered"]["source"] for rule in receipt["rules"] if "answered" in rule} == {SOURCE}
    kept[0].write_text(kept[0].read_text(encoding="utf-8").replace(SOURCE, "nobody"), encoding="utf-8")
    assert parlance("explain", account, cwd=sample).code == 1


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_every_engine_uses_answers(parlance, sample: Path, movable, tmp_path: Path, engine: str) -> None:
    """The files of a scoring with answers are the same bytes on each engine."""
    parlance("qualify", movable[0], "--answer", movable[1], "--source", SOURCE, cwd=sample)
    written = []
    for name in ("pandas", engine):
        parlance("score", "--engine", name, "--out", str(tmp_path / name), cwd=sample)
        written.append((tmp_path / name / "accounts.csv").read_bytes())
    assert written[0] == written[1]


def test_a_rep_cannot_qualify_the_account_of_another(parlance, sample: Path, movable) -> None:
    """It does not exist for the rep: exit code 2, nothing kept, and the words of an id that was never there."""
    account = movable[0]
    other = "sal" if cells(sample)[account]["owner"] != "sal" else "ines"
    words = ("--answer", movable[1], "--source", SOURCE, "--as", other)
    hidden = parlance("qualify", account, *words, cwd=sample)
    assert (hidden.code, hidden.out) == (2, "")
    assert "unknown" in hidden.err
    assert not (sample / ".parlance" / "state.sqlite").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--answer", "beds=many", "--source", SOURCE), "`beds` is of type integer"),
        (("--answer", "bed=12", "--source", SOURCE), "Did you mean `beds`"),
        (("--answer", "last_meeting=20.11.2026", "--source", SOURCE), "not a date"),
        (("--answer", "beds=", "--source", SOURCE), "means missing"),
        (("--answer", "recent_losses=2", "--source", SOURCE), "counted from the rows"),
        (("--answer", "beds", "--source", SOURCE), "attribute=value"),
        (("--answer", "beds=12"), "--source"),
        (("--source", SOURCE), "--answer"),
    ],
)
def test_a_wrong_answer_is_refused(parlance, sample: Path, movable, words: tuple[str, ...], says: str) -> None:
    """Each mistake ends with 2 and the next step, and nothing is kept."""
    outcome = parlance("qualify", movable[0], *words, cwd=sample)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err
    assert not (sample / ".parlance" / "state.sqlite").exists()


def test_a_lead_is_scored_like_a_row_of_the_table(parlance, sample: Path, tmp_path: Path) -> None:
    """A lead gets the segment and points that the same values get as a new row; nothing is kept for it."""
    lead = {"beds": "320", "hospital_type": "Acute Care Hospitals", "call_program": "None"}
    words = [f"{name}={value}" for name, value in lead.items()]
    found = parlance("qualify", "--new", *words, "--json", cwd=sample).json
    assert found["account"] is None
    assert not (sample / ".parlance" / "state.sqlite").exists()
    file = sample / "knowledge" / "crm" / "accounts.csv"
    header = next(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    row = {**dict.fromkeys(header, ""), "account_id": "lead-1", "name": "Lead", **lead}
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow([row[name] for name in header])
    scored = explained(parlance, sample, "lead-1")
    assert [found["segment"], found["coverage"]] == [scored["segment"], scored["coverage"]]
    assert found["receipt"]["rules"] == scored["rules"]


def test_questions_lead_where_their_values_lead(sample: Path) -> None:
    """Each question lists the segments that its values give when tried, what leads to most and farthest first."""
    scoring = score(Workspace.at(sample), as_of=DAY)
    for key in scoring.levels["account"].keys:
        subject = scoring.subject("account", key)
        asked = questions(subject)
        assert {q.attribute for q in asked} == {n for n in subject.attributes if subject.values[n] is None}
        for question in asked:
            tried = {subject.with_values({question.attribute: c.value}).id for c in subject.others(question.attribute)}
            assert set(question.segments) == tried
        ranks = [(len(q.segments), q.farthest) for q in asked]
        assert ranks == sorted(ranks, reverse=True)
