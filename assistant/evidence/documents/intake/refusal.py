"""Why a file cannot be read, in words for its owner."""

from __future__ import annotations


class RefusedError(Exception):
    """A file that cannot be read; the text says why and what to do."""


BROKEN = "is damaged or not what its name says. Open it in its program, and save or export it again."
ENCRYPTED = "is encrypted. Save it without a password."
NO_TEXT = "has no text layer (a scan?). Run text recognition (OCR) over it and save the result."
EMPTY = "holds no text."
