"""The audit chain: whoever edits, removes or adds a row is found out, and the first bad row is named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from kept import DAY, entry
from sqlalchemy import Connection, select, text

from assistant.errors import UsageError
from assistant.store import Memory
from assistant.store.chain import canonical, row_hash
from assistant.store.tables import AUDIT, AUDIT_HEAD
from assistant.workspace import Workspace

ROWS = 6
Deed = Callable[[Connection], object]


def chain(memory: Memory) -> None:
    for number in range(ROWS):
        memory.audit.record(entry(f"question {number}", ("sal", "mark")[number % 2]))


def sql(statement: str) -> Deed:
    return lambda connection: connection.execute(text(statement))


def edited(connection: Connection, row: int, **changes: object) -> None:
    """Changes an entry and gives it the hash that fits."""
    kept = json.loads(connection.execute(select(AUDIT.c.entry).where(AUDIT.c.sequence == row)).scalar_one())
    changed = canonical(kept | changes)
    connection.execute(AUDIT.update().where(AUDIT.c.sequence == row).values(entry=changed, hash=row_hash(changed)))


def made_anew(connection: Connection) -> None:
    """All rows from the third on with another intent, each chained to the one before, and the head to the last."""
    previous = connection.execute(select(AUDIT.c.hash).where(AUDIT.c.sequence == 2)).scalar_one()
    for row in range(3, ROWS + 1):
        edited(connection, row, intent="define", previous=previous)
        previous = connection.execute(select(AUDIT.c.hash).where(AUDIT.c.sequence == row)).scalar_one()
    connection.execute(AUDIT_HEAD.update().values(hash=previous))


def shortened(connection: Connection) -> None:
    """The last two rows removed, and the head set back."""
    sql("DELETE FROM audit WHERE sequence > 4")(connection)
    sql("DELETE FROM audit_words WHERE sequence > 4")(connection)
    last = connection.execute(select(AUDIT.c.hash).where(AUDIT.c.sequence == 4)).scalar_one()
    connection.execute(AUDIT_HEAD.update().values(rows=4, hash=last))


@pytest.mark.parametrize(
    ("deed", "bad", "reason"),
    [
        (sql("UPDATE audit SET entry = replace(entry, 'A-001', 'A-002') WHERE sequence = 3"), 3, "edited"),
        (sql("UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = 3"), 3, "edited"),
        (sql("UPDATE audit SET entry = 'no JSON' WHERE sequence = 1"), 1, "edited"),
        (lambda connection: edited(connection, 3, intent="define"), 3, "chained to another"),
        (lambda connection: edited(connection, ROWS, intent="define"), ROWS, "the head has another hash"),
        (sql("DELETE FROM audit WHERE sequence = 1"), 1, "missing"),
        (sql("DELETE FROM audit WHERE sequence = 4"), 4, "missing"),
        (sql("DELETE FROM audit WHERE sequence > 4"), 5, "the head counts 6"),
        (sql("DELETE FROM audit"), 1, "the head counts 6"),
        (sql("UPDATE audit_head SET rows = 5"), 6, "was added"),
        (sql("UPDATE audit SET sequence = 9 WHERE sequence = 6"), 6, "missing"),
        (sql("UPDATE audit_words SET words = replace(words, 'question 1', 'question 9')"), 2, "not those"),
        (sql("DELETE FROM audit_words WHERE sequence = 2"), 2, "words are missing"),
        (sql("DELETE FROM people WHERE person = 'mark'"), 2, "key of its person"),
        (sql("DELETE FROM audit_words WHERE person = 'mark'"), 2, "words are missing"),
    ],
)
def test_the_first_bad_row_is_named(anywhere: Workspace, deed: Deed, bad: int, reason: str) -> None:
    """An edit, a removal and an addition are found where they were made, from the first row to the last."""
    memory = Memory(anywhere)
    chain(memory)
    assert memory.audit.verify().ok
    memory.store.write(deed)
    verdict = Memory(anywhere).audit.verify()
    assert (verdict.ok, verdict.bad) == (False, bad)
    assert reason in verdict.reason


def test_a_key_taken_away_with_its_words_is_no_forgetting(anywhere: Workspace) -> None:
    """Who deletes key and words without the row that says so is found out."""
    memory = Memory(anywhere)
    chain(memory)
    for statement in ("DELETE FROM people WHERE person = 'sal'", "DELETE FROM audit_words WHERE person = 'sal'"):
        memory.store.write(sql(statement))
    verdict = memory.audit.verify()
    assert (verdict.bad, verdict.ok) == (1, False)
    assert "they were not forgotten" in verdict.reason


@pytest.mark.parametrize(("deed", "bad"), [(made_anew, ROWS), (shortened, 5)])
def test_only_an_anchor_finds_a_chain_that_was_made_anew(anywhere: Workspace, deed: Deed, bad: int) -> None:
    """Whoever can write every table and knows the format fools the chain, but not an anchor kept elsewhere."""
    memory = Memory(anywhere)
    chain(memory)
    anchor = memory.audit.verify().anchor
    memory.store.write(deed)
    assert memory.audit.verify().ok
    assert memory.audit.verify(anchor).bad == bad


def test_an_anchor_of_before_stays_true(anywhere: Workspace) -> None:
    """Rows that came later, and people who were forgotten, leave an anchor true."""
    memory = Memory(anywhere)
    anchors = []
    for number in range(3):
        memory.audit.record(entry(str(number)))
        anchors.append(memory.audit.verify().anchor)
    memory.forget("sal", DAY)
    assert all(memory.audit.verify(anchor).ok for anchor in anchors)
    assert memory.audit.verify("0:" + "0" * 64).ok
    with pytest.raises(UsageError, match="not an anchor"):
        memory.audit.verify("6")


def test_the_chain_holds_no_name_and_no_word(anywhere: Workspace) -> None:
    """Neither the person nor what was asked or shown stands in a row of the chain."""
    memory = Memory(anywhere)
    memory.audit.record(entry("Where is Jane Roe?", "sal-the-rep", "Jane Roe is at Mercy."))
    rows = memory.store.read(lambda connection: connection.execute(select(AUDIT.c.entry)).scalars().all())
    assert not any(word in "".join(rows) for word in ("Jane", "Mercy", "sal-the-rep"))
    assert memory.audit.lines()[0].entry.question == "Where is Jane Roe?"


def test_forgotten_bytes_are_gone_from_the_file(workspace: Workspace) -> None:
    """What is deleted is overwritten: no byte of the question or the id stays in the state file."""
    memory = Memory(workspace)
    for number in range(20):
        memory.audit.record(entry(f"Where is Jane Roe {number}?", "sal-the-rep", "Jane Roe is at Mercy."))
    file = workspace.state / "state.sqlite"
    assert b"Jane Roe" in file.read_bytes()
    memory.forget("sal-the-rep", DAY)
    memory.store.close()
    assert b"Jane Roe" not in file.read_bytes()
    assert b"sal-the-rep" not in file.read_bytes()
