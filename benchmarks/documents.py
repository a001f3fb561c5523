"""How fast documents are read, cut and screened, and with how much memory.

    python benchmarks/documents.py [--documents 10000]

Markdown documents are passages of a real handbook in turn, or made sentences where it is not at hand; PDF, Word and
PowerPoint files are made. Each measurement runs in a process of its own, whose highest memory is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from assistant.domain.file_limits import FileLimits
from assistant.evidence.documents.corpus import EMPTY, Corpus, build
from assistant.evidence.documents.documents import scan
from assistant.workspace import Workspace
from benchmarks.screening_cases import handbook, notes

OFFICE = 20
"""Files of each office format, of ten pages."""
LARGE = 200
"""Megabytes of the large text."""


def texts() -> Iterator[str]:
    """Short documents, without end."""
    found = [page.body for page in notes()] if handbook() else ["Nurses call every patient after the discharge. " * 30]
    number = 0
    while True:
        number += 1
        yield f"# Note {number}\n\n{found[number % len(found)]}\n"


def make(folder: Path, documents: int) -> None:
    """Workspaces of Markdown, of office files, and of one large text."""
    from office_files import make_docx, make_pdf, make_pptx

    source = texts()
    for name in ("plain", "office", "large"):
        (folder / name / "knowledge" / "documents").mkdir(parents=True)
    for number in range(documents):
        (folder / "plain" / "knowledge" / "documents" / f"{number}.md").write_text(next(source), encoding="utf-8")
    office = folder / "office" / "knowledge" / "documents"
    for number in range(OFFICE):
        pages = [next(source)[:2000] for _ in range(10)]
        make_pdf(office / f"{number}.pdf", *pages)
        make_docx(
            office / f"{number}.docx", *("".join(c for c in page if c.isprintable() and c != "#") for page in pages)
        )
        make_pptx(office / f"{number}.pptx", *(("Title", "Words of a slide.", "Notes.") for _ in pages))
    with (folder / "large" / "knowledge" / "documents" / "large.txt").open("w", encoding="utf-8") as file:
        while file.tell() < LARGE * 2**20:
            file.write(f"{next(source)}\n" * 50)


def read(root: Path, megabytes: int) -> dict[str, object]:
    """Reads a workspace twice; seconds of processor time with that of the reading process, counts and memory."""
    limits = FileLimits(megabytes=megabytes, seconds=600)
    started = _used()
    first = build(scan(Workspace.at(root), limits))
    middle = _used()
    known = Corpus(first.passages, first.fingerprints, ()) if first.passages else EMPTY
    again = build(scan(Workspace.at(root), limits), known)
    ended = _used()
    return {
        "documents": len(first.passages),
        "passages": len(first.all()),
        "seconds": middle - started,
        "again": ended - middle,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "unreadable": [entry.reason for entry in first.unreadable],
        "same": again.passages == first.passages,
    }


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--read", nargs=2, metavar=("DIR", "MEGABYTES"), help="measure one workspace")
    wanted = parser.parse_args()
    if wanted.read:
        print(json.dumps(read(Path(wanted.read[0]), int(wanted.read[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), wanted.documents)
        print(f"{'':22} documents  passages    CPU s  unchanged  memory")
        for name, megabytes, label in (
            ("plain", 50, "Markdown"),
            ("office", 50, "PDF, Word, PowerPoint"),
            ("large", 50, f"one text of {LARGE} MB"),
        ):
            found = _measured(Path(folder) / name, megabytes)
            print(
                f"{label:22} {found['documents']:9,}  {found['passages']:8,}  {found['seconds']:7.1f}  "
                f"{found['again']:9.1f}  {found['megabytes']:5,.0f} MB  {' '.join(found['unreadable'])}"
            )


def _used() -> float:
    """Seconds of processor time of this process and of those that it ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _measured(root: Path, megabytes: int) -> dict[str, object]:
    command = [sys.executable, __file__, "--read", str(root), str(megabytes)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


if __name__ == "__main__":
    main()
