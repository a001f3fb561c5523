"""`audit`, `forget`, `backup`, `restore` and what `doctor` says of the state, as a person runs them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.audit import AuditEntry
from assistant.store import Memory
from assistant.store.schema import CURRENT
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)


@pytest.fixture
def told(sample: Path) -> Path:
    """A workspace in which two people were told something."""
    memory = Memory(Workspace(sample))
    for person in ("sal", "mark"):
        asked = f"why is it Invest, asks {person}?"
        memory.audit.record(
            AuditEntry(person=person, on=DAY, surface="ask", question=asked, intent="explain", evidence=("claim:C-1",))
        )
    return sample


def test_the_log_is_read_and_verified(parlance, told: Path) -> None:
    """`audit` shows who was told what, `audit verify` that it holds, with an anchor that later holds as well."""
    listed = parlance("audit", cwd=told)
    assert "sal  ask: explain" in listed.out
    assert "why is it Invest, asks mark?" in listed.out
    assert [line["sequence"] for line in parlance("audit", "--last", "1", "--json", cwd=told).lines] == [2]
    verdict = parlance("audit", "verify", "--json", cwd=told)
    assert (verdict.code, verdict.json["ok"], verdict.json["rows"]) == (0, True, 2)
    assert parlance("audit", "verify", "--anchor", verdict.json["anchor"], cwd=told).code == 0
    assert verdict.json["anchor"] in parlance("audit", "verify", cwd=told).out


def test_who_was_shown_a_draft_is_on_record(parlance, sample: Path) -> None:
    """`draft` adds a row with its audience, evidence, account and draft; `draft --all` one for each that it shows."""
    assert parlance("draft", "talking-points", "--account", "004101", "--as", "sal", cwd=sample).code == 0
    [line] = parlance("audit", "--json", cwd=sample).lines
    entry = line["entry"]
    assert (entry["person"], entry["surface"], entry["intent"]) == ("sal", "draft", "talking-points")
    assert (entry["question"], entry["accounts"]) == ("talking-points account=004101", ["004101"])
    assert {"receipt:004101", "claim:C-002"} <= set(entry["evidence"])
    assert entry["draft"]
    assert "Saturday or Sunday" in entry["shown"]
    made = parlance("draft", "persona", "--all", "--role", "economic_buyer", "--as", "sal", cwd=sample)
    shown = made.out.splitlines()
    assert len(shown) > 1
    assert len(parlance("audit", "--json", cwd=sample).lines) == 1 + len(shown)


def test_an_edited_row_is_named(parlance, told: Path) -> None:
    """An edit of the file ends with the row's number and exit code 3; `doctor` warns."""
    with closing(sqlite3.connect(told / ".parlance" / "state.sqlite")) as connection, connection:
        connection.execute("UPDATE audit SET entry = replace(entry, 'explain', 'define') WHERE sequence = 2")
    verdict = parlance("audit", "verify", cwd=told)
    assert verdict.code == 3
    assert "row 2 is the first that is wrong" in verdict.out
    assert "audit row 2 is wrong" in parlance("doctor", cwd=told).out


def test_forgetting_says_what_went_and_what_may_remain(parlance, told: Path) -> None:
    """The person's words are gone, the log holds, and an earlier backup is named."""
    assert parlance("backup", "b.zip", cwd=told).code == 0
    gone = parlance("forget", "sal", "--yes", cwd=told)
    assert gone.code == 0
    assert "sal is forgotten" in gone.out
    assert "b.zip may still hold sal" in gone.err
    assert "asks sal" not in parlance("audit", cwd=told).out
    assert parlance("audit", "verify", cwd=told).code == 0
    again = parlance("forget", "sal", "--json", cwd=told).json
    assert (again["pseudonym"], again["turns"]) == (None, 0)


def test_nobody_is_forgotten_unasked(parlance, told: Path) -> None:
    """Where nobody can be asked it needs `--yes`; the question says what goes and what stays, and nothing went."""
    refused = parlance("forget", "sal", cwd=told)
    assert refused.code == 2
    assert "Destroyed for good: 0 turns of threads, 0 of feedback, the words of 1 audit row" in refused.err
    assert "What stays, under the pseudonym: the rows themselves and 0 records" in refused.err
    assert "pass --yes" in refused.err
    assert "asks sal" in parlance("audit", cwd=told).out
    assert parlance("forget", "nobody-here", cwd=told).code == 0


def test_a_backup_is_put_back_only_when_that_is_agreed(parlance, told: Path) -> None:
    """A restore over a state needs `--yes` where nobody can be asked, and keeps the state of before."""
    assert parlance("backup", "b.zip", "--json", cwd=told).json["version"] == CURRENT
    Memory(Workspace(told)).audit.record(
        AuditEntry(person="sal", on=DAY, surface="ask", question="later", intent="define")
    )
    refused = parlance("restore", "b.zip", cwd=told)
    assert refused.code == 2
    assert "pass --yes" in refused.err
    assert parlance("audit", "verify", "--json", cwd=told).json["rows"] == 3
    done = parlance("restore", "b.zip", "--yes", "--json", cwd=told)
    assert (told / done.json["aside"]).exists()
    assert parlance("audit", "verify", "--json", cwd=told).json["rows"] == 2


def test_without_a_state_a_backup_is_put_back_unasked(parlance, told: Path) -> None:
    """Where there is nothing to lose nobody is asked."""
    parlance("backup", "b.zip", cwd=told)
    (told / ".parlance" / "state.sqlite").unlink()
    done = parlance("restore", "b.zip", cwd=told)
    assert done.code == 0
    assert parlance("audit", "verify", "--json", cwd=told).json["rows"] == 2


def test_a_damaged_state_stops_and_names_the_way_back(parlance, told: Path) -> None:
    """Flipped bytes: the command says so, names the backup and writes nothing; the backup brings the state back."""
    parlance("backup", "b.zip", cwd=told)
    file = told / ".parlance" / "state.sqlite"
    content = bytearray(file.read_bytes())
    content[4096:4196] = bytes(byte ^ 0xFF for byte in content[4096:4196])
    file.write_bytes(content)
    for words in (("audit",), ("audit", "verify"), ("draft", "persona", "--role", "economic_buyer")):
        stopped = parlance(*words, cwd=told)
        assert stopped.code == 1
        assert "is damaged" in stopped.err
        assert f"parlance restore {told / 'b.zip'}" in stopped.err
    assert file.read_bytes() == content
    assert parlance("restore", "b.zip", "--yes", cwd=told).code == 0
    assert parlance("audit", "verify", cwd=told).code == 0


@pytest.mark.parametrize("words", [("audit",), ("audit", "verify"), ("forget", "mark"), ("backup", "b.zip")])
def test_askers_neither_read_nor_change_the_log(parlance, told: Path, words: tuple[str, ...]) -> None:
    """These commands are for whoever runs the workspace; with `--as` they are refused."""
    refused = parlance(*words, "--as", "sal", cwd=told)
    assert refused.code == 2
    assert "Leave --as out" in refused.err
    assert "asks" not in refused.out
    assert not (told / "b.zip").exists()


def test_an_address_that_is_not_postgres_is_a_setting_to_mend(
    parlance, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of another database is refused with exit code 4; a right one is never shown."""
    monkeypatch.setenv("PARLANCE_STATE_DATABASE", "mysql://host/name")
    wrong = parlance("audit", cwd=sample)
    assert wrong.code == 4
    assert "write postgresql://" in wrong.err
    monkeypatch.setenv("PARLANCE_STATE_DATABASE", "postgresql://sal:hunter2@host/name")
    assert "hunter2" not in parlance("config", cwd=sample).out
