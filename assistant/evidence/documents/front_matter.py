"""What a document says about itself: front matter at its head, or a sidecar `NAME.meta.yaml` beside it.

A field of ours that is wrong or misspelt refuses the document with file and line: a mistyped `audience` or `account`
must never open it to more people than was meant. Fields that other systems put into front matter are left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError, field_validator
from rapidfuzz.distance import OSA

from assistant import yamlfile
from assistant.domain.evidence import DocumentKind, Share
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem
from assistant.evidence.text.hidden import views
from assistant.workspace import load

_GUARDED = re.compile(r"account|audience|acct", re.IGNORECASE)
"""What no other system's field may look like: these two decide who sees a document."""
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

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        return value.date() if isinstance(value, dt.datetime) else value

    @field_validator("account", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if text in (None, ""):
            raise ValueError("names no account; give its id, or leave the line out")
        if type(text) is int:
            raise ValueError('write the account id in quotes, such as account: "050008"')
        return text


@dataclass(frozen=True)
class Described:
    """What was found about a document."""

    fields: FrontMatter | None
    """None when it says nothing."""
    foreign: tuple[str, ...] = ()
    """Fields of other systems, in the order in which they stand."""


NOTHING = Described(None)


def split(text: str, name: str) -> tuple[Described, str]:
    """What front matter says, and the body, which keeps its line numbers.

    Raises `FileProblemsError` with the lines of the document.
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        return NOTHING, text
    parsed = yamlfile.parse(("\n" + fenced["yaml"]).encode(), name)
    if parsed.data is not None and not isinstance(parsed.data, dict):
        return NOTHING, text
    body = "\n" * fenced.group().count("\n") + text[fenced.end() :]
    data = parsed.data or {}
    foreign = tuple(_foreign(data))
    try:
        fields = FrontMatter.model_validate({key: value for key, value in data.items() if key not in foreign})
    except ValidationError as error:
        raise FileProblemsError(yamlfile.problems(error, FrontMatter, parsed, name)) from error
    return Described(fields, tuple(map(str, foreign))), body


def _foreign(data: Mapping[Any, object]) -> Iterator[Any]:
    """Fields that are neither ours nor one of ours misspelt, as far as anybody can tell."""
    for key in data:
        if key not in FrontMatter.model_fields and not _misspelt(str(key)):
            yield key


def _misspelt(key: str) -> bool:
    """Whether a field may be meant to be one of ours: a letter or two off, or in letters that only look alike."""
    plain = re.sub(r"[\W_]+", "", next(iter(views(key)), key)).casefold()
    near = any(
        OSA.distance(plain, name, score_cutoff=1 if len(name) < 6 else 2) <= (1 if len(name) < 6 else 2)
        for name in FrontMatter.model_fields
    )
    return near or _GUARDED.search(plain) is not None


def sidecar(path: Path, name: str) -> Described:
    """The sidecar's fields, all of them ours; raises `FileProblemsError` with its lines."""
    return Described(load(path, name, FrontMatter).value)


def both(name: str, beside: str) -> FileProblemsError:
    """The document has front matter and a sidecar."""
    return FileProblemsError([Problem(name, 1, "", f"has front matter and `{beside}`; keep one of them.")])
