"""What a command reads: text and Markdown as one piece, PDF, office and web files page by page."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cli.session import Session
from assistant.domain.finding import Finding
from assistant.errors import ConfigurationError, DataError, UsageError
from assistant.workspace import decode, read_text

TEXT = (".md", ".markdown", ".txt", ".text")


@dataclass(frozen=True)
class Piece:
    """A text with its place; lines of findings count from its first."""

    file: str
    """As given, `-` for standard input."""
    page: int | None
    """Page or slide, None where there are none."""
    text: str

    def place(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, with the page on which they stand."""
        return [finding.model_copy(update={"page": self.page}) for finding in findings] if self.page else [*findings]


def pieces(session: Session, files: Sequence[str]) -> list[Piece]:
    """The pieces of files, or of standard input alone."""
    if "-" in files and list(files) != ["-"]:
        raise UsageError("`-` (standard input) stands alone. Check files and standard input in two calls.")
    if files == ["-"] and sys.stdin.isatty():
        session.note("reading from the terminal; end with Ctrl-D (`parlance check FILE` checks a file)")
    return [piece for name in files for piece in _read(session, name)]


def require_text(files: Sequence[str]) -> None:
    """Refuses to write into files that are more than text."""
    from assistant.evidence.documents.intake import office_format

    for name in files:
        if office_format(name) is not None:
            raise UsageError(
                f"{name}: --fix writes into text and Markdown only. Run `parlance check {name}` "
                "and change the words in the program that the file is made with. Nothing was written."
            )


def text_of(name: str) -> str:
    """The text of a file or of standard input."""
    if name == "-":
        return decode(sys.stdin.buffer.read(), "-")
    if Path(name).is_dir():
        raise UsageError(f"{name}: this is a folder. Name the files, such as {name}/*.md.")
    return read_text(Path(name), name)


def _read(session: Session, name: str) -> Iterator[Piece]:
    if name == "-" or Path(name).suffix.lower() in TEXT or not Path(name).is_file():
        yield Piece(name, None, text_of(name))
        return
    from assistant.evidence.documents.intake import Intake, office_format, older_format

    format, better = office_format(name), older_format(name)
    if better is not None:
        raise DataError(f"{name}: this format is not read. Save it as {better}.")
    if format is None:
        yield Piece(name, None, text_of(name))
        return
    try:
        with Intake(session.configured.settings.documents) as intake:
            made = intake.pages(Path(name), format)
    except (DataError, ConfigurationError) as error:
        raise type(error)(f"{name}: {error}") from error
    for page in made.pages:
        yield Piece(name, page.number, page.text)
