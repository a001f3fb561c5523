"""Workspaces to draft from: the sample, and a small one about something else entirely."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import FILES, ROOT, every_draft, sources_of

from assistant.domain.draft import Draft
from assistant.drafting import Sources


@pytest.fixture(scope="session")
def northlight() -> Sources:
    """The sample workspace as it stands."""
    return sources_of(ROOT, company="Northlight", product="BridgeCall")


@pytest.fixture(scope="session")
def drafts(northlight: Sources) -> tuple[Draft, ...]:
    """One draft of each kind for each audience that occurs in the sample."""
    return every_draft(northlight)


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """A workspace about school libraries, with the patterns of the sample."""
    for name, text in FILES.items():
        path = tmp_path / "schools" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "schools"
