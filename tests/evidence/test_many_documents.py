"""Many documents of many kinds: all are read, in any order, and only what changed is read again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from office_files import make_docx, make_pdf, make_pptx

from assistant.domain.file_limits import FileLimits
from assistant.evidence.corpus import build
from assistant.evidence.documents import scan
from assistant.workspace import Workspace

NAMES = ["notes", "überblick", "議事録", "заметки", "σημειώσεις", "ملاحظات", "a b", "Ω"]


def fill(documents: Path, count: int, seed: int) -> None:
    """Documents of every format under names of many scripts, made in an order of their own."""
    numbers = list(range(count))
    random.Random(seed).shuffle(numbers)
    for number in numbers:
        path = documents / f"{number % 7}" / f"{NAMES[number % len(NAMES)]} {number}"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"Note {number}: the ward calls {number} patients each week, and the list is kept by hand."
        path.with_name(path.name + ".md").write_text(f"# Note\n\n{text}\n", encoding="utf-8")
    make_pdf(documents / "議 1.pdf", "A page.")


def workspace(root: Path, seed: int) -> Workspace:
    (root / "knowledge" / "documents").mkdir(parents=True)
    fill(root / "knowledge" / "documents", 400, seed)
    return Workspace.at(root)


def test_any_order_of_files_gives_the_same_passages(tmp_path):
    """Files that were made in other orders give the same ids, texts and marks."""
    one, two = (build(scan(workspace(tmp_path / str(seed), seed))) for seed in (1, 2))
    assert one.all() == two.all()
    assert (len(one.passages), one.unreadable) == (401, ())


def test_only_what_changed_is_read_again(tmp_path, monkeypatch):
    """Of 403 documents one changes, one is renamed, one goes: two are opened, and nothing of the old ones stays."""
    from assistant.evidence import corpus

    made = workspace(tmp_path, 3)
    documents = made.knowledge / "documents"
    make_docx(documents / "a.docx", "Words.")
    make_pptx(documents / "b.pptx", ("Title", "Words.", ""))
    before = build(scan(made))
    (documents / "0" / "notes 0.md").write_text("# Other\n\nOther words.\n", encoding="utf-8")
    shutil.move(documents / "a.docx", documents / "renamed.docx")
    (documents / "議 1.pdf").unlink()
    opened: list[str] = []
    read = corpus.read
    monkeypatch.setattr(corpus, "read", lambda source, intake: (opened.append(source.id), read(source, intake))[1])
    after = build(scan(made), before)
    assert sorted(opened) == ["0/notes 0.md", "renamed.docx"]
    assert set(before.passages) - set(after.passages) == {"a.docx", "議 1.pdf"}
    assert after.passages["renamed.docx"][0].text == before.passages["a.docx"][0].text


def test_a_text_beyond_the_limit_is_refused_and_the_others_are_read(tmp_path):
    """The limit is a setting; the file that is too large says which."""
    made = workspace(tmp_path, 4)
    (made.knowledge / "documents" / "large.txt").write_text("words " * 300_000, encoding="utf-8")
    found = build(scan(made, FileLimits(megabytes=1)))
    assert [entry.reason for entry in found.unreadable] == [
        "is 2 MB; the most is 1 MB (documents.megabytes). Split it."
    ]
    assert len(found.passages) == 401
    assert len(build(scan(made)).passages) == 402
