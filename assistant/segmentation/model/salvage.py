"""Salvage: what else is wrong with a file of which some parts have the wrong shape.

Parts that cannot be read are left out, and what remains is checked, so that a user sees all problems of the file at
once. Nothing that is salvaged is ever scored.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from assistant import yamlfile
from assistant.segmentation.model.places import Fault, FieldPath, Place
from assistant.segmentation.model.schema import SegmentModel

ROUNDS = 4
"""Leaving a part out may leave another without what it needs."""
SPARED = {"rules": 5, "dimensions": 3, "attributes": 3, "segments": 3, "roles": 3, "tables": 2}
"""Length of the path of a part that can be left out, by the list or map that it stands in."""


def further_faults(document: yamlfile.Document, check: Callable[[SegmentModel, Place], None]) -> list[Fault]:
    """The faults that `check` finds in the readable parts, at their places in the file."""
    rest = _Rest(document)
    for _ in range(ROUNDS):
        try:
            model = SegmentModel.model_validate(rest.data)
        except ValidationError as error:
            if not rest.leave_out(error):
                return []
        else:
            place = Place(silent=frozenset(rest.names), partial=True)
            check(model, place)
            return [Fault(rest.original(fault.field), fault.message) for fault in place.faults]
    return []


class _Rest:
    """A copy of a document's data without the parts that cannot be read."""

    def __init__(self, document: yamlfile.Document) -> None:
        self.data = deepcopy(document.data)
        self.names: set[str] = set()
        """Of the parts that are left out."""
        self._lines = document.lines
        self._kept: dict[FieldPath, list[int]] = {}
        """Positions in the file of what is left of a list."""

    def leave_out(self, error: ValidationError) -> bool:
        """Removes every part with an error; False when an error lies outside all parts that can be spared."""
        parts: set[FieldPath] = set()
        for entry in error.errors(include_url=False, include_input=False):
            path = self._lines.walked(self.original(entry["loc"]))
            parts.add(path if entry["type"] == "extra_forbidden" else _part(path))
        if () in parts:
            return False
        for part in parts:
            if not any(part[:length] in parts for length in range(1, len(part))):
                self._remove(part)
        return True

    def original(self, path: FieldPath) -> FieldPath:
        """The place in the file of a place in what is left."""
        found: FieldPath = ()
        for step in path:
            kept = self._kept.get(found, [])
            found = (*found, kept[step] if isinstance(step, int) and step < len(kept) else step)
        return found

    def _remove(self, part: FieldPath) -> None:
        """Takes a part out of the map or list it stands in; `part` is its place in the file."""
        parent: Any = self.data
        for length, step in enumerate(part[:-1]):
            parent = parent[self._position(part[:length], step)]
        name = part[-1]
        removed = parent.pop(self._position(part[:-1], name))
        if isinstance(name, int):
            kept = self._kept.setdefault(part[:-1], list(range(len(parent) + 1)))
            kept.remove(name)
        identity = removed.get("id") if isinstance(removed, dict) else None
        self.names.update(str(text) for text in (name, identity) if isinstance(text, str))

    def _position(self, parent: FieldPath, step: str | int) -> str | int:
        kept = self._kept.get(parent)
        return kept.index(step) if kept is not None and isinstance(step, int) else step


def _part(path: FieldPath) -> FieldPath:
    """The smallest part around a place that can be left out; empty when there is none."""
    sizes = [SPARED[step] for depth, step in enumerate(path) if step in SPARED and depth == SPARED[str(step)] - 2]
    return path[: max((size for size in sizes if size <= len(path)), default=0)]
