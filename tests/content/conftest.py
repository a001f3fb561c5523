"""The sample workspace as its tests read it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from crm_tables import Tables

from assistant.segmentation.model import load_segment_model
from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.scoring import Scoring, score
from assistant.settings import configure
from assistant.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="session")
def repository() -> Workspace:
    """The sample workspace itself, not a copy; tests only read it."""
    return Workspace(ROOT)


@pytest.fixture(scope="session")
def as_of() -> dt.date:
    day = configure(ROOT / "parlance.toml", {}, {}).settings.as_of
    assert day is not None
    return day


@pytest.fixture(scope="session")
def model(repository: Workspace) -> SegmentModel:
    return load_segment_model(repository).value


@pytest.fixture(scope="session")
def scored(repository: Workspace, as_of: dt.date) -> Scoring:
    return score(repository, as_of=as_of)
