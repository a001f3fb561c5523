"""The segment model of a workspace: read, validated, with every problem of the file in one error."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import FileProblemsError
from assistant.segmentation.compiler import compile_level
from assistant.segmentation.places import Place
from assistant.segmentation.schema import SegmentModel
from assistant.segmentation.sources import check_tables, sources
from assistant.workspace import Loaded, Workspace

FILE = "segments.yaml"


def load_segment_model(workspace: Workspace, file: Path | None = None) -> Loaded[SegmentModel]:
    """Reads `knowledge/segments.yaml`, or another file of that shape; `FileProblemsError` lists all that is wrong."""
    loaded = workspace.load(file or workspace.knowledge / FILE, SegmentModel)
    place = Place()
    check(loaded.value, place)
    if place.faults:
        walked = [(loaded.lines.walked(fault.field), fault.message) for fault in place.faults]
        raise FileProblemsError([loaded.problem(path, message) for path, message in dict.fromkeys(walked)])
    return loaded


def check(model: SegmentModel, place: Place) -> None:
    """Collects at `place` what makes a model invalid although its shape is right."""
    check_tables(model, place)
    for level in ("account", "stakeholder"):
        sources(model, level, 0, place)
        compile_level(model, level, place)
