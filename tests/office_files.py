"""Makes the office files that tests read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pptx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas


def make_pdf(path: Path, *pages: str, locked: bool = False) -> Path:
    """A PDF with these pages; one without words is a drawing, as a scan is; a locked file wants a password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = canvas.Canvas(str(path), encrypt=StandardEncryption("password") if locked else None)
    for page in pages:
        drawn.rect(20, 20, 50, 50)
        for number, line in enumerate(page.split("\n")):
            drawn.drawString(72, 760 - 16 * number, line)
        drawn.showPage()
    drawn.save()
    return path


def make_docx(path: Path, *parts: str) -> Path:
    """A Word document; parts that start with `# ` are headings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = docx.Document()
    for part in parts:
        if part.startswith("# "):
            made.add_heading(part[2:], 1)
        else:
            made.add_paragraph(part)
    made.save(str(path))
    return path


def make_pptx(path: Path, *slides: tuple[str, str, str]) -> Path:
    """A deck of slides with title, text and notes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = pptx.Presentation()
    for title, text, notes in slides:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    made.save(str(path))
    return path


def make_bomb(path: Path, megabytes: int) -> Path:
    """A Word document of a few kilobytes that unpacks to that size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(megabytes):
            part.write(b" " * 2**20)
    return path
