"""Documents that name an account without being tied to it: they are told, and nothing else changes."""

from __future__ import annotations

import pytest

from assistant.evidence import Evidence

NAMES = frozenset({"Harbor View Clinic", "Northgate Health Inc.", "Target", "St. Anne's", ""})


def told(workspace, names=NAMES) -> dict[str, tuple[str, ...]]:
    return {entry.document: entry.names for entry in Evidence.open(workspace).untied(names)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They called Harbor View Clinic twice.", ("Harbor View Clinic",)),
        ("HARBOR VIEW CLINIC asks for a discount.", ("Harbor View Clinic",)),
        ("# Harbor View\n\nClinic.", ()),
        ("# The plan for Harbor View Clinic\n\nSoon.", ("Harbor View Clinic",)),
        ("Northgate Health's board and St. Anne’s agreed.", ("Northgate Health Inc.", "St. Anne's")),
        ("Target signed.", ("Target",)),
        ("Target signed. We missed the target.", ()),
        ("A harbor view from the clinic, and a harbor view clinic.", ()),
        ("Harbors view clinics.", ()),
    ],
)
def test_a_document_without_account_that_names_one_is_told(workspace, write, text, names):
    """A name counts with all its words in a row and a capital; a word that is also written small is none."""
    write("open.md", text)
    assert told(workspace).get("open.md", ()) == names


def test_a_tied_document_is_not_told_and_its_words_count_nowhere(workspace, write):
    """Only what every asker reads is told."""
    write("tied.md", '---\naccount: "7"\n---\nHarbor View Clinic meets the target.\n')
    write("open.md", "Target signed.")
    assert told(workspace) == {"open.md": ("Target",)}


def test_the_same_is_told_of_an_index_that_lies_there(workspace, write):
    """What was indexed before is looked through like what is new; without names there is nothing to tell."""
    write("open.md", "They called Harbor View Clinic twice.")
    first = told(workspace)
    assert told(workspace) == first == {"open.md": ("Harbor View Clinic",)}
    assert told(workspace, ()) == {}
