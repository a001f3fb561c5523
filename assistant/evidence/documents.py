"""Documents of a workspace: what lies under `knowledge/documents/`, and what can be read of it.

A file that cannot be read is reported with a reason and never stops the others. Nothing outside the workspace is
reached, and the order in which a disk lists its files does not matter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.evidence import Document
from assistant.errors import DataError, ParlanceError
from assistant.evidence import front_matter
from assistant.evidence.report import Unreadable
from assistant.workspace import Workspace, decode

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", ".text")
SUPPORTED = (*MARKDOWN, *TEXT)
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest document that is read."""
SIDECAR = ".meta.yaml"


@dataclass(frozen=True)
class Source:
    """A file that may be a document."""

    id: str
    """Path under `documents/`, with `/`, in Unicode's composed form."""
    path: Path
    sidecar: Path | None
    sha256: str
    """Hash of its bytes, hexadecimal."""
    fingerprint: str
    """Hash of everything that decides its passages: its bytes and its sidecar's."""


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
    folder = workspace.knowledge / "documents"
    if not folder.exists():
        return Sources((), ())
    if not workspace.contains(folder):
        return Sources((), (Unreadable(document=".", reason="`documents` leads out of the workspace; copy it here."),))
    walk = _Walk(workspace, folder)
    found: dict[str, Source] = {}
    for path in walk.files(folder):
        source = walk.source(path)
        if source is not None and found.setdefault(source.id, source) is not source:
            walk.leave_out(path, "has the name of another file, written in other code points. Rename one.")
    walk.orphans()
    return Sources(
        tuple(sorted(found.values(), key=lambda source: source.id)),
        tuple(sorted(walk.unreadable, key=lambda entry: (entry.document, entry.reason))),
    )


def read(source: Source) -> Text:
    """The document of a source; raises `ParlanceError` that says why it cannot be read."""
    content = _bytes(source.path)
    if b"\x00" in content:
        raise DataError("is a binary file, not text. Save it as Markdown or text in UTF-8.")
    text = decode(content, source.id).replace("\r\n", "\n").replace("\r", "\n")
    markdown = source.path.suffix.lower() in MARKDOWN
    described, body = front_matter.split(text, source.id) if markdown else (None, text)
    if source.sidecar is not None:
        if described is not None:
            raise front_matter.both(source.id, source.sidecar.name)
        described = front_matter.sidecar(source.sidecar, source.sidecar.name)
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


class _Walk:
    """One pass over the folder; remembers what it left out, and which sidecars were used."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.unreadable: list[Unreadable] = []
        self._workspace = workspace
        self._folder = folder
        self._entered: set[Path] = set()
        self._sidecars: dict[Path, bool] = {}

    def files(self, folder: Path) -> Iterator[Path]:
        """Regular files below a folder that may be read, sorted by name; each folder is entered once."""
        real = folder.resolve()
        if real in self._entered:
            return
        self._entered.add(real)
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            self.leave_out(folder, f"cannot be listed ({error.strerror}).")
            return
        for entry in entries:
            if entry.is_dir() and self._allowed(entry):
                yield from self.files(entry)
            elif not entry.is_dir() and self._allowed(entry):
                if entry.name.endswith(SIDECAR):
                    self._sidecars.setdefault(entry, False)
                else:
                    yield entry

    def source(self, path: Path) -> Source | None:
        """The source of a file, or None after a report."""
        sidecar = self._sidecar(path)
        if path.suffix.lower() not in SUPPORTED:
            kind = f"`{path.suffix}`" if path.suffix else "a name without extension"
            self.leave_out(path, f"{kind} is not supported. Supported are {', '.join(SUPPORTED)}.")
            return None
        try:
            size = path.stat().st_size
            if size > LARGEST:
                self.leave_out(path, f"is {size / 2**20:.0f} MB; the most is {LARGEST // 2**20} MB. Split it.")
                return None
            content = _bytes(path)
            beside = b"" if sidecar is None else b"\0" + _bytes(sidecar)
        except DataError as error:
            self.leave_out(path, str(error))
            return None
        digest = hashlib.sha256(content)
        sha256 = digest.hexdigest()
        digest.update(beside)
        return Source(self._id(path), path, sidecar, sha256, digest.hexdigest())

    def orphans(self) -> None:
        """Reports sidecars that describe no document."""
        for sidecar, used in self._sidecars.items():
            if not used:
                named = sidecar.name.removesuffix(SIDECAR)
                self.leave_out(sidecar, f"describes no document: there is no `{named}` beside it.")

    def _sidecar(self, path: Path) -> Path | None:
        for name in (path.name, path.stem):
            beside = path.with_name(name + SIDECAR)
            if beside in self._sidecars or (beside.is_file() and self._workspace.contains(beside)):
                self._sidecars[beside] = True
                return beside
        return None

    def _allowed(self, path: Path) -> bool:
        if ".." in path.name:
            self.leave_out(path, "its name holds `..`, which reads as a way out of the folder. Rename it.")
        elif path.name.startswith("."):
            return False
        elif not path.name.isprintable():
            self.leave_out(path, "its name holds characters that cannot be printed. Rename it.")
        elif not path.exists():
            self.leave_out(path, "is a link that leads nowhere.")
        elif not self._workspace.contains(path):
            self.leave_out(path, "is a link out of the workspace. Copy the file here instead.")
        elif not path.is_dir() and not path.is_file():
            self.leave_out(path, "is no regular file.")
        else:
            return True
        return False

    def leave_out(self, path: Path, why: str) -> None:
        """Reports a file that is no document."""
        self.unreadable.append(Unreadable(document=self._id(path), reason=why))

    def _id(self, path: Path) -> str:
        id = unicodedata.normalize("NFC", path.relative_to(self._folder).as_posix())
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in id)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read ({error.strerror}).") from error
