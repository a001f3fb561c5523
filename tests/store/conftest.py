"""States to test with: the same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.store import Memory
from assistant.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with an empty state in a file."""
    (tmp_path / "knowledge").mkdir()
    return Workspace(tmp_path)


@pytest.fixture
def postgres(workspace: Workspace, postgres_server) -> Workspace:
    """A workspace whose state is kept by PostgreSQL."""
    return replace(workspace, database=postgres_server.database())


@pytest.fixture(params=["sqlite", "postgres"])
def anywhere(request: pytest.FixtureRequest) -> Workspace:
    """A workspace on each of the two."""
    return request.getfixturevalue("workspace" if request.param == "sqlite" else "postgres")


@pytest.fixture
def memory(anywhere: Workspace) -> Memory:
    """Its memory."""
    return Memory(anywhere)
