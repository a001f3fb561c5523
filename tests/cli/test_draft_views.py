"""`draft --view`, `--out` and `--format`: one draft for each team and in each format."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

WHO = ("draft", "persona", "--role", "economic_buyer", "--account-segment", "invest")


def test_the_json_of_a_view_is_the_drafts_with_sections_chosen(parlance, sample: Path) -> None:
    """The contract stays; `view` is added; each section but the summary is the draft's, word for word."""
    whole = parlance(*WHO, "--json", cwd=sample).json
    seen = parlance(*WHO, "--json", "--view", "telesales", cwd=sample).json
    assert seen.keys() - whole.keys() == {"view"} and seen["view"] == "telesales"
    assert {name: seen[name] for name in ("schema", "kind", "audience", "status", "provenance")} == {
        name: whole[name] for name in ("schema", "kind", "audience", "status", "provenance")
    }
    assert 1 < len(seen["sections"]) < len(whole["sections"])
    assert all(section in whole["sections"] for section in seen["sections"][1:])


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_the_suffix_says_the_format(parlance, sample: Path, tmp_path: Path, suffix: str) -> None:
    """A file is written in the format of its name, twice with the same bytes, and nothing is printed."""
    file = tmp_path / f"draft.{suffix}"
    assert parlance(*WHO, "--view", "field", "--out", str(file), cwd=sample).out == ""
    content = file.read_bytes()
    parlance(*WHO, "--view", "field", "--out", str(file), cwd=sample)
    assert file.read_bytes() == content
    text = content.decode() if suffix != "docx" else docx.Document(io.BytesIO(content)).paragraphs[2].text
    assert "Field view: A visit at one account" in text


def test_html_may_be_printed_and_word_may_not(parlance, sample: Path) -> None:
    """`--format html` prints the page; a Word document needs a file to be in."""
    assert parlance(*WHO, "--format", "html", cwd=sample).out.startswith("<!doctype html>")
    refused = parlance(*WHO, "--format", "docx", cwd=sample)
    assert (refused.code, refused.out) == (2, "")
    assert "--out FILE.docx" in refused.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--view", "telesale"), "Did you mean `telesales`"),
        (("--out", "draft.odt"), "no format is called `.odt`"),
        (("--format", "htm"), "Did you mean `html`"),
    ],
)
def test_an_unknown_view_or_format_is_refused_before_anything_is_drafted(
    parlance, sample: Path, words: tuple[str, ...], says: str
) -> None:
    """Exit 2 with what to write instead, and no draft is stored."""
    outcome = parlance(*WHO, *words, cwd=sample)
    assert outcome.code == 2 and says in outcome.err
    assert parlance("status", "--json", cwd=sample).json["current"] == 0


def test_without_a_kind_one_draft_cannot_be_made(parlance, sample: Path) -> None:
    """`draft` alone says which kinds there are and how to get all."""
    outcome = parlance("draft", "--role", "economic_buyer", cwd=sample)
    assert outcome.code == 2
    assert "persona, value-proposition, talking-points" in outcome.err and "--all" in outcome.err
