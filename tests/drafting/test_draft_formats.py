"""Drafts as pages: HTML that needs nothing but itself, Word that opens, the same words in each format."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from drafting_workspaces import drafted, sources_of

from assistant.drafting import Sheet, chosen_format, rendered, sheet
from assistant.drafting.sheet.sheet import Block, Line
from assistant.errors import ConfigurationError, UnknownNameError, UsageError

EVIL = '<script>alert(1)</script> & "quoted" [link](https://x.example) *bold*'


@pytest.fixture
def page(schools: Path) -> Sheet:
    sources = sources_of(schools)
    return sheet(drafted(sources, "talking-points", account="1"), sources)


class Reader(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def words(page: Sheet) -> list[str]:
    said = [line.text for block in page.blocks for line in block.lines]
    return [page.title, page.head, *said, *(q.missing for q in page.questions), *page.sources, page.provenance]


def test_a_page_needs_nothing_but_itself(page: Sheet) -> None:
    """No script, no address, nothing that a browser would load; tags are closed; each mark leads to a source."""
    text = rendered(page, "html").decode()
    read = Reader(text)
    tags = {tag for tag, _ in read.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert not re.search(r"https?:|@import|url\(|\bon\w+=", text)
    assert read.open == []
    targets = {attributes["id"] for tag, attributes in read.tags if "id" in attributes}
    marks = {str(attributes["href"]).removeprefix("#") for tag, attributes in read.tags if tag == "a"}
    assert marks == targets != set()


@pytest.mark.parametrize("format", ["md", "html", "docx"])
def test_every_format_says_the_same(page: Sheet, format: str) -> None:
    """Title, head, statements, questions, sources and origin stand in each format."""
    content = rendered(page, format)
    if format == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    elif format == "html":
        text = Reader(content.decode()).text
    else:
        text = re.sub(r"\\(.)", r"\1", content.decode())
    assert all(said in text for said in words(page))
    assert text.count("(may be shared)") + text.count("may be shared") > 0


@pytest.mark.parametrize("format", ["md", "html", "docx"])
def test_the_same_page_gives_the_same_bytes(page: Sheet, format: str) -> None:
    """Nothing of the moment or the machine is in a file."""
    assert rendered(page, format) == rendered(page, format)


def test_a_word_document_carries_no_date_and_nobodys_name(page: Sheet) -> None:
    """All its parts have the first date that an archive knows, and its properties name no author."""
    archive = zipfile.ZipFile(io.BytesIO(rendered(page, "docx")))
    assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(rendered(page, "docx"))).core_properties
    assert (properties.author, properties.last_modified_by, properties.created.year) == ("", "", 1980)
    assert properties.title == page.title


def test_words_stay_words_in_html() -> None:
    """Markup in a statement, a title, a question or a source is shown, not obeyed."""
    page = Sheet(EVIL, EVIL, EVIL, (Block(EVIL, "internal", "internal", (Line(EVIL, (1,)),)),), (), (), (EVIL,), EVIL)
    read = Reader(rendered(page, "html").decode())
    assert read.text.count(EVIL) == 8
    assert "script" not in {tag for tag, _ in read.tags}


def test_a_format_is_named_or_told_by_the_suffix() -> None:
    """`--format` wins over the suffix; a suffix or name that is no format is refused with what there is."""
    assert chosen_format(None, "a/b.HTML") == "html"
    assert chosen_format("docx", "a/b.html") == "docx"
    assert chosen_format(None, None) == chosen_format(None, "notes") == "md"
    with pytest.raises(UsageError) as refused:
        chosen_format(None, "a.odt")
    assert str(refused.value) == "a.odt: no format is called `.odt`. Use .md, .html, .docx, or name one with --format."
    with pytest.raises(UnknownNameError) as unknown:
        chosen_format("htm1", None)
    assert str(unknown.value) == "unknown format `htm1`. Did you mean `html`? There is md, html, docx."


def test_word_without_its_extra_says_how_to_install_it(page: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where python-docx is missing, the error names the extra and the formats that work."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ConfigurationError) as caught:
        rendered(page, "docx")
    assert "pip install 'parlance-assistant[office]'" in str(caught.value) and ".html" in str(caught.value)
