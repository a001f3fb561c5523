"""PDF: the text of each page, as far as the file has text."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.evidence.documents.intake.pages import Page, Pages
from assistant.evidence.documents.intake.refusal import BROKEN, ENCRYPTED, NO_TEXT, RefusedError

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BREAK = re.compile(r"\r\n?|\f")
_UNNAMED = re.compile(r"untitled|microsoft (?:word|powerpoint)|\.(?:docx?|pptx?|indd|tex|dvi)$", re.IGNORECASE)
"""Titles that programs leave in a file."""


def pdf(path: Path) -> Pages:
    """The pages that have words; their numbers count those without, too."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError(ENCRYPTED)
        texts = [_clean(page.extract_text()) for page in reader.pages]
        named = reader.metadata.title if reader.metadata else None
    except (FileNotDecryptedError, DependencyError) as error:
        raise RefusedError(ENCRYPTED) from error
    except PyPdfError as error:
        raise RefusedError(BROKEN) from error
    if not any(texts):
        raise RefusedError(NO_TEXT)
    pages = tuple(Page(number=number, text=text) for number, text in enumerate(texts, start=1) if text)
    return Pages(title=_title(named), markdown=False, pages=pages)


def _clean(text: str) -> str:
    """Lines without the space around them; letters that are drawn together are two letters."""
    plain = _CONTROL.sub("", _BREAK.sub("\n", text.translate(_LIGATURES)))
    return "\n".join(" ".join(line.split()) for line in plain.split("\n")).strip("\n")


def _title(named: object) -> str:
    title = " ".join(str(named or "").split())
    return "" if _UNNAMED.search(title) else title
