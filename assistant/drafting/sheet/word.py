"""A draft as a Word document: headings, bullets with the numbers of their sources, the sources, where it comes from.

The same sheet gives the same bytes: times and authors are those of no machine, and the archive is written anew with
fixed dates.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.drafting.sheet.sheet import Block, Sheet
from assistant.errors import ConfigurationError

if TYPE_CHECKING:  # for annotations only: an extra that may not be installed
    from docx.document import Document

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name."""
FONT = "Calibri"


def docx(page: Sheet) -> bytes:
    """The document; `ConfigurationError` when the extra that writes it is not installed."""
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "Word documents need one more part. Install it with `pip install 'parlance-assistant[office]'`, "
            "or write Markdown or HTML (--out FILE.md, FILE.html)."
        ) from error
    document = Document()
    _dress(document)
    _fill(document, page)
    _sign(document, page)
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _dress(document: Document) -> None:
    from docx.shared import Cm, Pt

    document.styles["Normal"].font.name = FONT
    document.styles["Normal"].font.size = Pt(10.5)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2)


def _fill(document: Document, page: Sheet) -> None:
    document.add_heading(page.title, level=1)
    document.add_paragraph(page.head)
    if page.view:
        document.add_paragraph().add_run(page.view).italic = True
    for block in page.blocks:
        _section(document, block)
    if page.refusal:
        document.add_heading("Refused", level=2)
        for reason in page.refusal:
            document.add_paragraph(reason, style="List Bullet")
    _ending(document, page)


def _section(document: Document, block: Block) -> None:
    document.add_heading(f"{block.title} ({block.readers})" if block.readers else block.title, level=2)
    for line in block.lines:
        paragraph = document.add_paragraph(line.text, style="List Bullet")
        marks = paragraph.add_run("".join(f" [{note}]" for note in line.notes))
        marks.font.superscript = True


def _ending(document: Document, page: Sheet) -> None:
    """What is not known, what stands behind the numbers, and where it all comes from."""
    if page.questions:
        document.add_heading("Open questions", level=2)
        for question in page.questions:
            paragraph = document.add_paragraph(f"{question.missing} ", style="List Bullet")
            paragraph.add_run(question.why).italic = True
            paragraph.add_run(f" ({question.owner})")
    if page.sources:
        document.add_heading("Sources", level=2)
        for number, source in enumerate(page.sources, start=1):
            document.add_paragraph(f"[{number}] {source}")
    if page.provenance:
        document.add_paragraph().add_run(page.provenance).italic = True


def _sign(document: Document, page: Sheet) -> None:
    """Properties that tell what it is, and nothing of the machine or the moment."""
    properties, never = document.core_properties, datetime(*EPOCH, tzinfo=UTC)
    properties.title = page.title
    properties.subject = page.head
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = never
    properties.revision = 1


def _settled(archive: bytes) -> bytes:
    """The same archive with fixed dates and its parts in their order."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(settled, "w") as write:
        for part in read.infolist():
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            write.writestr(entry, read.read(part.filename))
    return settled.getvalue()
