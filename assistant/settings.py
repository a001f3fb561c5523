"""One frozen `Settings`: flags > PARLANCE_* > parlance.toml > defaults. Nothing else reads the environment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from assistant.domain.value import Value
from assistant.errors import ConfigurationError, FileProblemsError, Problem, did_you_mean

PREFIX = "PARLANCE_"
SECRET = re.compile(r"key|token|secret|password|database", re.IGNORECASE)


class Settings(Value):
    """Everything that can be set; each field's docstring is its help text."""

    as_of: date | None = None
    """The day for which segments and drafts hold (YYYY-MM-DD)."""
    company: str = "our company"
    """Who speaks in drafts."""
    product: str = "our product"
    """What the drafts are about."""
    embeddings: str = "wordllama"
    """Embeddings of the index."""
    passages: int = Field(default=12, ge=1, le=100)
    """How many passages a brief may hold."""


@dataclass(frozen=True)
class Configured:
    """Settings and where each came from."""

    settings: Settings
    origin: Mapping[str, str]
    """`flag`, an environment variable, `parlance.toml` or `default`, by field."""

    def shown(self) -> list[tuple[str, str, str]]:
        """Name, value and origin of each setting; secrets masked."""
        values = self.settings.model_dump(mode="json")
        return [(name, mask(name, value), self.origin[name]) for name, value in values.items()]


def mask(name: str, value: object) -> str:
    """The value as text; of a secret only whether it is set."""
    if value is None:
        return ""
    return "********" if SECRET.search(name) and value else str(value)


def configure(file: Path | None, environment: Mapping[str, str], flags: Mapping[str, object]) -> Configured:
    """Reads the settings of one command; `flags` hold only what was given."""
    layers: list[tuple[str, dict[str, Any]]] = []
    if file is not None and file.exists():
        layers.append(("parlance.toml", _toml(file)))
    known = Settings.model_fields
    for variable, value in sorted(environment.items()):
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name in known:
            layers.append((variable, {name: value}))
    layers.append(("flag", {name: value for name, value in flags.items() if value is not None}))
    merged: dict[str, Any] = {}
    origin = dict.fromkeys(known, "default")
    for source, values in layers:
        merged.update(values)
        origin.update(dict.fromkeys(values, source))
    try:
        return Configured(Settings.model_validate(merged), origin)
    except ValidationError as error:
        lines = [_line(e, origin, file) for e in error.errors(include_url=False)]
        raise ConfigurationError("\n".join(lines)) from error


def _toml(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file.name}: cannot be read as TOML: {error}.") from error
    unknown = [
        Problem(file.name, _toml_line(text, key), key, f"unknown setting.{did_you_mean(key, Settings.model_fields)}")
        for key in values
        if key not in Settings.model_fields
    ]
    if unknown:
        raise FileProblemsError(unknown)
    return values


def _toml_line(text: str, key: str) -> int | None:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[?{re.escape(key)}\b", line):
            return number
    return None


def _line(error: Any, origin: Mapping[str, str], file: Path | None) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    source = origin.get(name, "default")
    place = f"{file.name}: {name}" if source == "parlance.toml" and file else f"{source} ({name})"
    return f"{place}: {error['msg']!s}. `parlance config` shows every setting with its origin."
