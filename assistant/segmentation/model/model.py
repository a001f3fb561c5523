"""The segment model of a workspace: read, validated, with every problem of the file in one error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant import yamlfile
from assistant.errors import FileProblemsError, Problem
from assistant.segmentation.model.compiler import compile_level
from assistant.segmentation.model.places import Fault, Place
from assistant.segmentation.model.salvage import further_faults
from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.model.sources import check_tables, sources
from assistant.workspace import Loaded, Workspace

FILE = "segments.yaml"


def load_segment_model(workspace: Workspace, file: Path | None = None) -> Loaded[SegmentModel]:
    """Reads `knowledge/segments.yaml`, or another file of that shape; `FileProblemsError` lists all that is wrong."""
    path = file or workspace.knowledge / FILE
    try:
        loaded = workspace.load(path, SegmentModel)
    except FileProblemsError as error:
        name = workspace.display(path)
        document = yamlfile.read(path.read_bytes(), name)
        further = _problems(name, document.lines, further_faults(document, check))
        raise FileProblemsError([*error.problems, *further]) from error
    place = Place()
    check(loaded.value, place)
    if place.faults:
        raise FileProblemsError(_problems(loaded.file, loaded.lines, place.faults))
    return loaded


def check(model: SegmentModel, place: Place) -> None:
    """Collects at `place` what makes a model invalid although its shape is right."""
    check_tables(model, place)
    for level in ("account", "stakeholder"):
        sources(model, level, 0, place)
        compile_level(model, level, place)


def _problems(file: str, lines: yamlfile.Lines, faults: Iterable[Fault]) -> list[Problem]:
    """The faults at their lines, each once."""
    walked = dict.fromkeys((lines.walked(fault.field), fault.message) for fault in faults)
    return [Problem(file, lines.of(field), yamlfile.dotted(field), message) for field, message in walked]
