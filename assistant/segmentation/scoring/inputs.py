"""Inputs: what a scoring is computed from, besides the day; any of them can be exchanged for that of another run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.segmentation.model.model import FILE as SEGMENTS
from assistant.segmentation.model.model import load_segment_model
from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.scoring.answers import Answers, live_answers
from assistant.segmentation.scoring.overrides import FILE as OVERRIDES
from assistant.segmentation.scoring.overrides import Overrides, load_overrides
from assistant.workspace import Loaded, Workspace


@dataclass(frozen=True)
class Inputs:
    """The segment model, the overrides, the tables and the answers of one scoring."""

    workspace: Workspace
    """Where the tables of the segment model lie."""
    model: Loaded[SegmentModel]
    overrides: Overrides
    tables: Mapping[str, Path]
    """Files that stand in for those of the segment model, by table."""
    answers: Answers = field(default_factory=Answers)
    """What people were told where the tables say nothing."""

    def files(self) -> dict[str, Path]:
        """Where each input lies, by the names of their hashes."""
        knowledge = self.workspace.knowledge
        tables = {name: self.tables.get(name, knowledge / t.file) for name, t in self.model.value.tables.items()}
        return {SEGMENTS: knowledge / SEGMENTS, OVERRIDES: knowledge / OVERRIDES, **tables}

    def with_model(self, model: Loaded[SegmentModel]) -> Inputs:
        """The same tables, answers and overrides under another segment model.

        Tables that only it names are the workspace's.
        """
        files = self.files()
        same = {name: files[name] for name in model.value.tables if name in self.model.value.tables}
        return Inputs(self.workspace, model, self.overrides, same, self.answers)

    def with_tables(self, other: Inputs) -> Inputs:
        """The same segment model and overrides over the answers of others, and their tables where the names agree."""
        theirs = other.files()
        same = {name: theirs[name] for name in self.model.value.tables if name in other.model.value.tables}
        return Inputs(self.workspace, self.model, self.overrides, {**self.tables, **same}, other.answers)


def live_inputs(workspace: Workspace, tables: Mapping[str, Path] | None = None) -> Inputs:
    """What the workspace holds now; `tables` stand in for files of the segment model."""
    model = load_segment_model(workspace)
    return Inputs(workspace, model, load_overrides(workspace, model.value), tables or {}, live_answers(workspace))
