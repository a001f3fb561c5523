"""A workspace: where its files are, and how they are read.

YAML is loaded safely and validated; every problem of a file comes in one error with file, line, field and the nearest
allowed name. Nothing outside the workspace is reached through a link or `..`, and only `.parlance/` is ever written.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant import yamlfile
from assistant.errors import ConfigurationError, FileProblemsError, Problem, StoreError, UsageError

Schema = TypeVar("Schema", bound=BaseModel)
FieldPath = tuple[str | int, ...]


def starter() -> Path:
    """The sample workspace that ships with the product: in the wheel, or the checkout's root."""
    packed = Path(__file__).parent / "starter"
    return packed if packed.is_dir() else Path(__file__).parent.parent


def fingerprint(content: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the content."""
    return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True)
class Loaded(Generic[Schema]):
    """A validated file that still knows its lines."""

    value: Schema
    file: str
    """As it is named in messages."""
    fingerprint: str
    lines: yamlfile.Lines

    def problem(self, field: FieldPath, message: str) -> Problem:
        """A problem at that field, for checks that a schema cannot express."""
        return Problem(self.file, self.lines.of(field), yamlfile.dotted(field), message)


@dataclass(frozen=True)
class Workspace:
    """A folder with `knowledge/`; paths of its parts, and how its files are loaded."""

    root: Path
    database: str = ""
    """Address of the database that keeps the state; empty keeps it in a file under `.parlance/`."""

    @classmethod
    def find(cls, start: Path) -> Workspace | None:
        """The nearest folder at or above `start` that has `knowledge/`, or None."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / "knowledge").is_dir():
                return cls(folder)
        return None

    @classmethod
    def at(cls, folder: Path) -> Workspace:
        """That folder, which must have `knowledge/`."""
        if folder.is_file():
            raise ConfigurationError(f"{folder}: this is a file. Name the folder of a workspace with --workspace DIR.")
        if not (folder / "knowledge").is_dir():
            raise ConfigurationError(
                f"{folder}: no workspace (it has no `knowledge/` folder). Run `parlance init {folder}` to make one."
            )
        return cls(folder.resolve())

    @property
    def knowledge(self) -> Path:
        return self.root / "knowledge"

    @property
    def prompts(self) -> Path:
        return self.root / "prompts"

    @property
    def state(self) -> Path:
        """State, index and default outputs; may not exist yet."""
        return self.root / ".parlance"

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def writable_state(self, *parts: str) -> Path:
        """A folder under `.parlance/`, made when missing; `StoreError` when that cannot be."""
        folder = self.state.joinpath(*parts)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignore = self.state / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise StoreError.read_only(folder, error.strerror or error) from error
        if not os.access(folder, os.W_OK):
            raise StoreError.read_only(folder, "no right to write")
        return folder

    def display(self, path: Path) -> str:
        """The path as messages name it: relative to the workspace when it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def contains(self, path: Path) -> bool:
        """Whether the path, links resolved, lies inside the workspace."""
        return path.resolve().is_relative_to(self._real_root)

    def load(self, path: Path, schema: type[Schema]) -> Loaded[Schema]:
        """Reads and validates a YAML file of the workspace; all its problems come in one `FileProblemsError`."""
        if not path.exists():
            raise ConfigurationError(
                f"{self.display(path)}: no such file in {self.root}. `parlance init DIR` makes a workspace with one."
            )
        return load(path, self.display(path), schema)


def load(path: Path, name: str, schema: type[Schema]) -> Loaded[Schema]:
    """Reads and validates a YAML file; `name` is what messages call it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{name}: cannot be read ({error.strerror}).") from error
    return validated(content, name, schema)


def validated(content: bytes, name: str, schema: type[Schema]) -> Loaded[Schema]:
    """Validates the bytes of a YAML file; `name` is what messages call it."""
    document = yamlfile.read(content, name)
    try:
        value = schema.model_validate(document.data if document.data is not None else {})
    except ValidationError as error:
        further = yamlfile.problems(error, schema, document, name)
        raise FileProblemsError([*document.problems, *further]) from error
    if document.problems:
        raise FileProblemsError(document.problems)
    return Loaded(value, name, fingerprint(content), document.lines)


def read_text(path: Path, name: str) -> str:
    """The text of a file that a caller named; `UsageError` says why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read ({error.strerror}). Check the path.") from error
    return decode(content, name)


def decode(content: bytes, name: str) -> str:
    """UTF-8 text with or without a byte order mark; `UsageError` for anything else."""
    if b"\x00" in content[:8192]:
        raise UsageError(f"{name}: this is a binary file, not text. Give a text or Markdown file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{name}:{line}: byte 0x{content[error.start]:02X} is not UTF-8. Save the file as UTF-8 and try again."
        ) from error
