"""One frozen `Settings`: flags > PARLANCE_* > parlance.toml > defaults. Nothing else reads the environment.

A table of the file is a part: `[llm]` holds `model`, the environment calls it `PARLANCE_LLM_MODEL`, and `config` shows
it as `llm.model`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, field_validator

from assistant.domain.conversation_settings import ConversationSettings
from assistant.domain.file_limits import FileLimits
from assistant.domain.index_settings import IndexSettings
from assistant.domain.language_model import LanguageModelSettings
from assistant.domain.slack_settings import SlackSettings
from assistant.domain.value import Value
from assistant.errors import ConfigurationError, FileProblemsError, Problem, did_you_mean

PREFIX = "PARLANCE_"
SECRET = re.compile(r"key|token(?!s)|secret|password|database", re.IGNORECASE)
PASSWORD_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
MASK = "********"


class StateSettings(Value):
    """Where the state is kept."""

    database: str = ""
    """Address of a PostgreSQL database; empty keeps the state in a file of the workspace."""

    @field_validator("database")
    @classmethod
    def _of_postgres(cls, address: str) -> str:
        if address and not address.startswith(("postgresql://", "postgresql+psycopg://")):
            raise ValueError("write postgresql://USER:PASSWORD@HOST/NAME, or leave it empty for a file")
        return address


class Settings(Value):
    """Everything that can be set; each field's docstring is its help text."""

    as_of: date | None = None
    """The day for which segments and drafts hold (YYYY-MM-DD)."""
    company: str = "our company"
    """Who speaks in drafts."""
    product: str = "our product"
    """What the drafts are about."""
    embeddings: str = "wordllama"
    """Embeddings of the index: wordllama, minilm, or openai:MODEL at the endpoint of `[llm]`."""
    passages: int = Field(default=24, ge=1, le=100)
    """How many passages a brief may hold."""
    documents: FileLimits = FileLimits()
    """Bounds for reading one file."""
    index: IndexSettings = IndexSettings()
    """Where the index lies."""
    llm: LanguageModelSettings = LanguageModelSettings()
    """The language model."""
    conversation: ConversationSettings = ConversationSettings()
    """How much may be asked."""
    slack: SlackSettings = SlackSettings()
    """The Slack app."""
    state: StateSettings = StateSettings()
    """Where threads, drafts, disputes, answers, budgets and the audit log are kept."""


@dataclass(frozen=True)
class Configured:
    """Settings and where each came from."""

    settings: Settings
    origin: Mapping[str, str]
    """`flag`, an environment variable, `parlance.toml` or `default`, by field (`company`, `llm.model`)."""

    def shown(self) -> list[tuple[str, str, str]]:
        """Name, value and origin of each setting; secrets masked."""
        values = self.settings.model_dump(mode="json")
        return [(name, mask(name, _value(values, name)), self.origin[name]) for name in field_names(Settings)]


def mask(name: str, value: object) -> str:
    """The value as text; of a secret only whether it is set, of an address no user and password."""
    if value is None:
        return ""
    return MASK if SECRET.search(name) and value else PASSWORD_IN_ADDRESS.sub(MASK, str(value))


def field_names(schema: type[BaseModel], part: str = "") -> Iterator[str]:
    """Names of all settings, those of a part with its name and a dot before them."""
    for name, field in schema.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from field_names(inner, f"{part}{name}.")
        else:
            yield part + name


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper().replace(".", "_")


def configure(file: Path | None, environment: Mapping[str, str], flags: Mapping[str, object]) -> Configured:
    """Reads the settings of one command; `flags` hold only what was given."""
    layers: list[tuple[str, Mapping[str, object]]] = []
    if file is not None and file.exists():
        layers.append((file.name, _toml(file)))
    names = list(field_names(Settings))
    layers += [(variable(name), {name: environment[variable(name)]}) for name in names if variable(name) in environment]
    layers.append(("flag", {name: value for name, value in flags.items() if value is not None}))
    merged: dict[str, Any] = {}
    origin = dict.fromkeys(names, "default")
    for source, values in layers:
        for name, value in values.items():
            _put(merged, name, value)
            origin[name] = source
    try:
        return Configured(Settings.model_validate(merged), origin)
    except ValidationError as error:
        lines = [_line(e, origin, file) for e in error.errors(include_url=False)]
        raise ConfigurationError("\n".join(lines)) from error


def _value(values: Any, name: str) -> object:
    for part in name.split("."):
        values = values[part]
    return values


def _put(values: dict[str, Any], name: str, value: object) -> None:
    *parts, last = name.split(".")
    for part in parts:
        values = values.setdefault(part, {})
    values[last] = value


def _toml(file: Path) -> dict[str, object]:
    """The settings of a file by name; `FileProblemsError` names every one that does not exist."""
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file.name}: cannot be read as TOML: {error}.") from error
    values = dict(_flat(Settings, tables))
    names = set(field_names(Settings))
    unknown = [
        Problem(file.name, _toml_line(text, name), name, f"unknown setting.{_near(name, names)}")
        for name in values
        if name not in names
    ]
    if unknown:
        raise FileProblemsError(unknown)
    return values


def _flat(schema: type[BaseModel], table: Mapping[str, object], part: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        field = schema.model_fields.get(name)
        inner = field.annotation if field else None
        if isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(value, dict):
            yield from _flat(inner, value, f"{part}{name}.")
        else:
            yield part + name, value


def _near(name: str, names: set[str]) -> str:
    part, dot, last = name.rpartition(".")
    siblings = {known.removeprefix(part + dot).split(".")[0] for known in names if known.startswith(part + dot)}
    return did_you_mean(last, sorted(siblings))


def _toml_line(text: str, name: str) -> int | None:
    part, _, key = name.rpartition(".")
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = header[1].strip()
        inside = table == part and re.match(rf"\s*{re.escape(key)}\b", line)
        if inside or re.match(rf"\s*\[?{re.escape(name)}\b", line):
            return number
    return None


def _line(error: Any, origin: Mapping[str, str], file: Path | None) -> str:
    path = ".".join(str(part) for part in error["loc"])
    name = next((known for known in origin if path == known or path.startswith(f"{known}.")), "")
    source = origin.get(name) or _origin_of_part(path, origin)
    place = f"{source}: {path}" if file and source == file.name else f"{source} ({path})"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}. `parlance config` shows every setting with its origin."


def _origin_of_part(part: str, origin: Mapping[str, str]) -> str:
    """Where a part of the settings was touched last; its own problems are not those of one field."""
    touched = [source for name, source in origin.items() if name.startswith(f"{part}.") and source != "default"]
    return touched[-1] if touched else "default"
