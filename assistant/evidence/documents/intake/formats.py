"""Formats of files by the ends of their names."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal, get_args

OfficeFormat = Literal["pdf", "docx", "pptx", "html"]

OFFICE: dict[str, OfficeFormat] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".html": "html",
    ".htm": "html",
}
"""Files that are read in a process of their own, by the end of the name in small letters."""
OLDER = {".doc": ".docx", ".dot": ".docx", ".docm": ".docx", ".rtf": ".docx", ".odt": ".docx"}
OLDER |= {".ppt": ".pptx", ".pptm": ".pptx", ".odp": ".pptx", ".key": ".pptx"}
"""Files that are not read, with the format to save them in."""
PACKED = frozenset({"docx", "pptx"})
"""Formats that are packed folders."""


def office_format(name: str) -> OfficeFormat | None:
    """The format of a file that is not plain text, None for everything else."""
    return OFFICE.get(PurePath(name).suffix.lower())


def older_format(name: str) -> str | None:
    """What to save a file as whose format is not read; None when there is nothing to say."""
    return OLDER.get(PurePath(name).suffix.lower())


def known_format(name: str) -> OfficeFormat:
    """The format of that name; `ValueError` when there is none."""
    for known in get_args(OfficeFormat):
        if known == name:
            return OFFICE[f".{known}"]
    raise ValueError(name)
