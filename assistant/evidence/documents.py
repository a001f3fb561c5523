"""Documents of a workspace: the files under `knowledge/documents/` that can be read, and what they say of themselves.

A file that cannot be read is reported with a reason and never stops the others.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.evidence import Document
from assistant.errors import DataError, ParlanceError
from assistant.evidence import front_matter
from assistant.evidence.report import Unreadable
from assistant.evidence.walk import File, Walk
from assistant.workspace import Workspace, decode

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", ".text")
SUPPORTED = (*MARKDOWN, *TEXT)
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest document that is read."""


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


@dataclass(frozen=True)
class Text:
    """A document and its words."""

    document: Document
    """Its title is empty when neither front matter nor sidecar gives one."""
    body: str
    """Without front matter, which left empty lines: line numbers are those of the file."""
    markdown: bool


def scan(workspace: Workspace) -> Sources:
    """Every file under `documents/`: what may be a document, and why the others are none."""
    walk = Walk(workspace)
    found: dict[str, Source] = {}
    for file in walk.files:
        if file.id in found:
            walk.leave_out(file.path, "has the name of another file, written in other code points. Rename one.")
            continue
        try:
            found[file.id] = _source(file)
        except DataError as error:
            walk.leave_out(file.path, str(error))
    return Sources(
        tuple(found[id] for id in sorted(found)),
        tuple(sorted(walk.unreadable, key=lambda entry: (entry.document, entry.reason))),
    )


def read(source: Source) -> Text:
    """The document of a source; raises `ParlanceError` that says why it cannot be read."""
    path, sidecar = source.file.path, source.file.sidecar
    content = _bytes(path)
    if b"\x00" in content:
        raise DataError("is a binary file, not text. Save it as Markdown or text in UTF-8.")
    text = decode(content, source.id).replace("\r\n", "\n").replace("\r", "\n")
    markdown = path.suffix.lower() in MARKDOWN
    described, body = front_matter.split(text, source.id) if markdown else (None, text)
    if sidecar is not None:
        if described is not None:
            raise front_matter.both(source.id, sidecar.name)
        described = front_matter.sidecar(sidecar, sidecar.name)
    if not body.strip():
        raise DataError("is empty. Write something in it, or remove it.")
    about = described or front_matter.FrontMatter()
    fields = about.model_dump() | {"account": about.account or None}
    return Text(Document(id=source.id, sha256=source.sha256, **fields), body, markdown)


def reason(error: ParlanceError, document: str) -> str:
    """What an error says of a document, in one line."""
    place = re.compile(rf"^{re.escape(document)}:(?:(\d+):)? ")
    said = (place.sub(lambda m: f"line {m[1]}: " if m[1] else "", line) for line in str(error).splitlines())
    return " ".join(said)


def _source(file: File) -> Source:
    suffix = file.path.suffix
    if suffix.lower() not in SUPPORTED:
        kind = f"`{suffix}`" if suffix else "a name without extension"
        raise DataError(f"{kind} is not supported. Supported are {', '.join(SUPPORTED)}.")
    content = _bytes(file.path)
    digest = hashlib.sha256(content)
    sha256 = digest.hexdigest()
    if file.sidecar is not None:
        digest.update(b"\0" + _bytes(file.sidecar))
    return Source(file, sha256, digest.hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DataError(f"is {size / 2**20:.0f} MB; the most is {LARGEST // 2**20} MB. Split it.")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read ({error.strerror}).") from error
