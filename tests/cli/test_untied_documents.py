"""`index` and `doctor` warn of documents that name an account and that every asker reads."""

from __future__ import annotations

import json

WARNING = "notes.md names Mercy General but has no `account:`, so that every asker reads it"


def put(sample, text: str) -> None:
    (sample / "knowledge" / "documents" / "notes.md").write_text(text, encoding="utf-8")


def test_a_document_that_names_an_account_is_told_and_indexed(sample, parlance):
    """The warning is for people: exit 0, and the JSON document holds what it always holds; tied, nothing is told."""
    put(sample, "# Notes\n\nMercy General wants a discount.\n")
    outcome = parlance("index", "--json", cwd=sample)
    assert (outcome.code, f"parlance: {WARNING}" in outcome.err) == (0, True)
    assert set(json.loads(outcome.out)) == {"schema", "documents", "passages", "unreadable", "marked"}
    (documents,) = (
        check
        for check in json.loads(parlance("doctor", "--json", cwd=sample).out)["checks"]
        if check["name"] == "documents"
    )
    assert (documents["status"], documents["detail"].splitlines()[1]) == ("warning", WARNING)
    put(sample, '---\naccount: "004101"\n---\n# Notes\n\nMercy General wants a discount.\n')
    assert "Mercy General" not in parlance("index", cwd=sample).err


def test_only_accounts_of_the_asker_are_told(sample, parlance):
    """Somebody else's account does not exist for a rep, not even in a warning."""
    put(sample, "# Notes\n\nMercy General and St. Brendan Medical Center talk.\n")
    said = parlance("--as", "ines", "index", cwd=sample).err
    assert "notes.md names St. Brendan Medical Center but" in said
    assert "Mercy General" not in said


def test_tables_that_cannot_be_read_do_not_stop_indexing(sample, parlance):
    """Documents are indexed whatever is wrong with the accounts."""
    put(sample, "# Notes\n\nMercy General wants a discount.\n")
    (sample / "knowledge" / "crm" / "accounts.csv").unlink()
    outcome = parlance("index", cwd=sample)
    assert (outcome.code, outcome.err) == (0, "")
