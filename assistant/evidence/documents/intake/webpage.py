"""Web pages: what the page is about, without its menus; what a browser does not show becomes a comment.

Comments are not quoted, but the screening reads them.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evidence.documents.intake.office import AS_WRITTEN, converter
from assistant.evidence.documents.intake.pages import Page, Pages
from assistant.evidence.documents.intake.refusal import EMPTY, RefusedError

if TYPE_CHECKING:  # for annotations only: the vendor is loaded when a page is read
    from bs4 import BeautifulSoup, Tag

NEVER_TEXT = ["script", "style", "template", "svg", "canvas", "iframe", "object", "embed", "link", "meta"]
MENUS = ["nav", "aside", "form", "button", "select", "dialog"]
MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"})
FRAMES = ["header", "footer"]
"""Boilerplate, except inside of the page's own article."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity|max-height)\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE
)
_PLACE = "\ue000{}\ue001"
_PLACED = re.compile("\ue000(\\d+)\ue001")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*\n+")


def webpage(path: Path) -> Pages:
    """The text of a page as Markdown."""
    from bs4 import BeautifulSoup
    from markitdown import StreamInfo

    soup = BeautifulSoup(path.read_bytes(), "lxml")
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    unseen = _set_aside(soup)
    _strip(soup)
    content = soup.find("main") or soup.body or soup
    stream = io.BytesIO(f"<body>{content}</body>".encode())
    made = converter().convert_stream(stream, stream_info=StreamInfo(extension=".html", charset="utf-8"), **AS_WRITTEN)
    text = _PICTURE.sub("", str(made.markdown).replace("\xa0", " "))
    text = _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")
    if not _PLACED.sub("", text).strip():
        raise RefusedError(EMPTY)
    shown = _PLACED.sub(lambda mark: f"<!-- {unseen[int(mark[1])]} -->", text)
    return Pages(title=title, markdown=True, pages=(Page(number=None, text=shown),))


def _set_aside(soup: BeautifulSoup) -> list[str]:
    """Takes out what a browser does not show, leaves a mark in its place, and gives its words."""
    from bs4 import Comment
    from bs4 import Tag as Element

    unseen: list[str] = []
    for found in [*soup.find_all(_is_hidden), *soup.find_all(string=lambda text: isinstance(text, Comment))]:
        if found.find_parent(NEVER_TEXT) is None and not getattr(found, "decomposed", False):
            words = found.get_text(" ") if isinstance(found, Element) else _words(str(found))
            found.replace_with(_PLACE.format(len(unseen)))
            unseen.append(" ".join(words.replace("--", "- -").split()))
    return unseen


def _is_hidden(tag: Tag) -> bool:
    style = tag.get("style")
    return tag.has_attr("hidden") or tag.name == "noscript" or bool(style and _HIDDEN.search(str(style)))


def _strip(soup: BeautifulSoup) -> None:
    """Takes out code, menus and the page's frame."""
    for tag in soup.find_all([*NEVER_TEXT, *MENUS]):
        tag.decompose()
    for tag in soup.find_all(lambda tag: str(tag.get("role", "")).lower() in MENU_ROLES):
        tag.decompose()
    for tag in soup.find_all(FRAMES):
        if tag.find_parent(["article", "main"]) is None:
            tag.decompose()


def _words(comment: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(comment, "lxml").get_text(" ") if "<" in comment else comment
