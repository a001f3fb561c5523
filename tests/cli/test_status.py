"""`status`: drafts that do not hold any more, because of what, and what to do; for each asker their own."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

ALL = ("draft", "--all", "--json", "--workers", "2")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def causes(document: Any) -> set[str]:
    return {cause["what"] for draft in document["stale"] for cause in draft["because"]}


def named(document: Any) -> set[str]:
    """Accounts that a status names."""
    drafts = [*document["stale"], *document["missing"]]
    cites = {cause["cite"] or "" for draft in document["stale"] for cause in draft["because"]}
    return {draft["audience"]["account"] for draft in drafts} | {cite.partition(":")[2] for cite in cites}


def test_nothing_drafted_yet_says_what_to_do(parlance, sample: Path) -> None:
    """A new workspace lists what could be drafted and the command that does it."""
    document = parlance("status", "--json", cwd=sample).json
    assert (document["schema"], document["current"], document["stale"]) == ("parlance/status/1", 0, [])
    assert len(document["missing"]) == len(parlance(*ALL, cwd=sample).lines)
    assert document["next"] == ["Nothing is drafted yet: `parlance draft --all` drafts what is missing."]
    now = parlance("status", "--json", cwd=sample).json
    assert (now["current"], now["stale"], now["missing"], now["next"]) == (len(document["missing"]), [], [], [])


def test_what_changed_is_named_and_drafted_again(parlance, sample: Path) -> None:
    """A withdrawn claim makes stale the drafts that cite it and no other; `draft --all --stale` mends them alone."""
    drafts = parlance(*ALL, cwd=sample).lines
    cite = next(cite for draft in drafts for cite in draft["provenance"]["evidence"] if cite.startswith("claim:"))
    citing = [draft for draft in drafts if cite in draft["provenance"]["evidence"]]
    assert 0 < len(citing) < len(drafts)
    head = f"id: {cite.removeprefix('claim:')}\n"
    claims = sample / "knowledge" / "claims.yaml"
    before, _, after = claims.read_text(encoding="utf-8").partition(head)
    claims.write_text(before + head + after.replace("status: approved", "status: withdrawn", 1), encoding="utf-8")
    document = parlance("status", "--json", cwd=sample).json
    named = [(draft["kind"], draft["audience"]) for draft in document["stale"]]
    assert len(named) == len(citing) and all((draft["kind"], draft["audience"]) in named for draft in citing)
    assert {str(cause) for draft in document["stale"] for cause in draft["because"]} == {
        str({"what": "claim", "cite": cite, "detail": "the claim is withdrawn"})
    }
    again = parlance("draft", "--all", "--stale", "--json", cwd=sample).lines
    assert len(again) == len(citing)
    assert all(cite not in draft["provenance"]["evidence"] for draft in again)
    assert parlance("status", "--json", cwd=sample).json["stale"] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("knowledge/glossary.yaml", "terms:", "# a note\nterms:", "glossary"),
        ("prompts/patterns/persona.yaml", "kind: persona", "# a note\nkind: persona", "prompt"),
        ("knowledge/segments.yaml", "tables:", "# a note\ntables:", "segment model"),
        ("knowledge/crm/accounts.csv", "Mercy General", "Mercy Central", "run"),
    ],
)
def test_each_part_of_the_workspace_is_watched(
    parlance, sample: Path, file: str, old: str, new: str, what: str
) -> None:
    """A change of the glossary, the patterns, the segment model or a table is named as the cause."""
    parlance(*ALL, cwd=sample)
    change(sample / file, old, new)
    assert what in causes(parlance("status", "--json", cwd=sample).json)


def test_time_makes_drafts_stale(parlance, sample: Path) -> None:
    """On a later day drafts of today do not hold, and a claim that expired is named with its last day."""
    claims = sample / "knowledge" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(re.sub(r"valid_until: \S+", "valid_until: 2026-11-30", text), encoding="utf-8")
    parlance(*ALL, cwd=sample)
    document = parlance("status", "--json", "--as-of", "2026-12-01", cwd=sample).json
    details = {cause["detail"] for draft in document["stale"] for cause in draft["because"]}
    assert document["current"] == 0 and "as-of date" in causes(document)
    assert "the claim expired on 2026-11-30" in details


def _rewritten(path: Path) -> None:
    path.write_text("# Other\n\nOther words altogether.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Path.unlink, "the document is not there any more"),
        (lambda path: path.rename(path.with_stem("renamed")), "the document is not there any more"),
        (_rewritten, "the document changed in this place"),
    ],
    ids=["deleted", "renamed", "rewritten"],
)
def test_a_document_that_changed_is_named(parlance, sample: Path, change, why: str) -> None:
    """Drafts that quote a document are stale when it is deleted, renamed or rewritten, and say because of what."""
    drafts = parlance("draft", "persona", "--all", "--json", cwd=sample).lines
    cited = {cite for draft in drafts for cite in draft["provenance"]["evidence"] if cite.startswith("passage:")}
    claimed = (sample / "knowledge" / "claims.yaml").read_text(encoding="utf-8")
    document = next(d for d in sorted(c.removeprefix("passage:").rpartition("#")[0] for c in cited) if d not in claimed)
    change(sample / "knowledge" / "documents" / document)
    stale = parlance("status", "--json", cwd=sample).json["stale"]
    assert why in {cause["detail"] for one in stale for cause in one["because"]}


def test_drafts_of_other_peoples_accounts_do_not_exist(parlance, sample: Path) -> None:
    """A rep's status names no account that is not the rep's, in drafts, causes or what is missing."""
    with (sample / "knowledge" / "crm" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["account_id"].strip() and row["name"].strip()]
    foreign = {row["account_id"] for row in rows} - {row["account_id"] for row in rows if row["owner"] == "sal"}
    parlance(*ALL, cwd=sample)
    change(sample / "knowledge" / "glossary.yaml", "terms:", "# a note\nterms:")
    everybody, own = (parlance("status", "--json", *who, cwd=sample) for who in ((), ("--as", "sal")))
    assert foreign and own.json["stale"]
    assert named(everybody.json) & foreign and not named(own.json) & foreign
    refused = parlance("status", "--as", "nobody", cwd=sample)
    assert (refused.code, refused.out) == (2, "")


def test_the_table_says_it_in_words(parlance, sample: Path) -> None:
    """People read how many hold, what is stale because of what, and the next command."""
    parlance("draft", "persona", "--all", "--json", cwd=sample)
    change(sample / "prompts" / "patterns" / "persona.yaml", "kind: persona", "# a note\nkind: persona")
    outcome = parlance("status", cwd=sample)
    assert outcome.code == 0
    assert outcome.out.startswith("0 drafts hold, ")
    assert "prompt: the sentence patterns changed" in outcome.out
    assert "`parlance draft --all --stale` drafts again what is stale." in outcome.out
