"""A workspace that starts without documents: the first one is found, and so is a new one after all were gone."""

from __future__ import annotations

import shutil
from pathlib import Path

NOTE = "---\ntitle: Note\nkind: study\n---\n# Note\n\nA heron crossed the loading bay at noon.\n"


def test_the_first_document_is_indexed(parlance, sample: Path) -> None:
    """An index of nothing takes in what comes later, and drafting before does no harm."""
    shutil.rmtree(sample / "knowledge" / "documents")
    (sample / "knowledge" / "claims.yaml").unlink()
    assert parlance("index", cwd=sample).code == 0
    assert parlance("draft", "persona", "--role", "economic_buyer", cwd=sample).code == 0
    documents = sample / "knowledge" / "documents"
    for _ in range(2):
        documents.mkdir()
        (documents / "note.md").write_text(NOTE, encoding="utf-8")
        assert parlance("index", cwd=sample).code == 0
        assert "loading bay" in parlance("search", "heron", cwd=sample).out
        shutil.rmtree(documents)
        assert "loading bay" not in parlance("search", "heron", cwd=sample).out
