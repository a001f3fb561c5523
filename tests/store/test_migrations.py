"""Migrations: a state of version 0.1 becomes one of now, and nothing of it is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from kept import DAY, draft, turn
from sqlalchemy import Connection

from assistant.domain.answer import Answer
from assistant.errors import ConfigurationError
from assistant.store import Disputes, Memory, Store, answers_of, migrations, recorded_answers
from assistant.store.database import Database
from assistant.store.inbox import FILE, Inbox
from assistant.store.migrations.run import run
from assistant.store.schema import CURRENT, KNOWN, VERSION, version
from assistant.store.tables import METADATA
from assistant.workspace import Workspace

TABLES_OF_0_1 = {
    "drafts": """CREATE TABLE drafts (sequence INTEGER NOT NULL, id VARCHAR(80) NOT NULL, kind VARCHAR(40) NOT NULL,
        as_of VARCHAR(10) NOT NULL, status VARCHAR(10) NOT NULL, draft TEXT NOT NULL,
        PRIMARY KEY (sequence), UNIQUE (id))""",
    "disputes": """CREATE TABLE disputes (number INTEGER NOT NULL, account TEXT NOT NULL, segment TEXT NOT NULL,
        run VARCHAR(40) NOT NULL, as_of VARCHAR(10) NOT NULL, reason TEXT NOT NULL, "by" TEXT NOT NULL,
        "on" VARCHAR(10) NOT NULL, status VARCHAR(10) NOT NULL, note TEXT, resolved_by TEXT, resolved_on VARCHAR(10),
        PRIMARY KEY (number))""",
    "answers": """CREATE TABLE answers (number INTEGER NOT NULL, level VARCHAR(20) NOT NULL, id TEXT NOT NULL,
        attribute TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL, "by" TEXT NOT NULL,
        "on" VARCHAR(10) NOT NULL, PRIMARY KEY (number))""",
}

INSERTS = {
    "drafts": "INSERT INTO drafts VALUES (1, ?, ?, ?, ?, ?)",
    "disputes": "INSERT INTO disputes VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "answers": "INSERT INTO answers VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
}


def dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def old_state(workspace: Workspace, tables: Iterable[str] = TABLES_OF_0_1) -> Path:
    """A state as version 0.1 left it, with one row in each table that it had."""
    rows: dict[str, tuple[object, ...]] = {
        "drafts": ("d-1", "persona", "2026-11-20", "checked", draft("Größe").model_dump_json()),
        "disputes": ("A-001", "invest", "r", "2026-11-20", "why?", "sal", "2026-11-20", "open", None, None, None),
        "answers": ("account", "007", "beds", "120", "call", "theo", "2026-11-20"),
    }
    file = workspace.writable_state() / "state.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in tables:
            connection.execute(TABLES_OF_0_1[table])
            connection.execute(INSERTS[table], rows[table])
    return file


def test_nothing_of_an_old_state_is_lost(workspace: Workspace) -> None:
    """Draft, dispute and answer of version 0.1 read the same, new things are kept beside them, a copy stays."""
    file = old_state(workspace)
    before = dumped(file)
    memory = Memory(workspace)
    assert [stored.draft for stored in memory.drafts()] == [draft("Größe")]
    assert [(doubt.id, doubt.reason) for doubt in Disputes(Store.of(workspace)).all()] == [("d-1", "why?")]
    told = Answer(level="account", id="007", attribute="beds", value="120", source="call", by="theo", on=DAY)
    assert answers_of(workspace) == (told,)
    assert Disputes(Store.of(workspace)).resolve("d-1", "beds", "mark", DAY)
    assert memory.threads.append("t", turn(), "k")
    assert memory.audit.verify().ok
    assert dumped(workspace.state / "state.0.1.sqlite") == before


@pytest.mark.parametrize("tables", [("drafts",), ("drafts", "disputes")])
def test_a_state_from_before_there_were_disputes_or_answers_takes_them(
    workspace: Workspace, tables: tuple[str, ...]
) -> None:
    """States that had fewer tables get the others when they are opened."""
    old_state(workspace, tables)
    assert len(Store.of(workspace).drafts()) == 1
    assert len(Disputes(Store.of(workspace)).all()) == len(tables) - 1
    assert answers_of(workspace) == ()


def test_answers_of_an_old_state_are_read_without_writing(workspace: Workspace) -> None:
    """Scoring reads the answers of version 0.1 and leaves the file as it is."""
    file = old_state(workspace)
    before = file.read_bytes()
    assert [told.value for told in recorded_answers(workspace.state)] == ["120"]
    assert file.read_bytes() == before


def test_migrated_and_new_states_have_the_same_shape(anywhere: Workspace) -> None:
    """Every table, column and constraint of the definitions comes from the migrations as well."""

    def differences(connection: Connection) -> list[object]:
        METADATA.drop_all(connection)
        VERSION.drop(connection)
        run(connection, "head")
        options = {"version_table": VERSION.name}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))

    assert Store.of(anywhere).write(differences) == []


def test_an_inbox_that_was_there_before_it_had_a_version_is_taken_over(anywhere: Workspace) -> None:
    """Earlier versions made the table when they first needed it: what is open in it is still open, and kept once."""
    inbox = Inbox.of(anywhere)
    inbox.accept("k", "lane", "question")
    place = Database.of(anywhere) if anywhere.database else Database.open(anywhere.state, FILE)

    def before_versions(connection: Connection) -> None:
        if anywhere.database:
            connection.execute(VERSION.update().values(version_num="0.2"))
        else:
            for table in (*(t for t in METADATA.sorted_tables if t.name != "inbox"), VERSION):
                table.drop(connection)

    place.write(before_versions)
    again = Inbox.of(anywhere)
    assert [one.work for one in again.waiting()] == ["question"]
    assert not again.accept("k", "lane", "resent")
    assert place.read(version) == CURRENT


def test_the_newest_migration_is_the_current_version() -> None:
    """The quick look at the version and the migrations agree about which is the newest."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [CURRENT]
    assert {script.revision for script in scripts.walk_revisions()} == set(KNOWN)


def test_a_state_of_a_newer_parlance_is_left_alone(anywhere: Workspace) -> None:
    """An unknown version is refused with what to do, and nothing is written."""
    store = Store.of(anywhere)
    store.write(lambda connection: connection.execute(VERSION.update().values(version_num="9.0")))
    with pytest.raises(ConfigurationError, match=r"version 9\.0, and this Parlance knows up to .* Update Parlance"):
        Store.of(anywhere)


def test_a_current_state_loads_no_migrations(workspace: Workspace) -> None:
    """Opening a state that is not behind does not import alembic."""
    Store.of(workspace).close()
    script = (
        "import sys; from pathlib import Path; from assistant.store import Store; "
        f"Store.open(Path({str(workspace.state)!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_two_who_migrate_at_once_do_it_once(workspace: Workspace) -> None:
    """A second process that finds the old version waits, and then finds nothing to do."""
    old_state(workspace)
    script = f"from pathlib import Path; from assistant.store import Store; Store.open(Path({str(workspace.state)!r}))"
    started = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert len(Store.of(workspace).drafts()) == 1
