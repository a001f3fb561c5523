"""Passages: cut where the author cut, never across a heading, under ids that stay."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.evidence import Document, Passage
from assistant.evidence.documents.documents import Text
from assistant.evidence.documents.passages import LONGEST, LONGEST_WHOLE, MOST, passages, size

SENTENCE = "The ward calls every patient on the day after the discharge."  # 11 words


def cut(body: str, *, markdown: bool = True, title: str = "T", id: str = "d.md") -> tuple[Passage, ...]:
    return passages(Text(Document(id=id, title=title, sha256="0" * 64), body, markdown))


def paragraph(words: int) -> str:
    return " ".join((SENTENCE.split() * (words // 11 + 1))[:words])


def bare(text: str) -> str:
    return "".join(text.split())


def test_headings_are_the_section_and_no_passage_crosses_them():
    """Each passage names the headings above it; a heading of the same or a higher level ends the one before."""
    body = "Before.\n\n# One\n\nFirst.\n\n## Two\n\nSecond.\n\nThree\n=====\n\nThird.\n"
    assert [(p.section, p.text) for p in cut(body)] == [
        ("", "Before."), ("One", "First."), ("One > Two", "Second."), ("Three", "Third."),
    ]  # fmt: skip


def test_a_first_heading_that_is_the_title_is_not_said_twice():
    """The section starts below the title of the document."""
    assert [p.section for p in cut("# T\n\n## A *b* [c](http://x)\n\nText.\n")] == ["A b c"]


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [("Given", "# Heading\n\nx", "Given"), ("", "# Heading\n\nx", "Heading"), ("", "x", "call notes")],
)
def test_the_title_is_that_of_the_front_matter_or_the_first_heading_or_the_file(title, body, shown):
    """Every passage has a title to cite."""
    assert {p.title for p in cut(body, title=title, id="sales/call-notes.md")} == {shown}


def test_short_paragraphs_are_gathered_and_a_short_rest_joins_the_one_before():
    """Paragraphs of 30 words make passages of 60; a last one of 20 does not stand alone."""
    body = "\n\n".join([paragraph(30)] * 4 + [paragraph(20)])
    assert [size(p.text) for p in cut(body)] == [60, 80]


def test_a_long_paragraph_is_kept_whole_up_to_a_limit_and_then_cut_at_sentences():
    """What is cut ends with a sentence, holds no more than the limit, and loses no word."""
    assert len(cut(paragraph(LONGEST))) == 1
    long = " ".join([SENTENCE] * 60)
    pieces = cut(long)
    assert all(size(p.text) <= MOST and p.text.endswith(".") for p in pieces)
    assert " ".join(p.text for p in pieces) == long


def test_list_items_and_quotes_are_kept_whole():
    """An item with its nested items, a quotation and a table are never cut in two."""
    item = f"- {paragraph(100)}\n  - nested {paragraph(100)}"
    quotation = "\n".join(f"> {SENTENCE}" for _ in range(20))
    table = "| a | b |\n|---|---|\n" + "\n".join(f"| {n} | {SENTENCE} |" for n in range(15))
    body = f"{item}\n{item.replace('nested', 'other')}\n\n{quotation}\n\n{table}\n"
    assert [p.text for p in cut(body)] == [item, item.replace("nested", "other"), quotation, table]


def test_words_stay_as_they_are_written():
    """Figures, marks and line breaks are those of the document, so that a quote can be exact."""
    body = "Fell by **12 %** in\n30 days (n = 14);\n\n- “quoted” & more\n- `code`\n"
    (only,) = cut(body)
    assert only.text == "Fell by **12 %** in\n30 days (n = 14);\n\n- “quoted” & more\n- `code`"


def test_what_a_reader_does_not_see_is_no_part_of_a_passage():
    """Comments and invisible characters leave no trace in what can be cited."""
    (only,) = cut("Plain<!-- reviewed --> wo\u200brds.\n\n<!-- a block\n\nof comment -->\n")
    assert only.text == "Plain words."


def test_an_id_stays_while_the_text_does():
    """Moving a passage, renaming its headings or changing its neighbours keeps its id; changing a word does not."""
    one, two = cut("# A\n\nFirst words.\n\n# B\n\nSecond words.\n")
    moved_two, moved_one = cut("# C\n\nSecond words.\n\n# D\n\nFirst words.\n")
    assert (one.id, two.id) == (moved_one.id, moved_two.id)
    assert one.id.startswith("d.md#")
    assert len(one.id) == len("d.md#") + 10
    assert cut("# A\n\nFirst word.\n")[0].id != one.id


def test_the_same_text_twice_has_two_ids():
    """A second occurrence gets a suffix, so that ids are distinct within a document."""
    first, second, third = cut("# A\n\nSame.\n\n# B\n\nSame.\n\n# C\n\nSame.\n")
    assert second.id == f"{first.id}-2"
    assert third.id == f"{first.id}-3"


def test_plain_text_has_paragraphs_and_no_headings():
    """In a text file `#` is a letter like others."""
    found = cut(f"# not a heading\n\n{paragraph(70)}\n\n{paragraph(80)}\n", markdown=False)
    assert [p.section for p in found] == ["", ""]
    assert found[0].text.startswith("# not a heading")


def test_text_without_spaces_or_sentences_is_still_cut():
    """A file of one endless word, or of a script without spaces, gives passages of bounded size."""
    for body in ("x" * 50_000, "言葉" * 20_000, "word " * 20_000):
        found = cut(body)
        assert bare("".join(p.text for p in found)) == bare(body)
        assert max(size(p.text) for p in found) <= LONGEST_WHOLE


@given(st.lists(st.sampled_from(["# H", "## I", SENTENCE, f"- {SENTENCE}", f"> {SENTENCE}", "", paragraph(200)])))
def test_no_word_is_lost_and_none_comes_twice(lines):
    """Passages in order are the words of the document without its headings."""
    body = "\n\n".join(lines)
    words = "".join(bare(line) for line in lines if not line.startswith("#"))
    assert bare("".join(p.text for p in cut(body))) == words


def test_any_text_is_cut_without_failing():
    """Whatever stands in a file, cutting it ends, and gives distinct ids."""
    chosen = random.Random(7)
    pieces = [
        "#",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "```",
        "|",
        "---",
        "<!--",
        "-->",
        "  ",
        "word ",
        "\t",
        "1. ",
        "\u200b",
        "=",
        "é",
    ]
    for _ in range(300):
        body = "".join(chosen.choices(pieces, k=40))
        ids = [p.id for p in cut(body)]
        assert len(ids) == len(set(ids))
