"""Backup and restore: whole, verified before anything is touched, the same for both databases."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from kept import DAY, draft, entry, turn

from assistant.domain.conversation import Feedback
from assistant.domain.run import Dispute
from assistant.errors import DamagedStateError, DataError, StoreError
from assistant.store import Disputes, Memory
from assistant.store.backup import back_up, require_backup
from assistant.store.inbox import Inbox
from assistant.store.restore import restore
from assistant.workspace import Workspace


def fill(memory: Memory) -> None:
    memory.remember("d-1", draft("Größe"), "order")
    doubt = Dispute(id="", account="A-001", segment="invest", run="r", as_of=DAY, reason="why?", by="sal", on=DAY)
    Disputes(memory.store).record(doubt)
    for person in ("sal", "mark"):
        memory.threads.append("t", turn("why “so”?", person), person)
        memory.feedback.add(Feedback(person=person, helpful=True, on=DAY), person)
        memory.budgets.spend(person, DAY, "calls", 0.1, 5)
        memory.audit.record(entry(person=person))
    memory.seen("Ev1")


def contents(memory: Memory) -> tuple[object, ...]:
    return (
        memory.drafts(),
        Disputes(memory.store).all(),
        memory.threads.turns("t"),
        memory.feedback.all(),
        memory.budgets.spent("sal", DAY, "calls"),
        memory.audit.lines(),
        memory.audit.verify(),
    )


@pytest.mark.parametrize("to", ["workspace", "postgres"])
def test_everything_comes_back_on_either_database(
    anywhere: Workspace, to: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A backup of one database restored on the same or the other holds the same, and counting goes on after it."""
    fill(Memory(anywhere))
    file = tmp_path / "state.zip"
    manifest = back_up(Memory(anywhere).store, file, DAY)
    assert require_backup(file) == manifest
    assert manifest.anchor == Memory(anywhere).audit.verify().anchor
    before = contents(Memory(anywhere))
    target = request.getfixturevalue(to)
    restored = restore(target, file, DAY)
    again = Memory(target)
    assert contents(again) == before
    assert restored.verdict.ok
    assert (restored.aside is not None) == (target == anywhere)
    assert not again.seen("Ev1")
    assert again.seen("Ev2")
    assert again.threads.append("t", turn("more"), "more")
    assert again.audit.record(entry())
    assert again.audit.verify().rows == 3


@pytest.mark.parametrize("to", ["workspace", "postgres"])
def test_questions_of_the_inbox_come_back_and_none_is_answered_twice(
    anywhere: Workspace, to: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What was open is open again, in its order; what was closed or accepted since the backup stays so."""
    fill(Memory(anywhere))
    inbox = Inbox.of(anywhere)
    for key in ("a", "b", "c"):
        assert inbox.accept(key, "lane", f"question {key}")
    inbox.done("b", "posted")
    file = tmp_path / "state.zip"
    assert back_up(Memory(anywhere).store, file, DAY).tables["inbox"].rows == 3
    inbox.done("a", "posted later")
    inbox.accept("d", "lane", "question d")
    target = request.getfixturevalue(to)
    restore(target, file, DAY)
    again = Inbox.of(target)
    waiting = [one.work for one in again.waiting()]
    assert waiting == (["question c", "question d"] if target == anywhere else ["question a", "question c"])
    assert [again.accept(key, "lane", "resent") for key in ("a", "b", "c")] == [False] * 3
    assert again.accept("e", "lane", "question e")


def test_the_state_of_before_is_kept_aside(anywhere: Workspace, tmp_path: Path) -> None:
    """What a restore replaces can itself be restored."""
    fill(Memory(anywhere))
    file = tmp_path / "early.zip"
    back_up(Memory(anywhere).store, file, DAY)
    Memory(anywhere).threads.append("t", turn("later"), "later")
    aside = restore(anywhere, file, DAY).aside
    assert len(Memory(anywhere).threads.turns("t")) == 2
    assert aside is not None
    if anywhere.database:
        restore(anywhere, aside, DAY)
    else:
        aside.replace(anywhere.state / "state.sqlite")
    assert len(Memory(anywhere).threads.turns("t")) == 3


def test_who_was_forgotten_stays_forgotten(anywhere: Workspace, tmp_path: Path) -> None:
    """A backup of before somebody was forgotten does not bring them back."""
    fill(Memory(anywhere))
    file = tmp_path / "state.zip"
    back_up(Memory(anywhere).store, file, DAY)
    Memory(anywhere).forget("sal", DAY)
    restored = restore(anywhere, file, DAY)
    assert restored.forgotten == 1
    memory = Memory(anywhere)
    assert [kept.person for kept in memory.threads.turns("t")] == ["mark"]
    assert [line.entry.person for line in memory.audit.lines()] == ["", "mark", ""]
    assert memory.audit.verify().ok


@pytest.mark.parametrize("flipped", ["tables/turns.jsonl", "tables/audit.jsonl", "manifest.json"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    workspace: Workspace, tmp_path: Path, flipped: str
) -> None:
    """A part that is not what was written is found, and the state stays as it is."""
    fill(Memory(workspace))
    file, wrong = tmp_path / "state.zip", tmp_path / "wrong.zip"
    back_up(Memory(workspace).store, file, DAY)
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(wrong, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content.replace(b"s", b"z", 1) if name == flipped else content)
    before = (workspace.state / "state.sqlite").read_bytes()
    with pytest.raises(DataError, match=r"damaged|newer"):
        restore(workspace, wrong, DAY)
    assert (workspace.state / "state.sqlite").read_bytes() == before
    assert not list(workspace.state.glob("*before-restore*"))


def test_what_is_no_backup_is_neither_restored_nor_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    """A note, a missing file and a zip of something else are errors that say what to do."""
    note = tmp_path / "notes.md"
    note.write_text("mine", encoding="utf-8")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"a": 1}))
    for file in (note, other, tmp_path / "missing.zip"):
        with pytest.raises(DataError, match=rf"{file.name}.*(parlance backup|Check the path)"):
            restore(workspace, file, DAY)
    with pytest.raises(DataError, match="is not a backup"):
        back_up(Memory(workspace).store, note, DAY)
    assert note.read_text(encoding="utf-8") == "mine"
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(Memory(workspace).store, tmp_path / "no" / "folder.zip", DAY)


def test_a_damaged_state_names_its_backup_and_is_replaced_by_it(workspace: Workspace, tmp_path: Path) -> None:
    """The way back from a damaged file: the error names the backup, and restoring it moves the damaged one aside."""
    fill(Memory(workspace))
    file = tmp_path / "state.zip"
    back_up(Memory(workspace).store, file, DAY)
    before = contents(Memory(workspace))
    (workspace.state / "state.sqlite").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedStateError, match=rf"parlance restore {file}"):
        Memory(workspace).threads.turns("t")
    aside = restore(workspace, file, DAY).aside
    assert aside is not None
    assert aside.read_bytes().startswith(b"no database")
    assert contents(Memory(workspace)) == before


def test_a_damaged_state_is_not_backed_up(workspace: Workspace, tmp_path: Path) -> None:
    """A row that changed on the disk ends the backup, and the one of before stays."""
    fill(Memory(workspace))
    file, state = tmp_path / "state.zip", workspace.state / "state.sqlite"
    back_up(Memory(workspace).store, file, DAY)
    good, content = file.read_bytes(), state.read_bytes()
    state.write_bytes(content.replace(b"why ", b"wHy "))
    with pytest.raises(DamagedStateError, match=r"is not what was written.*parlance restore"):
        back_up(Memory(workspace).store, file, DAY)
    assert file.read_bytes() == good
