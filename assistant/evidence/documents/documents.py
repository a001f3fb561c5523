"""Documents of a workspace: the files under `knowledge/documents/` that can be read, and what they say of themselves.

A file that cannot be read is reported with a reason and never stops the others.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.evidence import Document
from assistant.domain.file_limits import FileLimits
from assistant.errors import DataError, ParlanceError
from assistant.evidence.documents import front_matter
from assistant.evidence.documents.front_matter import Described
from assistant.evidence.documents.intake import OFFICE, Intake, Page, office_format, older_format
from assistant.evidence.documents.walk import File, Walk
from assistant.evidence.report import Unreadable
from assistant.workspace import Workspace, decode

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", ".text")
SUPPORTED = (*MARKDOWN, *TEXT, *OFFICE)


@dataclass(frozen=True)
class Source:
    """A file that may be a document, as it was when it was looked at."""

    file: File
    sha256: str
    """Hash of its bytes, hexadecimal."""
    fingerprint: str
    """Hash of everything that decides its passages: its bytes and its sidecar's."""

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.file.id


@dataclass(frozen=True)
class Sources:
    """All files under `documents/`, sorted by id."""

    found: tuple[Source, ...]
    unreadable: tuple[Unreadable, ...]
    limits: FileLimits
    """Bounds for reading one of them."""
    kept: Path
    """Folder for what was read of files that are not text."""

    def intake(self) -> Intake:
        """What opens them, for a `with`."""
        return Intake(self.limits, self.kept)


@dataclass(frozen=True)
class Text:
    """A document and its words."""

    document: Document
    """Its title is empty when neither front matter nor sidecar nor the file gives one."""
    body: str
    """Without front matter, which left empty lines: line numbers are those of the file."""
    markdown: bool
    pages: tuple[Page, ...] = ()
    """The body page by page; empty where the format has no pages."""
    foreign: tuple[str, ...] = ()
    """Fields of its front matter that other systems read."""

    @property
    def parts(self) -> tuple[Page, ...]:
        """Its pages, or the whole as one without number."""
        return self.pages or (Page(number=None, text=self.body),)


def scan(workspace: Workspace, limits: FileLimits = FileLimits()) -> Sources:
    """Every file under `documents/`: what may be a document, and why the others are none."""
    walk = Walk(workspace)
    intake = Intake(limits)
    found: dict[str, Source] = {}
    for file in walk.files:
        if file.id in found:
            walk.leave_out(file.path, "has the name of another file, written in other code points. Rename one.")
            continue
        try:
            found[file.id] = _source(file, intake)
        except DataError as error:
            walk.leave_out(file.path, str(error))
    return Sources(
        tuple(found[id] for id in sorted(found)),
        tuple(sorted(walk.unreadable, key=lambda entry: (entry.document, entry.reason))),
        limits,
        workspace.state / "pages",
    )


def read(source: Source, intake: Intake) -> Text:
    """The document of a source; raises `ParlanceError` that says why it cannot be read."""
    described = front_matter.NOTHING
    if source.file.sidecar is not None:
        described = front_matter.sidecar(source.file.sidecar, source.file.sidecar.name)
    if format := office_format(source.id):
        made = intake.pages(source.file.path, format)
        pages = tuple(page for page in made.pages if page.number is not None)
        body = "\n\n".join(page.text for page in made.pages)
        return Text(_document(source, described, made.title), body, made.markdown, pages)
    return _plain(source, intake, described)


def reason(error: ParlanceError, document: str) -> str:
    """What an error says of a document, in one line."""
    place = re.compile(rf"^{re.escape(document)}:(?:(\d+):)? ")
    said = (place.sub(lambda m: f"line {m[1]}: " if m[1] else "", line) for line in str(error).splitlines())
    return " ".join(said)


def _plain(source: Source, intake: Intake, described: Described) -> Text:
    """A file of text."""
    content = intake.content(source.file.path)
    if b"\x00" in content:
        raise DataError("is a binary file, not text. Save it as Markdown or text in UTF-8.")
    body = decode(content, source.id).replace("\r\n", "\n").replace("\r", "\n")
    markdown = source.file.path.suffix.lower() in MARKDOWN
    if markdown:
        own, body = front_matter.split(body, source.id)
        if own.fields is not None and source.file.sidecar is not None:
            raise front_matter.both(source.id, source.file.sidecar.name)
        described = own if own.fields is not None else described
    if not body.strip():
        raise DataError("is empty. Write something in it, or remove it.")
    return Text(_document(source, described), body, markdown, foreign=described.foreign)


def _document(source: Source, described: Described, title: str = "") -> Document:
    about = described.fields or front_matter.FrontMatter()
    fields = about.model_dump() | {"account": about.account or None, "title": about.title or title}
    return Document(id=source.id, sha256=source.sha256, **fields)


def _source(file: File, intake: Intake) -> Source:
    suffix = file.path.suffix
    if suffix.lower() not in SUPPORTED:
        kind = f"`{suffix}`" if suffix else "a name without extension"
        better = older_format(file.id)
        advice = f"Save it as {better}." if better else f"Supported are {', '.join(SUPPORTED)}."
        raise DataError(f"{kind} is not supported. {advice}")
    digest = hashlib.sha256(intake.content(file.path))
    sha256 = digest.hexdigest()
    if file.sidecar is not None:
        digest.update(b"\0" + intake.content(file.sidecar))
    return Source(file, sha256, digest.hexdigest())
