"""The formats of a draft: Markdown, HTML and Word, chosen by name or by the suffix of a file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal, get_args

from assistant.drafting.sheet.markdown import markdown
from assistant.drafting.sheet.sheet import Sheet
from assistant.errors import UnknownNameError, UsageError

Format = Literal["md", "html", "docx"]
SUFFIXES: dict[str, Format] = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".docx": "docx"}


def chosen_format(wanted: str | None, out: str | None) -> Format:
    """The format that was named, else that of the file's suffix, else Markdown; `UsageError` for any other."""
    formats: tuple[Format, ...] = get_args(Format)
    if wanted is not None:
        found = next((format for format in formats if format == wanted.lower().lstrip(".")), None)
        if found is None:
            raise UnknownNameError.of("format", wanted, formats, hint=f"There is {', '.join(formats)}.")
        return found
    suffix = PurePath(out or "").suffix.lower()
    if suffix and suffix not in SUFFIXES:
        known = ", ".join(dict.fromkeys(f".{format}" for format in formats))
        raise UsageError(f"{out}: no format is called `{suffix}`. Use {known}, or name one with --format.")
    return SUFFIXES.get(suffix, "md")


def rendered(page: Sheet, format: Format) -> bytes:
    """The bytes of a page in that format; `ConfigurationError` when it needs an extra that is not installed."""
    if format == "docx":
        from assistant.drafting.sheet.word import docx

        return docx(page)
    if format == "html":
        from assistant.drafting.sheet.page import html

        return html(page).encode()
    return markdown(page).encode()
