"""Tables as people export them: every row accounted for, every unreadable cell named, nothing guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError, DataError, ParlanceError
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
HEADER = "id,name,beds,kind\n"
Make = Callable[..., Workspace]


def accounts(scoring: Scoring) -> list[str]:
    return [account.id for account in scoring.accounts()]


def problems(scoring: Scoring) -> list[tuple[str, int, str, str, str, str]]:
    return [(p.table, p.row, p.key, p.column, p.value, p.reason) for p in scoring.problems if p.table == "accounts"]


def rejected(scoring: Scoring) -> list[tuple[str, int, str, str]]:
    return [(r.table, r.row, r.key, r.reason) for r in scoring.rejected]


def test_blank_lines_are_no_rows(make: Make) -> None:
    """Rows count from 1 after the header; empty and white lines have no number and are counted nowhere."""
    scoring = score(make(accounts=f"\n{HEADER}\n   \n1,A,x,a\n\t\n2,B,y,a\n\n"), as_of=AS_OF)
    assert scoring.summary().accounts.read == 2
    assert [(row, key) for _, row, key, *_ in problems(scoring)] == [(1, "1"), (2, "2")]


def test_a_row_of_commas_is_a_row(make: Make) -> None:
    """It has an empty key, and a single quoted empty cell is a row too."""
    scoring = score(make(accounts=f'{HEADER},,,\n""\n1,A,,\n'), as_of=AS_OF)
    assert rejected(scoring) == [("accounts", 1, "", "key is empty"), ("accounts", 2, "", "key is empty")]
    assert scoring.summary().accounts.read == 3


@pytest.mark.parametrize(
    "content", [HEADER + "1,A,5,a\r\n", "\ufeff" + HEADER + "1,A,5,a", HEADER.replace(",", " , ") + '1,"A",5,a\r']
)
def test_line_ends_marks_and_spaces_do_not_matter(make: Make, content: str) -> None:
    """Any line ends, a byte order mark, a missing last line end, spaces around column names."""
    scoring = score(make(accounts=content), as_of=AS_OF)
    assert (accounts(scoring), problems(scoring)) == (["1"], [])
    assert scoring.receipt("account", "1").rules[0].value == 5


def test_the_first_row_of_a_key_stays(make: Make) -> None:
    """Duplicates are rejected with the row that has the key, also when zeros or spaces are all that differs."""
    padded = (
        (make().knowledge / "segments.yaml")
        .read_text()
        .replace("key: id, name: name}", "key: id, name: name, pad: 3}", 1)
    )
    scoring = score(make(padded, accounts=f"{HEADER}1,A,1,a\n 001 ,B,2,a\nA1,C,3,a\n0001,D,4,a\n"), as_of=AS_OF)
    assert accounts(scoring) == ["0001", "001", "A1"]
    assert rejected(scoring) == [("accounts", 2, "001", "key is there already, in row 1")]
    assert scoring.receipt("account", "001").name == "A"


def test_cells_that_cannot_be_read_are_problem_cells(make: Make) -> None:
    """NaN, formulas, decimals and digits beyond 64 bits are named with their row, key, column and reason."""
    cells = ["NaN", "=cmd|' /C calc'!A0", "12.0", "9" * 25, "1e3", "1,000", "-7", "+8"]
    table = HEADER + "".join(f'{i},N,"{cell}",a\n' for i, cell in enumerate(cells))
    scoring = score(make(accounts=table), as_of=AS_OF)
    assert problems(scoring) == [
        ("accounts", 1, "0", "beds", "NaN", "not an integer"),
        ("accounts", 2, "1", "beds", "=cmd|' /C calc'!A0", "not an integer"),
        ("accounts", 3, "2", "beds", "12.0", "not an integer"),
        ("accounts", 4, "3", "beds", "9" * 25, "an integer beyond 64 bits"),
        ("accounts", 5, "4", "beds", "1e3", "not an integer"),
        ("accounts", 6, "5", "beds", "1,000", "not an integer"),
    ]
    assert [scoring.receipt("account", key).rules[0].value for key in "67"] == [-7, 8]


def test_short_rows_miss_cells_and_long_rows_are_reported(make: Make) -> None:
    """A short row misses its last cells; a long row stays, with one problem row."""
    scoring = score(make(accounts=f"{HEADER}1,A\n2,B,5,a,more,still\n"), as_of=AS_OF)
    assert problems(scoring) == [("accounts", 2, "2", "", "", "row has 6 cells, the header 4")]
    assert scoring.receipt("account", "1").rules[0].known is False
    assert scoring.receipt("account", "2").rules[0].value == 5


def test_windows_1252_is_noticed_and_read_when_told(make: Make, tmp_path: Path) -> None:
    """Bytes that are not UTF-8 make problem cells and rejected keys and a hint; with `encoding:` they are text."""
    table = f"{HEADER}1,Plain,5,Acute\n2,Zürich,5,Übung\nä,X,5,a\n".encode("cp1252")
    scoring = score(make(accounts=table), as_of=AS_OF)
    assert rejected(scoring) == [("accounts", 3, "\ufffd", "key is not UTF-8")]
    assert problems(scoring) == [
        ("accounts", 2, "2", "kind", "\ufffdbung", "not UTF-8"),
        ("accounts", 2, "2", "name", "Z\ufffdrich", "not UTF-8"),
    ]
    hint = "knowledge/accounts.csv is not UTF-8 (first at row 2) and looks like Windows-1252: Save it as “CSV UTF-8”"
    assert [text for text in scoring.hints if text.startswith(hint)]
    for path in scoring.write(tmp_path / "out"):
        path.read_text(encoding="utf-8")
    told = (
        (make().knowledge / "segments.yaml")
        .read_text()
        .replace("file: accounts.csv", "file: accounts.csv, encoding: cp1252")
    )
    assert score(make(told, accounts=table), as_of=AS_OF).receipt("account", "ä").name == "X"


def test_leading_zeros_that_were_lost_are_noticed(make: Make) -> None:
    """Ids that would match if filled with zeros come with the line to write, at whichever table lost them."""
    model = (make().knowledge / "segments.yaml").read_text().replace(", pad: 3", "")
    table = "account,amount,paid\n1,1,2026-01-01\n2,1,2026-01-01\n77,1,2026-01-01\n"
    scoring = score(make(model, orders=table), as_of=AS_OF)
    assert scoring.unmatched["orders"] == 3
    assert scoring.hints[-1] == (
        "orders: 2 of 3 ids that match no account would match if filled with zeros to 3 digits. "
        "Add `pad: 3` to the table `orders` in segments.yaml."
    )
    turned = score(
        make(model, accounts=f"{HEADER}1,A,1,a\n", orders="account,amount,paid\n001,1,2026-01-01\n"), as_of=AS_OF
    )
    assert turned.hints[-1].endswith("Add `pad: 3` to the table `accounts` in segments.yaml.")


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, ConfigurationError, "knowledge/accounts.csv: no such file. Put it there"),
        (b"", DataError, "knowledge/accounts.csv: is empty. It needs a header line"),
        (b"\n  \n", DataError, "is empty"),
        (b"PK\x03\x04\x00\x00", DataError, "is a binary file, no CSV text"),
        ((HEADER + "1,A,5,a\n").encode("utf-16"), DataError, "is a binary file, no CSV text"),
        (b"id,name,beds,kind\n1,\"A,5,a\n2,B,5,a\n", DataError, "opened in row 1 is never closed"),
        (b'"', DataError, "opened in the header is never closed"),
        (b"id,name,beds,kind\n1,\"" + b"A" * 200_000, DataError, "cannot be read near line 2 (field larger"),
        (b"id;name;beds;kind\n1;A;5;a\n", ConfigurationError, "Its header line is separated by semicolons"),
        (b"id\tname\tbeds\tkind\n", ConfigurationError, "Its header line is separated by tabs"),
        (b"Id,name,beds,kind\n", ConfigurationError, "has no column `id`. Did you mean `Id`"),
        (b"id,id,name,beds,kind\n", ConfigurationError, "has 2 columns `id`; rename all but one."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(make: Make, content: bytes | None, error: type, message: str) -> None:
    """A missing, empty, binary or broken file, and one without its columns: what, where, what to do."""
    with pytest.raises(error) as refused:
        score(make(accounts=content), as_of=AS_OF)
    assert message in str(refused.value)


def test_missing_columns_are_named_where_the_model_names_them(make: Make) -> None:
    """All tables' missing columns come in one error, each with the line of the segment model."""
    workspace = make(accounts="id,name,bed,kind\n", stakeholders="id,account,name,title\n", orders="acct,amount,paid\n")
    with pytest.raises(ConfigurationError) as refused:
        score(workspace, as_of=AS_OF)
    lines = str(refused.value).splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["knowledge/segments.yaml:5", "tables.orders.account"],
        ["knowledge/segments.yaml:8", "accounts.attributes.beds.column"],
        ["knowledge/segments.yaml:31", "stakeholders.attributes.opens.column"],
    ]
    assert "has no column `beds`. Did you mean `bed`?" in lines[1]


def test_a_folder_is_no_table(make: Make) -> None:
    """A folder where a file should be is refused, not read."""
    workspace = make(accounts=None)
    (workspace.knowledge / "accounts.csv").mkdir()
    with pytest.raises(DataError, match=r"accounts\.csv: cannot be read \(Is a directory\)"):
        score(workspace, as_of=AS_OF)


def test_tables_stay_inside_the_workspace(make: Make, tmp_path: Path) -> None:
    """A path or a link that leads out is refused; a file that the caller names may lie anywhere."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside.csv"
    outside.write_text(f"{HEADER}9,Z,5,a\n")
    model = (make().knowledge / "segments.yaml").read_text()
    workspace = make(model.replace("accounts.csv", f"../../{outside.name}"), accounts=None)
    with pytest.raises(ConfigurationError, match="lies outside the workspace"):
        score(workspace, as_of=AS_OF)
    assert accounts(score(workspace, as_of=AS_OF, tables={"accounts": outside})) == ["9"]
    make(model)
    (workspace.knowledge / "accounts.csv").unlink()
    (workspace.knowledge / "accounts.csv").symlink_to(outside)
    with pytest.raises(ConfigurationError, match="lies outside the workspace"):
        score(workspace, as_of=AS_OF)


def test_keys_sort_by_code_point(make: Make) -> None:
    """Ids are text; their order is that of their characters, whatever the language."""
    keys = ["10", "9", "B", "a", "é", "e", "日", "𝒳", "\uffee"]
    scoring = score(make(accounts=HEADER + "".join(f"{key},N,1,a\n" for key in keys)), as_of=AS_OF)
    assert accounts(scoring) == sorted(keys)


def test_a_table_that_changes_batch_by_batch_is_whole(make: Make) -> None:
    """Rows beyond one batch keep their numbers; duplicates across batches are found."""
    count = 45_000
    rows = "".join(f"{i:06d},N,{'x' if i % 1000 == 0 else i},a\n" for i in range(count))
    scoring = score(make(accounts=f"{HEADER}{rows}000007,N,1,a\n"), as_of=AS_OF)
    assert scoring.summary().accounts.read == count + 1
    assert rejected(scoring) == [("accounts", count + 1, "000007", "key is there already, in row 8")]
    assert [(row, key) for _, row, key, *_ in problems(scoring)] == [(i + 1, f"{i:06d}") for i in range(0, count, 1000)]


def test_sums_beyond_64_bits_are_missing(make: Make) -> None:
    """A sum that no engine can hold is missing, and reported."""
    model = (make().knowledge / "segments.yaml").read_text()
    model = model.replace("column: amount, type: number", "column: amount, type: integer")
    orders = f"account,amount,paid\n1,{2**63 - 1},2026-02-01\n1,1,2026-02-01\n2,5,2026-02-01\n"
    scoring = score(make(model, orders=orders), as_of=AS_OF)
    attributes = scoring.levels["account"].attributes["spent"]
    assert [attributes.cell(i) for i in range(3)] == [None, 5, None]
    assert [(p.key, p.reason) for p in scoring.problems] == [("001", "the sum of its rows is beyond 64 bits")]


def test_every_refusal_is_one_of_ours(make: Make) -> None:
    """Bytes at random never end in a traceback: each file is scored or refused in words."""
    for seed in range(64):
        noise = bytes((seed * 37 + i * i * 31 + (i >> 3) * seed) % 256 for i in range(300)).replace(b"\0", b"\n")
        try:
            score(make(accounts=HEADER.encode() + noise), as_of=AS_OF).summary()
        except ParlanceError as error:
            assert str(error)
