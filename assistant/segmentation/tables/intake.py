"""The intake: every table of a segment model, opened, checked against the model, and read once.

What the model names and a file lacks is reported for all tables at once, at the place of the model that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ConfigurationError, FileProblemsError, UnknownNameError, did_you_mean
from assistant.segmentation.model.schema import SegmentModel, Table
from assistant.segmentation.model.sources import Source, columns
from assistant.segmentation.tables.formats import TableFile, open_table
from assistant.segmentation.tables.tables import TypedTable, Wanted, read_table
from assistant.workspace import Loaded, Workspace


@dataclass(frozen=True)
class Files:
    """Where the tables are."""

    workspace: Workspace
    given: Mapping[str, Path]
    """Files that stand in for those of the segment model, by table."""


@dataclass(frozen=True)
class Intake:
    """All tables, read."""

    tables: Mapping[str, TypedTable]
    hashes: Mapping[str, str]
    """SHA-256 of the bytes of each table."""
    hints: tuple[str, ...]
    """What the user should know about the files."""


def take_in(loaded: Loaded[SegmentModel], files: Files, wanted: Iterable[Source], keep: Sequence[str]) -> Intake:
    """Reads every table; `wanted` are the attributes' sources, `keep` columns of accounts to carry as text."""
    model, every = loaded.value, tuple(wanted)
    for name in files.given:
        if name not in model.tables:
            listed = ", ".join(f"`{table}`" for table in model.tables)
            raise UnknownNameError.of("table", name, model.tables, hint=f"The segment model has {listed}.")
    opened = {name: _opened(files, name, table) for name, table in model.tables.items()}
    _check_headers(loaded, opened)
    tables = {name: read_table(file, _wanted(model, name, every, keep)) for name, file in opened.items()}
    hints = tuple(file.hint for file in opened.values() if file.hint)
    return Intake(tables, {name: file.sha256() for name, file in opened.items()}, hints)


def _opened(files: Files, name: str, table: Table) -> TableFile:
    if name in files.given:
        return open_table(files.given[name], str(files.given[name]), table)
    path = files.workspace.knowledge / table.file
    if not files.workspace.contains(path):
        raise ConfigurationError(
            f"table {name}: `{table.file}` lies outside the workspace. Copy it to knowledge/, "
            f"or name it with --table {name}=FILE."
        )
    return open_table(path, files.workspace.display(path), table)


def _check_headers(loaded: Loaded[SegmentModel], opened: Mapping[str, TableFile]) -> None:
    problems = []
    for table, column, path in columns(loaded.value):
        file = opened[table]
        count = file.header.count(column)
        if count != 1:
            again = f"{file.name} has {count} columns `{column}`; rename all but one."
            problems.append(loaded.problem(loaded.lines.walked(path), again if count else _missing(file, column)))
    if problems:
        raise FileProblemsError(problems)


def _missing(file: TableFile, column: str) -> str:
    text = f"{file.name} has no column `{column}`."
    line = ",".join(file.header)
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(sign) > line.count(","):
            return f"{text} Its header line is separated by {name}: save it with commas (CSV UTF-8)."
    near = did_you_mean(column, file.header)
    shown = ", ".join(f"`{head}`" for head in file.header[:20] if head)
    return f"{text}{near} Its columns are {shown}{' …' if len(file.header) > 20 else '.'}"


def _wanted(model: SegmentModel, name: str, every: Sequence[Source], keep: Sequence[str]) -> Wanted:
    table = model.tables[name]
    here = [source for source in every if source.table == name]
    texts = (table.name, table.title, *(keep if name == "accounts" else ()))
    return Wanted(
        name,
        table,
        name == "accounts" or (name == "stakeholders" and model.stakeholders is not None),
        frozenset(source.reading for source in here if source.reading),
        frozenset(test for source in here for tests in source.where for test in tests),
        tuple(dict.fromkeys(column for column in texts if column is not None)),
    )
