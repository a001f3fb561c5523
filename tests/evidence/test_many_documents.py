"""Many documents of many kinds: all are read, in any order, and only what changed is read again."""

from __future__ import annotations

import os
import random
import shutil
import tracemalloc
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from office_files import make_docx, make_pdf, make_pptx

from assistant.domain.file_limits import FileLimits
from assistant.evidence import Evidence
from assistant.evidence.documents.corpus import Corpus, build
from assistant.evidence.documents.documents import scan
from assistant.evidence.index.vectors import opened
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
    documents = tmp_path / "1" / "knowledge" / "documents"
    assert set(one.passages) == {path.relative_to(documents).as_posix() for path in documents.glob("*/*.md")} | {
        "議 1.pdf"
    }


def test_a_disk_may_list_its_files_in_any_order(tmp_path, monkeypatch):
    """Of two spellings of one name the same is read, whichever the disk lists first."""
    made = workspace(tmp_path, 6)
    for name in ("caf\u00e9.md", "cafe\u0301.md"):
        (made.knowledge / "documents" / name).write_text(f"Spelt {len(name)}.", encoding="utf-8")
    listed = os.scandir

    def read(*, backwards: bool) -> Corpus:
        def entries(folder: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
            with listed(folder) as found:
                return nullcontext(iter(sorted(found, key=lambda entry: entry.name, reverse=backwards)))

        monkeypatch.setattr(os, "scandir", entries)
        return build(scan(made))

    assert read(backwards=True) == read(backwards=False)


def test_only_what_changed_is_read_again(tmp_path, monkeypatch):
    """Of 403 documents one changes, one is renamed, one goes: two are opened, and nothing of the old ones stays."""
    from assistant.evidence.documents import corpus

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


def test_ten_thousand_documents_are_indexed_and_found(tmp_path, everything):
    """More than Chroma takes at once: the store holds every passage, the last one is found, nothing is read again."""
    documents = tmp_path / "knowledge" / "documents"
    documents.mkdir(parents=True)
    for number in range(10_000):
        (documents / f"{number}.txt").write_text(f"Ward {number} calls.", encoding="utf-8")
    evidence = Evidence.open(Workspace.at(tmp_path))
    report = evidence.index()
    assert (report.documents.read, report.passages, report.unreadable) == (10_000, 10_000, ())
    assert evidence.search("ward 9999", k=1, scope=everything)[0].passage.document == "9999.txt"
    (folder,) = (tmp_path / ".parlance" / "index").glob("*/chroma")
    with opened(shutil.copytree(folder, tmp_path / "copy")) as store:
        assert store.ids() == [passage.id for passage in evidence.passages(everything)]
    assert evidence.index().documents.changed == 0


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path):
    """Its size is looked at before its bytes: it costs no memory, and the others are read."""
    made = workspace(tmp_path, 5)
    with (made.knowledge / "documents" / "large.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    tracemalloc.start()
    found = build(scan(made))
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [entry.reason for entry in found.unreadable] == [
        "is 200 MB; the most is 50 MB (documents.megabytes). Split it."
    ]
    assert len(found.passages) == 401
    assert highest < 50 * 2**20


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
