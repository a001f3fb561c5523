"""Promise 7 from the outside: what is not the asker's does not exist, whatever they type."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest


def accounts(sample: Path) -> list[dict[str, str]]:
    with (sample / "knowledge" / "crm" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["account_id"].strip() and row["name"].strip()]


@pytest.fixture
def foreign(sample: Path) -> dict[str, str]:
    """An account that is not sal's."""
    return next(row for row in accounts(sample) if row["owner"] != "sal")


@pytest.mark.parametrize("command", [("explain",), ("draft", "talking-points", "--account")])
def test_another_reps_account_is_answered_like_one_that_does_not_exist(
    parlance, sample: Path, foreign: dict[str, str], command: tuple[str, ...]
) -> None:
    """By id and by name a rep reads the same words as for an invented account, and no suggestion leaks."""
    for name in (foreign["account_id"], foreign["name"], foreign["name"][:-1]):
        refused = parlance(*command, name, "--as", "sal", cwd=sample)
        invented = parlance(*command, "zzzzzz", "--as", "sal", cwd=sample)
        assert (refused.code, refused.out) == (invented.code, invented.out) == (2, "")
        assert foreign["name"] not in refused.err.replace(f"`{name}`", "")
        assert foreign["account_id"] not in refused.err.replace(f"`{name}`", "")


def test_a_reps_files_hold_only_their_accounts(parlance, sample: Path, tmp_path: Path) -> None:
    """`score --as sal` writes and counts only what is sal's."""
    own = {row["account_id"] for row in accounts(sample) if row["owner"] == "sal"}
    outcome = parlance("score", "--as", "sal", "--json", "--out", str(tmp_path / "out"), cwd=sample)
    with (tmp_path / "out" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        written = {row["account_id"] for row in csv.DictReader(file)}
    assert written <= own
    assert outcome.json["accounts"]["accepted"] == len(written) > 0
    with (tmp_path / "out" / "stakeholders.csv").open(encoding="utf-8", newline="") as file:
        assert {row["account_id"] for row in csv.DictReader(file)} <= own


def test_marketing_and_sales_get_the_same_receipt(parlance, sample: Path) -> None:
    """A marketer and the rep who owns an account read the same bytes."""
    own = next(row for row in accounts(sample) if row["owner"] == "sal")
    answers = {parlance("explain", own["account_id"], "--as", who, "--json", cwd=sample).out for who in ("mark", "sal")}
    assert len(answers) == 1


def test_a_note_on_an_account_is_found_only_by_who_may_see_it(parlance, sample: Path, foreign: dict[str, str]) -> None:
    """A document tied to an account is searched, cited and shown only for its askers."""
    note = sample / "knowledge" / "documents" / "calls" / "secret-note.md"
    note.write_text(
        f"---\ntitle: Call\nkind: call_note\naccount: '{foreign['account_id']}'\n---\n\n"
        "The zebra budget is four giraffes and nobody outside may know of it.\n",
        encoding="utf-8",
    )
    seen = parlance("search", "zebra budget giraffes", "--as", "mark", "--json", cwd=sample)
    hidden = parlance("search", "zebra budget giraffes", "--as", "sal", "--json", cwd=sample)
    assert "giraffes" in seen.out
    assert "giraffes" not in hidden.out + hidden.err
    assert note.name not in hidden.out + hidden.err


def test_somebody_unknown_gets_definitions_only(parlance, sample: Path) -> None:
    """A name that is not in team.yaml may define and check words; every other command refuses and says why."""
    assert parlance("define", "account", "--as", "eve", cwd=sample).code == 0
    for words in (
        ("score",),
        ("explain", "Mercy General"),
        ("search", "penalty"),
        ("draft", "persona", "--all"),
        ("index",),
    ):
        outcome = parlance(*words, "--as", "eve", cwd=sample)
        assert (outcome.code, outcome.out) == (2, "")
        assert "definitions only" in outcome.err
