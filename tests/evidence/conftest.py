"""A workspace with a few documents about a fictional service, and ways to look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.access import EVERYTHING
from assistant.evidence import Evidence, Scope
from assistant.workspace import Workspace

Write = Callable[[str, str], Path]

STUDY = """---
title: Discharge calls in fourteen hospitals
kind: study
date: 2025-09-01
audience: customer
roles: [economic_buyer]
---
# Discharge calls in fourteen hospitals

## What was done

Patients of 14 hospitals were called within 48 hours of their
discharge by a nurse who had their medication list at hand.

## What came of it

> 30-day readmissions fell by 12 % against the year before.

The effect was largest where patients went home alone.
"""
INTERVIEW = """---
kind: interview
roles: [clinical_user]
---
# A ward nurse on calling patients

I lose an hour each evening on the telephone. Nobody gives me a list, so I write one by hand.
"""
CALL_NOTE = """---
kind: call_note
account: "050008"
---
# Call with Harbor General

The finance director wants proof that the telephone calls of nurses pay for themselves before the budget closes.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three documents: a study for customers, an internal interview, a note tied to one account."""
    documents = tmp_path / "knowledge" / "documents"
    for name, text in (("studies/calls.md", STUDY), ("nurse.md", INTERVIEW), ("calls/harbor.md", CALL_NOTE)):
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).write_text(text, encoding="utf-8")
    return Workspace.at(tmp_path)


@pytest.fixture
def write(workspace: Workspace) -> Write:
    """Writes a document of that name and returns its path."""

    def to(name: str, text: str) -> Path:
        path = workspace.knowledge / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return to


@pytest.fixture
def everything() -> Scope:
    """What the local user sees."""
    return Scope(EVERYTHING)


@pytest.fixture
def evidence(workspace: Workspace) -> Evidence:
    """The evidence of the workspace, not yet looked at."""
    return Evidence.open(workspace)
