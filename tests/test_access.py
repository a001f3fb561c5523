"""Access: what does not belong to an asker does not exist for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access import LOCAL, NOTHING, asker
from assistant.errors import FileProblemsError, UsageError
from assistant.workspace import Workspace

ACCOUNTS = [("1", {"owner": "sal", "region": "west"}), ("2", {"owner": "kim", "region": "west"}), ("3", {})]


def workspace(tmp_path: Path, people: str) -> Workspace:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "team.yaml").write_text(f"people:\n{people}", encoding="utf-8")
    return Workspace.at(tmp_path)


def test_rights_follow_the_columns(tmp_path: Path) -> None:
    """Every named column must match; a list of values is any of them; a row without the column is not seen."""
    people = (
        "  - {id: mark, accounts: all}\n"
        "  - {id: sal, accounts: {owner: sal}}\n"
        "  - {id: west, accounts: {owner: [sal, kim], region: west}}\n"
    )
    place = workspace(tmp_path, people)
    assert asker(place, "mark").visible(ACCOUNTS).ids is None
    assert asker(place, "sal").visible(ACCOUNTS).ids == {"1"}
    assert asker(place, "west").visible(ACCOUNTS).ids == {"1", "2"}


def test_somebody_unknown_gets_definitions_only(tmp_path: Path) -> None:
    """A name that is not in the file sees no account and is told what is left."""
    unknown = asker(workspace(tmp_path, "  - {id: sal, accounts: {owner: sal}}\n"), "eve")
    assert unknown.visible(ACCOUNTS) == NOTHING
    with pytest.raises(UsageError, match="definitions only"):
        unknown.require_accounts()


def test_the_local_user_sees_everything(tmp_path: Path) -> None:
    """Without a name nothing is hidden; what is tied to no account exists for everybody."""
    assert LOCAL.visible(ACCOUNTS).allows("2")
    assert NOTHING.allows(None)
    assert not NOTHING.allows("2")


def test_rights_that_name_no_column_are_refused(tmp_path: Path) -> None:
    """An empty mapping would match every account; it is an error with its line."""
    with pytest.raises(FileProblemsError, match=r"team\.yaml:2: people\[0\]\.accounts"):
        asker(workspace(tmp_path, "  - {id: sal, accounts: {}}\n"), "sal")


def test_two_people_with_one_id_are_refused(tmp_path: Path) -> None:
    """Rights must not depend on which of two entries is read first."""
    with pytest.raises(FileProblemsError, match="twice"):
        asker(workspace(tmp_path, "  - {id: sal, accounts: all}\n  - {id: sal, accounts: {owner: x}}\n"), "sal")
