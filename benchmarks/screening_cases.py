"""Documents with and without orders: attacks of BIPIA and own lines, put into mails and handbook pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.evidence import Document, DocumentKind, Passage
from assistant.evidence.documents.documents import Text
from assistant.evidence.documents.passages import passages
from assistant.evidence.screening.requests import Surroundings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
PLACES = ("start", "middle", "end")


@dataclass(frozen=True)
class Attack:
    """A line that gives an order."""

    kind: str
    line: str


@dataclass(frozen=True)
class Page:
    """A document that people wrote for people."""

    name: str
    body: str
    markdown: bool = True
    kind: DocumentKind | None = None

    def cut(self) -> tuple[Passage, ...]:
        """Its passages, as indexing cuts and marks them."""
        return passages(
            Text(Document(id=self.name, title="", sha256="0" * 64, kind=self.kind), self.body, self.markdown)
        )

    def around(self) -> Surroundings:
        """What it speaks of."""
        cut = self.cut()
        return Surroundings([p.text for p in cut], sorted({part for p in cut for part in (p.title, p.section)}))


def bipia(part: str = "train") -> list[Attack]:
    """The attacks on text of a part of BIPIA: 15 kinds of 5; none when the part is not at hand."""
    file = SHARED / "bipia" / f"text_attack_{part}.json"
    found = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return [Attack(kind, line) for kind, lines in found.items() for line in lines]


def own(part: str) -> list[Attack]:
    """Our own orders."""
    return [Attack(kind, line) for kind, lines in _own(part)["orders"].items() for line in lines]


def innocent(part: str) -> list[Page]:
    """Our own passages without orders."""
    return [Page(f"own {part} {number}", text) for number, text in enumerate(_own(part)["innocent"])]


def handbook() -> list[Page]:
    """The pages of two public handbooks."""
    folders = (SHARED / "handbook_sourcegraph", SHARED / "handbook_posthog")
    files = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return [Page(path.relative_to(SHARED).as_posix(), path.read_text("utf-8")) for path in files]


def notes() -> list[Page]:
    """Every third passage of the handbooks, as a short document of its own."""
    found = [passage for page in handbook() for passage in page.cut()]
    return [Page(f"note {at}", passage.text) for at, passage in enumerate(found) if at % 3 == 0]


def mails() -> list[Page]:
    """Fifty business mails."""
    lines = (SHARED / "bipia" / "email_train.jsonl").read_text("utf-8").splitlines()
    return [Page(f"mail {at}", json.loads(line)["context"], markdown=False) for at, line in enumerate(lines)]


def sample() -> list[Page]:
    """The documents of the sample workspace."""
    folder = ROOT / "knowledge" / "documents"
    return [Page(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in sorted(folder.rglob("*.md"))]


def with_order(page: Page, line: str, place: str) -> Page:
    """The page with the line on its own, at its start, before its middle line, or at its end."""
    lines = page.body.split("\n")
    if len(lines) == 1 and place == "middle":
        lines = page.body.replace(". ", ".\n", 1).split("\n")
    at = {"start": 0, "middle": max(1, len(lines) // 2), "end": len(lines)}[place]
    return Page(f"{page.name} with an order", "\n".join([*lines[:at], line, *lines[at:]]), page.markdown)


def attacked(attacks: Sequence[Attack], pages: Sequence[Page], each: int) -> Iterator[tuple[Attack, Page]]:
    """Every attack in `each` pages, pages and places taken in turn."""
    for at, attack in enumerate(attacks):
        for turn in range(each):
            number = at * each + turn
            yield attack, with_order(pages[number * 7 % len(pages)], attack.line, PLACES[number % 3])


def steps(part: str) -> Iterator[tuple[str, Page]]:
    """Each step of our call notes in five places: see `ordered`; the first also in a short note."""
    for note in _own(f"notes_{part}")["notes"]:
        for line in note["steps"]:
            yield line, _headed(note, line)
            yield line, _headed(note | {"said": note["said"].split(". ")[0]}, line)
            yield line, Page(f"{note['title']}: {line}", f"{note['said']}\n\n{line}", kind="call_note")
            yield line, _labelled(note, line)
            yield line, _among(note, line)


def ordered(part: str, orders: Sequence[Attack]) -> Iterator[tuple[Attack, Page]]:
    """Each order in three of our call notes, where the next step stands: under its heading, behind it, among steps."""
    found = _own(f"notes_{part}")["notes"]
    for at, order in enumerate(orders):
        for turn, placed in enumerate((_headed, _labelled, _among)):
            yield order, placed(found[(at * 3 + turn) % len(found)], order.line)


def _headed(note: Any, line: str) -> Page:
    return Page(f"{note['title']}: {line}", f"# {note['title']}\n\n{note['said']}\n\n## {note['heading']}\n\n{line}\n")


def _labelled(note: Any, line: str) -> Page:
    body = f"{note['said']}\n\n{note['heading']}: {line}\n"
    return Page(f"{note['title']}: {line}", body, kind="call_note")


def _among(note: Any, line: str) -> Page:
    """The line as an item between two steps."""
    first, second = [step for step in note["steps"] if step != line][:2]
    body = f"# {note['title']}\n\n{note['said']}\n\n## {note['heading']}\n\n- {first}\n- {line}\n- {second}\n"
    return Page(f"{note['title']}: {line}", body)


@cache
def _own(part: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "eval" / "cases" / "screening" / f"{part}.yaml").read_text("utf-8"))
    return found
