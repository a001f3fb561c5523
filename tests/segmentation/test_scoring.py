"""A scoring: assignments, receipts, names, rights, counts, files."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.access import EVERYTHING, Visible
from assistant.errors import AmbiguousNameError, ParlanceError, StoreError, UnknownNameError
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
Make = Callable[..., Workspace]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def scoring(make: Make) -> Scoring:
    return score(make(), as_of=AS_OF, keep=["owner", "region"])


def test_the_files_are_those_of_the_contract(scoring: Scoring, tmp_path: Path) -> None:
    """Names, columns, order and cells of all four files are exactly as the design gives them."""
    paths = scoring.write(tmp_path / "new" / "out")
    assert [path.name for path in paths] == ["accounts.csv", "stakeholders.csv", "rejected.csv", "problems.csv"]
    assert (tmp_path / "new" / "out" / "accounts.csv").read_bytes() == (
        b"id,name,segment,coverage,fit,fit_known,fit_ready\n"
        b"001,Mercy General,invest,field,30,2/2,true\n"
        b"002,Lakeside,keep,inside,-5,2/2,true\n"
        b"003,Hill Clinic,keep,inside,-5,1/2,true\n"
    )
    assert (tmp_path / "new" / "out" / "stakeholders.csv").read_bytes() == (
        b"id,name,account,role,segment,interest,interest_known,interest_ready\n"
        b"p1,Ada Long,001,buyer,eager,10,1/1,true\n"
        b"p2,Ben Ford,001,nurse,rest,0,0/1,false\n"
        b"p3,Cy Hall,003,unknown,rest,10,1/1,true\n"
        b"p4,Di Moss,999,buyer,eager,10,1/1,true\n"
    )
    assert read(paths[2]) == [["table", "row", "key", "reason"]]
    assert read(paths[3]) == [
        ["table", "row", "key", "column", "value", "reason"],
        ["orders", "3", "002", "amount", "x", "not a number"],
    ]


def test_the_receipt_is_the_computation(scoring: Scoring) -> None:
    """Values, points, reasons, the cap and the condition that held stand in the receipt."""
    receipt = scoring.receipt("account", "001")
    assert [(r.attribute, r.value, r.points, r.known) for r in receipt.rules] == [
        ("beds", 320, 25, True),
        ("kind", "Acute", 20, True),
    ]
    assert [rule.say for rule in receipt.rules] == ["you run many wards", None]
    assert [(d.id, d.points, d.known, d.rules, d.ready) for d in receipt.dimensions] == [("fit", 30, 2, 2, True)]
    assert receipt.matched == "fit at least 25, beds at most 500"
    assert (receipt.segment, receipt.coverage) == ("invest", "field")


def test_unknown_is_never_low(scoring: Scoring) -> None:
    """A missing value gives the rule's missing points, shows as missing, and no condition but `known: false` holds."""
    receipt = scoring.receipt("account", "003")
    assert next((r.attribute, r.value, r.points, r.known) for r in receipt.rules) == ("beds", None, 0, False)
    assert scoring.receipt("stakeholder", "p2").dimensions[0].ready is False
    assert scoring.receipt("stakeholder", "p2").matched is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("001", ("account", "001")),
        (" mercy GENERAL ", ("account", "001")),
        ("p3", ("stakeholder", "p3")),
        ("ada long", ("stakeholder", "p1")),
    ],
)  # fmt: skip
def test_things_are_found_by_id_and_name(scoring: Scoring, name: str, found: tuple[str, str]) -> None:
    """Exact ids first, then names in any case."""
    assert scoring.find(name) == found


def test_an_unknown_name_comes_with_suggestions(scoring: Scoring) -> None:
    """The nearest ids and names are offered."""
    with pytest.raises(
        UnknownNameError, match=r"account or stakeholder `Mercy Generl`\. Did you mean `Mercy General`\?"
    ):
        scoring.find("Mercy Generl")
    with pytest.raises(UnknownNameError, match="unknown account `004`"):
        scoring.receipt("account", "004")


def test_a_name_of_several_is_ambiguous(make: Make) -> None:
    """Two of the same name, and the same id at both levels, are refused with the ids."""
    accounts = "id,name,beds,kind\n001,Mercy,1,a\n002,mercy ,2,b\np1,Other,2,b\n"
    scoring = score(make(accounts=accounts), as_of=AS_OF)
    for name in ("MERCY", "p1"):
        with pytest.raises(AmbiguousNameError):
            scoring.find(name)


def test_what_an_asker_may_not_see_does_not_exist(make: Make, tmp_path: Path) -> None:
    """Accounts of others, their people, rejected rows, problem cells, counts, hints and suggestions are gone."""
    accounts = "id,name,beds,kind\n001,Mercy,12.0,Acute\n002,Lakeside,80.5,Acute\n002,Lakeside again,1,\n,Nameless,1,\n"
    people = "id,account,name,title,opens\np1,001,Ada,CFO,four\np2,002,Ben,CFO,five\np2,002,Ben,CFO,5\np3,,Cy,CFO,5\n"
    orders = "account,amount,paid\n2,x,2026-01-01\n1,y,2026-01-01\n77,z,2026-01-01\n"
    scoring = score(make(accounts=accounts, stakeholders=people, orders=orders), as_of=AS_OF)
    seen = scoring.restricted(Visible(frozenset(["001"])))
    assert [account.id for account in seen.accounts()] == ["001"]
    assert [person.id for person in seen.stakeholders()] == ["p1"]
    assert seen.summary().accounts.read == seen.summary().accounts.accepted == 1
    assert seen.summary().stakeholders.by_segment == {"eager": 0, "rest": 1}
    assert set(seen.summary().unmatched.values()) == {0}
    assert [hint for hint in seen.summary().hints if not hint.startswith(f"{len(seen.problems)} cells")] == []
    written = "".join(path.read_text() for path in seen.write(tmp_path / "out"))
    assert "001" in written
    assert not [secret for secret in ("002", "Lakeside", "p2", "Ben", "77", "80.5", "five") if secret in written]
    with pytest.raises(UnknownNameError) as hidden:
        seen.find("Lakeside")
    with pytest.raises(UnknownNameError) as absent:
        seen.find("Lakesidf")
    assert str(hidden.value).replace("Lakeside", "") == str(absent.value).replace("Lakesidf", "")
    assert scoring.restricted(EVERYTHING) is scoring


def test_cells_for_rights_are_carried(scoring: Scoring) -> None:
    """The columns to keep come with each account; one that the table lacks is left out, so that it denies."""
    cells = dict(scoring.account_cells())
    assert {key: row["owner"] for key, row in cells.items()} == {"001": "sal", "002": "sal", "003": "kim"}
    assert "region" not in cells["001"]


def test_the_summary_accounts_for_every_row(make: Make) -> None:
    """Accepted and rejected rows add up to those read, and each segment, coverage and role has its count."""
    accounts = "id,name,beds,kind\n001,A,320,Acute\n\n  \n001,B,1,\n,C,1,\n"
    summary = score(make(accounts=accounts), as_of=AS_OF).summary()
    assert (summary.accounts.read, summary.accounts.accepted, summary.accounts.rejected) == (3, 1, 2)
    assert summary.accounts.by_segment == {"invest": 1, "keep": 0, "monitor": 0}
    assert summary.accounts.by_coverage == {"field": 1, "inside": 0, "digital": 0}
    assert summary.stakeholders.by_role == {"buyer": 2, "nurse": 1, "unknown": 1}
    assert summary.unmatched == {"stakeholders": 2, "orders": 2}


def test_the_run_names_its_inputs(make: Make) -> None:
    """The same inputs give the same run id; another day, model or table gives another, and so does no clock."""
    first = score(make(), as_of=AS_OF).run
    assert score(make(), as_of=AS_OF, engine="pandas").run == first
    others = [
        score(make(), as_of=dt.date(2026, 3, 2)).run,
        score(make(orders="account,amount,paid\n"), as_of=AS_OF).run,
    ]
    assert len({first, *others}) == 3


def test_a_model_without_stakeholders_writes_all_files(make: Make, tmp_path: Path) -> None:
    """The stakeholder part and its table may be absent; the file is there with its header."""
    model = (make().knowledge / "segments.yaml").read_text().split("stakeholders:\n  roles")[0]
    lines = [line for line in model.splitlines() if not line.startswith("  stakeholders")]
    scoring = score(make("\n".join(lines), stakeholders=None), as_of=AS_OF)
    assert [len(read(path)) for path in scoring.write(tmp_path / "out")] == [4, 1, 1, 2]
    assert scoring.summary().stakeholders.read == 0
    with pytest.raises(UnknownNameError):
        scoring.find("p9")


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_an_empty_table_scores(make: Make, tmp_path: Path, engine: str) -> None:
    """A header without rows is a table, on every engine."""
    pytest.importorskip(engine)
    empty = {
        "accounts": "id,name,beds,kind\n",
        "stakeholders": "id,account,name,title,opens\n",
        "orders": "account,amount,paid",
    }
    scoring = score(make(**empty), as_of=AS_OF, engine=engine)
    assert [len(read(path)) for path in scoring.write(tmp_path / "out")] == [1, 1, 1, 1]


def test_an_unknown_engine_or_table_is_refused(make: Make) -> None:
    """With the nearest right name."""
    with pytest.raises(UnknownNameError, match=r"unknown engine `panda`\. Did you mean `pandas`"):
        score(make(), as_of=AS_OF, engine="panda")
    with pytest.raises(UnknownNameError, match=r"unknown table `account`\. Did you mean `accounts`"):
        score(make(), as_of=AS_OF, tables={"account": Path("x.csv")})


def test_spreadsheets_get_no_formula(make: Make, tmp_path: Path) -> None:
    """With `spreadsheet` no cell of any file starts like a formula; without it cells stay as read."""
    accounts = "id,name,beds,kind\n=1+1,@sum,\"=cmd|' /C calc'!A0\",Acute\n-2,+x,1,\n"
    scoring = score(make(accounts=accounts), as_of=AS_OF)
    exported = [row for path in scoring.write(tmp_path / "safe", spreadsheet=True) for row in read(path)]
    assert not [cell for row in exported for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert read(scoring.write(tmp_path / "plain")[0])[1][:2] == ["-2", "+x"]


def test_cells_with_breaks_and_quotes_come_back_whole(make: Make, tmp_path: Path) -> None:
    """Line breaks of either kind, quotes and commas inside a cell survive the way through the files."""
    accounts = 'id,name,beds,kind\n"a\rb","say ""hi"", twice",1,\n"c\nd",e,1,\n'
    scoring = score(make(accounts=accounts), as_of=AS_OF)
    written = read(scoring.write(tmp_path / "out")[0])
    assert [row[:2] for row in written[1:]] == [["a\rb", 'say "hi", twice'], ["c\nd", "e"]]


def test_a_folder_that_cannot_be_written_is_named(scoring: Scoring, tmp_path: Path) -> None:
    """A file where the folder should be is refused with its path and the reason."""
    (tmp_path / "out").write_text("")
    with pytest.raises(StoreError, match="out: cannot be written"):
        scoring.write(tmp_path / "out")


def test_a_failed_write_leaves_the_old_files(scoring: Scoring, tmp_path: Path) -> None:
    """When one file cannot be written, none changes and nothing stays beside them."""
    out = tmp_path / "out"
    scoring.write(out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / f".problems.csv.{os.getpid()}.part").mkdir()
    with pytest.raises(ParlanceError):
        scoring.write(out, spreadsheet=True)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
