"""`glossary import` and `glossary export`: what is written, what is said, and with which exit code."""

from __future__ import annotations

from pathlib import Path

THEIRS = "term,definition\nICP,Ideal customer profile\naccount,A person\n"


def test_an_import_says_what_it_did_and_leaves_conflicts_to_people(parlance, sample: Path) -> None:
    """New terms are in the file and in `define`; a contradiction gives exit code 3 and is not taken over."""
    (sample / "theirs.csv").write_text(THEIRS, encoding="utf-8")
    own = sample / "knowledge" / "glossary.yaml"
    before = own.read_text(encoding="utf-8")
    done = parlance("glossary", "import", "theirs.csv", "--json", cwd=sample)
    assert done.code == 3
    assert [term["name"] for term in done.json["added"]] == ["ICP"]
    assert [left["name"] for left in done.json["conflicts"]] == ["account"]
    assert own.read_text(encoding="utf-8").startswith(before)
    assert "ICP: Ideal customer profile" in parlance("define", "icp", cwd=sample).out
    assert parlance("doctor", cwd=sample).code == 0


def test_a_dry_run_writes_nothing_and_another_file_may_be_named(parlance, sample: Path, tmp_path: Path) -> None:
    """`--dry-run` only tells; `--out` writes the merged glossary elsewhere."""
    (sample / "theirs.yml").write_text("- {term: ICP}\n", encoding="utf-8")
    own = sample / "knowledge" / "glossary.yaml"
    before = own.read_bytes()
    told = parlance("glossary", "import", "theirs.yml", "--dry-run", cwd=sample)
    assert (told.code, told.out.splitlines()[0]) == (0, "Would add: 1 term and 0 wrong words for terms that were there")
    out = tmp_path / "new" / "glossary.yaml"
    assert parlance("glossary", "import", "theirs.yml", "--out", str(out), cwd=sample).code == 0
    assert own.read_bytes() == before
    assert "name: ICP" in out.read_text(encoding="utf-8")


def test_what_was_exported_can_be_imported_again(parlance, sample: Path, tmp_path: Path) -> None:
    """A folder of Vale files comes back without a new word."""
    out = tmp_path / "vale"
    done = parlance("glossary", "export", "vale", "--out", str(out), "--json", cwd=sample)
    assert (done.code, done.json["folder"]) == (0, str(out))
    assert all((out / file).is_file() for file in done.json["files"])
    back = parlance("glossary", "import", str(out), "--dry-run", "--json", cwd=sample)
    assert (back.code, back.json["added"], back.json["avoided"]) == (0, [], {})


def test_an_unknown_tool_and_an_unknown_file_say_what_to_do(parlance, sample: Path) -> None:
    """Usage errors, exit code 2."""
    assert parlance("glossary", "export", "vail", cwd=sample).err == (
        "parlance: unknown tool `vail`. Did you mean `vale`? Use vale.\n"
    )
    missing = parlance("glossary", "import", "none.csv", cwd=sample)
    assert (missing.code, "cannot be read" in missing.err) == (2, True)
