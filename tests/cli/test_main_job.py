"""The main job from the outside: the sample workspace through its commands."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_score_accounts_for_every_row_and_repeats_byte_for_byte(parlance, sample: Path, tmp_path: Path) -> None:
    """Accepted and rejected rows are the rows read, and a second run gives the same bytes."""
    first = parlance("score", "--json", "--out", str(tmp_path / "one"), cwd=sample)
    second = parlance("score", "--json", "--out", str(tmp_path / "two"), cwd=sample)
    for level in ("accounts", "stakeholders"):
        counts = first.json[level]
        assert counts["accepted"] + counts["rejected"] == counts["read"] > 0
        assert sum(counts["by_segment"].values()) == counts["accepted"]
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    assert set(files_in(tmp_path / "one")) == {"accounts.csv", "stakeholders.csv", "rejected.csv", "problems.csv"}
    assert first.json["run"] == second.json["run"]


def test_explain_sums_to_the_score(parlance, sample: Path, tmp_path: Path) -> None:
    """For every account the rules of the receipt add up to the points in accounts.csv."""
    parlance("score", "--out", str(tmp_path / "out"), cwd=sample)
    with (tmp_path / "out" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        scored = list(csv.DictReader(file))
    for row in scored[::7]:
        receipt = parlance("explain", row["account_id"], "--json", cwd=sample).json
        assert (receipt["segment"], receipt["coverage"]) == (row["segment"], row["coverage"])
        for dimension in receipt["dimensions"]:
            total = sum(rule["points"] for rule in receipt["rules"] if rule["dimension"] == dimension["id"])
            assert total >= dimension["points"] == int(row[dimension["id"]])


def test_a_draft_is_the_same_twice_and_is_remembered_once(parlance, sample: Path) -> None:
    """The same inputs give the identical draft, and the store holds it once."""
    words = ("draft", "talking-points", "--account", "Mercy General", "--json")
    first, second = parlance(*words, cwd=sample), parlance(*words, cwd=sample)
    assert first.out == second.out
    assert first.json["status"] == "checked"
    assert first.json["provenance"]["as_of"] == "2026-11-20"


@pytest.mark.parametrize("kind", ["persona", "value-proposition", "talking-points"])
def test_every_draft_that_occurs_in_the_sample_is_checked(parlance, sample: Path, kind: str) -> None:
    """`draft --all` gives checked drafts only, and each statement has a citation."""
    outcome = parlance("draft", kind, "--all", "--json", cwd=sample)
    assert outcome.code == 0, outcome.err
    assert len(outcome.lines) > 5
    for draft in outcome.lines:
        assert draft["status"] == "checked"
        assert all(statement["cites"] for section in draft["sections"] for statement in section["statements"])


def test_resume_repeats_nothing(parlance, sample: Path) -> None:
    """After a complete run there is nothing left for `--resume`."""
    first = parlance("draft", "persona", "--all", "--json", cwd=sample)
    assert first.lines
    assert parlance("draft", "persona", "--all", "--resume", "--json", cwd=sample).out == ""


def test_the_demo_says_what_it_did_and_leaves_only_state(parlance, sample: Path) -> None:
    """`demo` ends with 0, names its files, and writes below `.parlance/` alone."""
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    outcome = parlance("demo", cwd=sample)
    assert outcome.code == 0, outcome.err
    for part in ("One language", "Who to focus on", "one receipt", "persona", "value-proposition", "talking-points"):
        assert part in outcome.out
    assert "\x1b[" not in outcome.out
    after = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file() and ".parlance" not in path.parts}
    assert after == before


def test_the_demo_as_json_repeats_byte_for_byte(parlance, sample: Path) -> None:
    """Two demos on the same workspace print the same document."""
    assert parlance("demo", "--json", cwd=sample).out == parlance("demo", "--json", cwd=sample).out


def test_init_makes_a_workspace_that_works(parlance, tmp_path: Path) -> None:
    """A new workspace scores at once, and nothing that exists is overwritten."""
    assert parlance("init", str(tmp_path / "mine")).code == 0
    assert parlance("demo", cwd=tmp_path / "mine").code == 0
    again = parlance("init", str(tmp_path / "mine"))
    assert again.code == 2
    assert "nothing was written" in again.err


def test_a_newcomer_reaches_talking_points_on_an_own_table(parlance, sample: Path, tmp_path: Path) -> None:
    """`init --accounts` proposes segments from the columns; the first draft abstains where there is no evidence."""
    own = tmp_path / "export.csv"
    rows = ["Account ID,Account Name,Employees,Last Visit"]
    rows += [f"A-{n},Company {n},{n * 37},2026-0{n % 9 + 1}-11" for n in range(1, 41)]
    own.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert parlance("init", str(tmp_path / "own"), "--accounts", str(own)).code == 0
    scored = parlance("score", "--json", "--as-of", "2026-11-20", cwd=tmp_path / "own")
    assert scored.json["accounts"]["accepted"] == 40
    assert len(scored.json["accounts"]["by_segment"]) > 1
    drafted = parlance("draft", "talking-points", "--account", "Company 40", "--json", cwd=tmp_path / "own")
    assert drafted.json["status"] == "checked"
    assert drafted.json["open_questions"]


def test_check_fixes_what_is_certain_and_leaves_the_rest(parlance, sample: Path) -> None:
    """`--fix` writes certain words into the file, and a second run changes nothing."""
    text = sample / "note.md"
    text.write_text("Every purchasing entity got a call.\n", encoding="utf-8")
    assert parlance("check", "note.md", cwd=sample).code == 3
    assert parlance("check", "--fix", "note.md", cwd=sample).code == 0
    assert text.read_text(encoding="utf-8") == "Every account got a call.\n"
    assert parlance("check", "note.md", "--json", cwd=sample).json["summary"] == {"errors": 0, "warnings": 0}


def test_check_reads_standard_input_anywhere(parlance) -> None:
    """Outside a workspace the built-in glossary checks what comes in by a pipe."""
    outcome = parlance("check", "-", "--json", stdin="Who's the customer here?\n")
    finding = outcome.json["findings"][0]
    assert (finding["file"], finding["line"], finding["text"]) == ("-", 1, "customer")


@pytest.mark.parametrize(("content", "says"), [(b"", None), (b"\x00\x01binary", "binary"), (b"caf\xe9", "UTF-8")])
def test_check_on_empty_binary_and_old_files(parlance, tmp_path: Path, content: bytes, says: str | None) -> None:
    """An empty file has no findings; binary and cp1252 files end with 2 and the reason."""
    (tmp_path / "file.md").write_bytes(content)
    outcome = parlance("check", "file.md")
    assert outcome.code == (2 if says else 0)
    assert says is None or says in outcome.err


def test_a_workspace_that_cannot_be_written_still_answers(parlance, sample: Path) -> None:
    """Without a writable state drafts, searches and receipts come with a notice; `score` says what to do."""
    shutil.rmtree(sample / ".parlance", ignore_errors=True)
    (sample / ".parlance").write_text("in the way", encoding="utf-8")
    assert parlance("explain", "Mercy General", cwd=sample).code == 0
    drafted = parlance("draft", "talking-points", "--account", "Mercy General", cwd=sample)
    assert drafted.code == 0, drafted.err
    assert "not remembered" in drafted.err
    assert parlance("search", "penalty", cwd=sample).code == 0
    refused = parlance("score", cwd=sample)
    assert refused.code == 1
    assert "cannot be written" in refused.err


def test_config_masks_and_names_origins(parlance, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting shows where its value came from."""
    monkeypatch.setenv("PARLANCE_COMPANY", "Elsewhere")
    settings = {s["name"]: s for s in parlance("config", "--json", cwd=sample).json["settings"]}
    assert settings["company"] == {"name": "company", "value": "Elsewhere", "origin": "PARLANCE_COMPANY"}
    assert settings["product"]["origin"] == "parlance.toml"


def test_doctor_finds_what_is_broken(parlance, sample: Path) -> None:
    """A healthy workspace passes; a broken glossary fails, and the other parts are still looked at."""
    assert parlance("doctor", cwd=sample).code == 0
    (sample / "knowledge" / "glossary.yaml").write_text("terms: [{id: a}]\n", encoding="utf-8")
    outcome = parlance("doctor", "--json", cwd=sample)
    status = {check["name"]: check["status"] for check in outcome.json["checks"]}
    assert outcome.code == 1
    assert status["glossary"] == "failed"
    assert status["segments"] != "failed"
