"""What a document says about itself: front matter at its head, or a sidecar `NAME.meta.yaml` beside it.

A field that is unknown or wrong refuses the document with file and line: a mistyped `audience` or `account` must
never open it to more people than was meant.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from pydantic import ValidationError, field_validator

from assistant import yamlfile
from assistant.domain.evidence import DocumentKind, Share
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem
from assistant.workspace import load

_FENCED = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class FrontMatter(Value):
    """Shape of front matter and of `NAME.meta.yaml`; every field may be left out."""

    title: str = ""
    """Shown with every passage; else the first heading, else the file name."""
    kind: DocumentKind | None = None
    """What sort of source it is."""
    date: dt.date | None = None
    """When it was written (YYYY-MM-DD)."""
    audience: Share = "internal"
    """Where it may be cited."""
    roles: tuple[str, ...] = ()
    """Ids of the roles it speaks of; empty means any."""
    account: str = ""
    """Id of the account it is tied to, in quotes when it is all digits."""

    @field_validator("account", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if text in (None, ""):
            raise ValueError("names no account; give its id, or leave the line out")
        if type(text) is int:
            raise ValueError('write the account id in quotes, such as account: "050008"')
        return text


def split(text: str, name: str) -> tuple[FrontMatter | None, str]:
    """Front matter (None when there is none) and the body; the body keeps its line numbers.

    Raises `FileProblemsError` with the lines of the document.
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        return None, text
    parsed = yamlfile.parse(("\n" + fenced["yaml"]).encode(), name)
    if parsed.data is not None and not isinstance(parsed.data, dict):
        return None, text
    body = "\n" * fenced.group().count("\n") + text[fenced.end() :]
    try:
        return FrontMatter.model_validate(parsed.data or {}), body
    except ValidationError as error:
        raise FileProblemsError(yamlfile.problems(error, FrontMatter, parsed, name)) from error


def sidecar(path: Path, name: str) -> FrontMatter:
    """The sidecar's fields; raises `FileProblemsError` with its lines."""
    loaded = load(path, name, FrontMatter)
    return loaded.value


def both(name: str, beside: str) -> FileProblemsError:
    """The document has front matter and a sidecar."""
    return FileProblemsError([Problem(name, 1, "", f"has front matter and `{beside}`; keep one of them.")])
