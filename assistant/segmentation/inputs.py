"""Inputs: what a scoring is computed from, besides the day; any of them can be exchanged for that of another run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.segmentation.model import load_segment_model
from assistant.segmentation.overrides import Overrides, load_overrides
from assistant.segmentation.schema import SegmentModel
from assistant.workspace import Loaded, Workspace


@dataclass(frozen=True)
class Inputs:
    """The segment model, the overrides and the tables of one scoring."""

    workspace: Workspace
    """Where the tables of the segment model lie."""
    model: Loaded[SegmentModel]
    overrides: Overrides
    tables: Mapping[str, Path]
    """Files that stand in for those of the segment model, by table."""


def live_inputs(workspace: Workspace, tables: Mapping[str, Path] | None = None) -> Inputs:
    """What the workspace holds now; `tables` stand in for files of the segment model."""
    model = load_segment_model(workspace)
    return Inputs(workspace, model, load_overrides(workspace, model.value), tables or {})
