"""Cases: what people write down that the product must do, read with file and line.

A suite's cases are the YAML files of its folder under `eval/cases/`. Whatever is wrong in them is an error that names
file, line and field, all problems of a file at once; nothing is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import Field

from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem
from assistant.workspace import Loaded, Workspace


class Case(Value):
    """What every case has."""

    name: str = Field(min_length=1)
    """A sentence that says what the product must do, distinct within its suite."""
    as_of: date | None = None
    """The day for which it holds; that of its file when not given, else that of the workspace."""


AnyCase = TypeVar("AnyCase", bound=Case)
CASES = re.compile(rb"(?m)^cases[ \t]*:")


class CaseFile(Value):
    """Shape of a file of cases; each suite says what its cases are."""

    as_of: date | None = None
    """The day for which its cases hold."""
    cases: tuple[Case, ...]
    """The cases."""


@dataclass(frozen=True)
class Placed(Generic[AnyCase]):
    """A case and where it stands."""

    case: AnyCase
    file: str
    """From the workspace's root, with `/`."""
    line: int


def folder(workspace: Workspace) -> Path:
    """Where the suites have their folders."""
    return workspace.root / "eval" / "cases"


def folders(workspace: Workspace) -> tuple[str, ...]:
    """Names of the folders that hold cases, sorted; labelled data of another shape may lie beside them."""
    there = folder(workspace)
    named = sorted(path for path in there.iterdir() if path.is_dir()) if there.is_dir() else []
    return tuple(path.name for path in named if _holds_cases(path))


def _holds_cases(path: Path) -> bool:
    """Whether a file says so, or there is none at all: an empty suite is one."""
    files = sorted(path.glob("*.yaml"))
    return not files or any(CASES.search(file.read_bytes()) for file in files)


def load_cases(workspace: Workspace, suite: str, schema: type[CaseFile]) -> tuple[Placed[Case], ...]:
    """The cases of a suite, in the order of the files' names and of the cases in them."""
    loaded: list[Loaded[CaseFile]] = []
    problems: list[Problem] = []
    for path in sorted((folder(workspace) / suite).glob("*.yaml")):
        if not workspace.contains(path):
            problems.append(Problem(workspace.display(path), None, "", "leads out of the workspace; copy it here."))
            continue
        try:
            loaded.append(workspace.load(path, schema))
        except FileProblemsError as error:
            problems.extend(error.problems)
    placed = [one for file in loaded for one in _placed(file)]
    problems.extend(_repeated(placed))
    if problems:
        raise FileProblemsError(problems)
    return tuple(placed)


def _placed(file: Loaded[CaseFile]) -> Iterator[Placed[Case]]:
    for number, case in enumerate(file.value.cases):
        dated = case if case.as_of or not file.value.as_of else case.model_copy(update={"as_of": file.value.as_of})
        yield Placed(dated, file.file, file.lines.of(("cases", number)) or 1)


def _repeated(cases: Sequence[Placed[Case]]) -> Iterator[Problem]:
    seen: dict[str, Placed[Case]] = {}
    for placed in cases:
        first = seen.setdefault(placed.case.name, placed)
        if first is not placed:
            message = (
                f"`{placed.case.name}` is also the name of the case at {first.file}:{first.line}; names are distinct."
            )
            yield Problem(placed.file, placed.line, "name", message)
