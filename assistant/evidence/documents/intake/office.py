"""Word and PowerPoint: their words as Markdown, slide by slide; pictures, macros and links out stay where they are."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from assistant.evidence.documents.intake.pages import Page, Pages
from assistant.evidence.documents.intake.refusal import BROKEN, EMPTY, ENCRYPTED, RefusedError

AS_WRITTEN = {"escape_underscores": False, "escape_asterisks": False, "escape_misc": False}
"""Words are quoted as they were written, without marks that only Markdown needs."""
MOST_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0"
"""Head of an encrypted (or a very old) office file."""
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_SLIDE = re.compile(r"^<!-- Slide number: (\d+) -->$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def word(path: Path, unpacked: int) -> Pages:
    """A document; only its program knows where pages end. `unpacked` is the most that it may unpack to, in bytes."""
    _guard(path, unpacked)
    text = _clean(_markdown(path))
    if not text:
        raise RefusedError(EMPTY)
    return Pages(markdown=True, pages=(Page(number=None, text=text),))


def slides(path: Path, unpacked: int) -> Pages:
    """The slides that have words, each with its notes."""
    _guard(path, unpacked)
    found = [Page(number=number, text=text) for number, text in _split(_markdown(path)) if text]
    if not found:
        raise RefusedError(EMPTY)
    return Pages(markdown=True, pages=tuple(found))


@cache
def converter() -> Any:
    """The converter of office and web files, made once."""
    from markitdown import MarkItDown

    return MarkItDown(enable_plugins=False)


def _split(text: str) -> list[tuple[int, str]]:
    """Numbers and texts of slides; a mark that is out of order is a slide's own text."""
    marks: list[re.Match[str]] = []
    for mark in _SLIDE.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(int(mark[1]), _clean(text[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)]


def _markdown(path: Path) -> str:
    from markitdown import MarkItDownException

    try:
        return str(converter().convert_local(path, **AS_WRITTEN).markdown)
    except (MarkItDownException, KeyError, ValueError, OSError) as error:
        raise RefusedError(BROKEN) from error


def _guard(path: Path, unpacked: int) -> None:
    """Looks into the package before it is opened: what it would unpack to, and whether it is one at all."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise RefusedError(ENCRYPTED)
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RefusedError(BROKEN) from error
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(ENCRYPTED)
    total = sum(part.file_size for part in parts)
    if total > unpacked or len(parts) > MOST_PARTS:
        size, most = f"{total / 2**20:,.0f} MB in {len(parts):,} parts", f"{unpacked // 2**20:,} MB"
        raise RefusedError(f"would unpack to {size}; the most is {most} (documents.unpacked_megabytes).")


def _clean(text: str) -> str:
    plain = _PICTURE.sub("", text.replace("\x0b", "\n").replace("\r\n", "\n").replace("\xa0", " "))
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in plain.split("\n"))).strip("\n")
