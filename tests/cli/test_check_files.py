"""`check` on files that are not text: findings at page and slide, and clear words for what cannot be read."""

from __future__ import annotations

from pathlib import Path

from office_files import make_bomb, make_docx, make_pdf, make_pptx

BARE = "The customer wants a call."


def places(outcome) -> list[tuple[int | None, int, int, str]]:
    return [(f["page"], f["line"], f["column"], f["text"]) for f in outcome.json["findings"]]


def test_findings_of_a_pdf_have_page_and_line(parlance, tmp_path: Path) -> None:
    """Lines count from the top of the page; a finding names its page in the terminal, too."""
    file = str(make_pdf(tmp_path / "a.pdf", "Nothing here.", f"First line.\n{BARE}"))
    found = parlance("check", file, "--json")
    assert (found.code, places(found)) == (3, [(2, 2, 5, "customer")])
    assert f"{file}:page 2:2:5: error [unclear]" in parlance("check", file).out


def test_findings_of_a_deck_have_their_slide_and_notes_count(parlance, tmp_path: Path) -> None:
    """A word is found on its slide, in the text and in the notes."""
    file = str(make_pptx(tmp_path / "a.pptx", ("One", "Nothing.", BARE), ("Two", BARE, "")))
    found = parlance("check", file, "--json")
    assert [page for page, *_ in places(found)] == [1, 2]
    assert f"{file}:slide 2:2:5: error" in parlance("check", file).out


def test_findings_of_word_and_web_files_have_a_line(parlance, tmp_path: Path) -> None:
    """Formats without pages give lines of their text, and no page."""
    word = make_docx(tmp_path / "a.docx", "# Notes", BARE)
    web = tmp_path / "a.html"
    web.write_text(f"<html><body><nav>{BARE}</nav><main><p>{BARE}</p></main></body></html>", encoding="utf-8")
    assert places(parlance("check", str(word), "--json")) == [(None, 3, 5, "customer")]
    assert places(parlance("check", str(web), "--json")) == [(None, 1, 5, "customer")]


def test_text_and_office_files_are_checked_together(parlance, tmp_path: Path) -> None:
    """Several files of any kind are one report, in the order in which they were named."""
    text = tmp_path / "a.md"
    text.write_text(BARE, encoding="utf-8")
    deck = make_pptx(tmp_path / "a.pptx", ("One", BARE, ""))
    found = parlance("check", str(text), str(deck), "--json")
    assert [(f["file"], f["page"]) for f in found.json["findings"]] == [(str(text), None), (str(deck), 1)]


def test_fixing_keeps_a_link_and_a_byte_order_mark(parlance, tmp_path: Path) -> None:
    """Behind a link the file changes and the link stays; the mark with which an editor began the file stays, too."""
    file, link = tmp_path / "file.md", tmp_path / "link.md"
    file.write_bytes(b"\xef\xbb\xbfA logo.\r\nNext.\r\n")
    link.symlink_to(file.name)
    assert parlance("check", "--fix", str(link)).code == 0
    assert file.read_bytes() == b"\xef\xbb\xbfAn account.\r\nNext.\r\n"
    assert link.is_symlink()


def test_lines_in_the_terminal_are_those_of_the_finding(parlance, tmp_path: Path) -> None:
    """A form feed or a line separator begins no line: the line shown is the one that the finding names."""
    file = tmp_path / "file.txt"
    file.write_text("One\x0cand\u2028more.\nA logo here.\n", encoding="utf-8")
    assert "file.txt:2:3: error" in (out := parlance("check", str(file)).out)
    assert "A ›logo‹ here." in out


def test_claims_of_a_deck_are_held_against_the_approved_ones(parlance, sample: Path, tmp_path: Path) -> None:
    """An altered claim on a slide is found on that slide."""
    altered = "BridgeCall cut 30-day readmissions by 43 % in a 99-hospital study."
    deck = make_pptx(tmp_path / "a.pptx", ("Welcome", "Agenda", ""), ("Proof", altered, ""))
    found = parlance("check", "--claims", str(deck), "--json", cwd=sample)
    assert found.code == 3
    assert {f["page"] for f in found.json["findings"]} == {2}


def test_fixing_an_office_file_is_refused(parlance, tmp_path: Path) -> None:
    """`--fix` does not touch a file whose layout it would lose, nor any other file of the call."""
    text = tmp_path / "a.md"
    text.write_text("Every logo counts.\n", encoding="utf-8")
    word = make_docx(tmp_path / "a.docx", BARE)
    before = word.read_bytes()
    refused = parlance("check", "--fix", str(text), str(word))
    assert refused.code == 2
    assert refused.err == (
        f"parlance: {word}: --fix writes into text and Markdown only. Run `parlance check {word}` and change the "
        "words in the program that the file is made with. Nothing was written.\n"
    )
    assert (text.read_text(encoding="utf-8"), word.read_bytes()) == ("Every logo counts.\n", before)


def test_what_cannot_be_read_is_a_clear_error(parlance, tmp_path: Path) -> None:
    """A scan, a bomb and an old format end the command with exit code 1 and one sentence."""
    scan, bomb = make_pdf(tmp_path / "scan.pdf", ""), make_bomb(tmp_path / "bomb.docx", 300)
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    for file, words in ((scan, "has no text layer"), (bomb, "would unpack to 300 MB"), (old, "Save it as .docx.")):
        outcome = parlance("check", str(file))
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith(f"parlance: {file}: ")
        assert words in outcome.err


def test_limits_are_settings(parlance, sample: Path, monkeypatch) -> None:
    """A smaller limit of the workspace refuses a file, and says which setting it was."""
    file = make_docx(sample / "a.docx", BARE)
    monkeypatch.setenv("PARLANCE_DOCUMENTS_UNPACKED_MEGABYTES", "1")
    assert parlance("check", str(file), cwd=sample).code == 3
    make_bomb(file, 2)
    assert "the most is 1 MB (documents.unpacked_megabytes)" in parlance("check", str(file), cwd=sample).err
