"""Places in `segments.yaml`, and the faults found there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.errors import did_you_mean

FieldPath = tuple[str | int, ...]


class Fault(NamedTuple):
    """What is wrong at a place of the file."""

    field: FieldPath
    message: str


@dataclass(frozen=True)
class Place:
    """Where in the file a part stands; collects the faults of everything below it."""

    path: FieldPath = ()
    faults: list[Fault] = field(default_factory=list)
    silent: frozenset[str] = frozenset()
    """Names that stand in the file but could not be read; using them is no further fault."""
    partial: bool = False
    """Some parts of the file could not be read, so that what is not there may be among them."""

    def at(self, *parts: str | int) -> Place:
        """A place further down."""
        return Place((*self.path, *parts), self.faults, self.silent, self.partial)

    def fault(self, message: str) -> None:
        """Records a fault here."""
        self.faults.append(Fault(self.path, message))

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Records that a name is not there, with the nearest that are."""
        names = list(known)
        if name not in self.silent:
            listed = f" There are {', '.join(f'`{n}`' for n in names[:12])}." if 0 < len(names) <= 12 else ""
            self.fault(f"unknown {kind} `{name}`.{did_you_mean(name, names) or listed}")

    def distinct(self, ids: Iterable[str], taken: Iterable[str] = (), what: str = "ids are distinct") -> None:
        """Records each id of a list of parts that is there twice, or taken by something else."""
        seen = set(taken)
        for index, name in enumerate(ids):
            if name in seen:
                self.at(index, "id").fault(f"`{name}` is taken; {what}.")
            seen.add(name)
