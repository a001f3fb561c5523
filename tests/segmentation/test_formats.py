"""Parquet and Excel: the same accounts, stakeholders, rejected rows and problem cells as from CSV."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from assistant.errors import ConfigurationError, DataError, UnknownNameError
from assistant.segmentation.scoring import score
from assistant.segmentation.tables.cell_texts import written
from assistant.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
HEADER = ["id", "name", "beds", "kind", "spent", "seen", "active"]
ROWS: list[list[Any]] = [
    ["002", "Ümlaut, Inc.", 250, "Acute", 0.1, dt.date(2026, 1, 5), True],
    ["001", 'Quote "x"', 2**53 - 1, "rural", 1e-7, dt.date(1999, 12, 31), False],
    ["003", None, None, None, None, None, None],
    ["002", "again", 1, "Acute", 1.5, dt.date(2026, 1, 5), True],
    [None, "no key", 1, "Acute", 1e21, dt.date(2026, 1, 5), True],
    ["004", "=1+1", -5, " children ", 12.5, dt.date(2026, 3, 2), None],
]
CSV = """id,name,beds,kind,spent,seen,active
002,"Ümlaut, Inc.",250,Acute,0.1,2026-01-05,true
001,"Quote ""x""\",9007199254740991,rural,0.0000001,1999-12-31,false
003,,,,,,
002,again,1,Acute,1.5,2026-01-05,true
,no key,1,Acute,1000000000000000000000.0,2026-01-05,true
004,=1+1,-5, children ,12.5,2026-03-02,
"""
MODEL = """
tables: {accounts: {file: accounts.csv, key: id, name: name}}
accounts:
  attributes:
    beds: {column: beds, type: integer}
    kind: {column: kind, type: text}
    spent: {column: spent, type: number}
    seen: {column: seen, type: date}
    active: {column: active, type: boolean}
    whole: {column: spent, type: integer}
  dimensions:
    - id: fit
      layer: who
      rules:
        - {attribute: beds, bands: [[100, 10], [300, 25]], why: beds}
        - {attribute: kind, values: {acute: 20, children: 7}, why: kind}
        - {attribute: spent, bands: [[0.0000001, 1], [0.1, 2], [12, 4]], why: spent}
        - {attribute: seen, days_since: [[0, 8], [100, 3]], why: seen}
        - {attribute: active, values: {true: 40}, why: active}
  segments:
    - {id: high, coverage: field, meaning: high, when: [{fit: {at_least: 30}}, {whole: {known: true}}]}
    - {id: low, coverage: digital, meaning: low}
"""
FILES = ("accounts.csv", "stakeholders.csv", "rejected.csv", "problems.csv")


def write_parquet(path: Path) -> None:
    columns = [list(column) for column in zip(*ROWS, strict=True)]
    pq.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), path, row_group_size=2)


def write_excel(path: Path, *, sheet: str | None = None) -> None:
    book = Workbook()
    if sheet:
        book.active.append(["nothing", "here"])
    page = book.create_sheet(sheet) if sheet else book.active
    for row in (HEADER, [None] * 7, *ROWS, [None] * 7):
        page.append(row)
    for cell in page["B"]:
        cell.data_type = "s" if cell.value else cell.data_type
    book.save(path)


def outputs(workspace: Workspace, file: Path, out: Path) -> list[str]:
    score(workspace, as_of=AS_OF, tables={"accounts": file}).write(out)
    return [(out / name).read_text(encoding="utf-8") for name in FILES]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "segments.yaml").write_text(MODEL, encoding="utf-8")
    (knowledge / "accounts.csv").write_text(CSV, encoding="utf-8")
    return Workspace.at(tmp_path)


@pytest.mark.parametrize(("ending", "write"), [("parquet", write_parquet), ("xlsx", write_excel)])
def test_every_format_gives_the_files_that_csv_gives(
    workspace: Workspace, tmp_path: Path, ending: str, write: Callable[[Path], None]
) -> None:
    """Integers, small and large floats, dates, booleans, gaps, quotes, doubled and empty keys, problem cells."""
    file = tmp_path / f"accounts.{ending}"
    write(file)
    given = outputs(workspace, file, tmp_path / "out")
    assert given == outputs(workspace, workspace.knowledge / "accounts.csv", tmp_path / "csv")
    assert "0.1" in given[3] and "key is empty" in given[2]


def test_the_model_names_a_file_of_any_format(workspace: Workspace, tmp_path: Path) -> None:
    """`file: x.xlsx` with `sheet:` reads that sheet."""
    write_excel(workspace.knowledge / "crm.xlsx", sheet="Export")
    (workspace.knowledge / "segments.yaml").write_text(MODEL.replace("accounts.csv", "crm.xlsx, sheet: Export"))
    assert score(workspace, as_of=AS_OF).summary().accounts.read == len(ROWS)


def test_an_unknown_sheet_is_named(workspace: Workspace) -> None:
    """With the sheets that there are; and `sheet:` is for Excel files only."""
    write_excel(workspace.knowledge / "crm.xlsx", sheet="Export")
    segments = workspace.knowledge / "segments.yaml"
    segments.write_text(MODEL.replace("accounts.csv", "crm.xlsx, sheet: Exports"))
    with pytest.raises(UnknownNameError, match=r"Did you mean `Export`"):
        score(workspace, as_of=AS_OF)
    segments.write_text(MODEL.replace("accounts.csv", "accounts.csv, sheet: Export"))
    with pytest.raises(ConfigurationError, match="has no sheets"):
        score(workspace, as_of=AS_OF)


def test_formulas_are_what_was_saved_with_them(workspace: Workspace, tmp_path: Path) -> None:
    """A formula is never run: one that no program has computed is an empty cell."""
    book = Workbook()
    for row in (HEADER, ["1", "A", "=2+3", "rural", 1.5, None, None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    scoring = score(workspace, as_of=AS_OF, tables={"accounts": tmp_path / "a.xlsx"})
    assert scoring.receipt("account", "1").rules[0].value is None


@pytest.mark.parametrize(("ending", "said"), [("parquet", "no Parquet file"), ("xlsx", "no Excel workbook")])
def test_a_file_that_is_something_else_is_refused(workspace: Workspace, tmp_path: Path, ending: str, said: str) -> None:
    """Also one that is cut off."""
    file = tmp_path / f"a.{ending}"
    (write_parquet if ending == "parquet" else write_excel)(file)
    for content in (b"id,name\n1,A\n", b"", file.read_bytes()[:-200]):
        file.write_bytes(content)
        with pytest.raises(DataError, match=said):
            score(workspace, as_of=AS_OF, tables={"accounts": file})


@pytest.mark.parametrize(("ending", "package"), [("parquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_a_missing_extra_names_the_line_that_installs_it(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, package: str
) -> None:
    """And the way without it."""
    file = tmp_path / f"a.{ending}"
    (write_parquet if ending == "parquet" else write_excel)(file)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigurationError, match=rf"need {package}. `pip install 'parlance-assistant\["):
        score(workspace, as_of=AS_OF, tables={"accounts": file})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (np.float32(0.1), "0.1"),
        (1e22, "10000000000000000000000.0"),
        (-0.0, "-0.0"),
        (float("nan"), "nan"),
        (Decimal("1E+3"), "1000"),
        (dt.datetime.fromisoformat("2026-01-05"), "2026-01-05"),
        (dt.datetime.fromisoformat("2026-01-05T07:30"), "2026-01-05T07:30:00"),
        (dt.time(7, 30), "07:30:00"),
        (b"caf\xc3\xa9", "café"),
        (True, "true"),
    ],
)
def test_values_are_written_without_exponents(value: object, text: str) -> None:
    """Numbers in full, dates in ISO; not a number stays visible, so that it becomes a problem cell."""
    assert written(value) == text


def test_narrow_floats_and_midnights_read_as_meant(workspace: Workspace, tmp_path: Path) -> None:
    """32-bit floats have their own shortest text, and a timestamp without a time of day is a date."""
    table = pa.table(
        {
            "id": ["1", "2"],
            "name": pa.array(["A", "B"]).dictionary_encode(),
            "beds": pa.array([1, None], pa.int16()),
            "kind": ["x", "y"],
            "spent": pa.array([0.1, None], pa.float32()),
            "seen": pa.array([dt.datetime.fromisoformat("2026-01-05"), None], pa.timestamp("ns")),
            "active": pa.array([None, True]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    scoring = score(workspace, as_of=AS_OF, tables={"accounts": tmp_path / "a.parquet"})
    values = {rule.attribute: rule.value for rule in scoring.receipt("account", "1").rules}
    assert values == {"beds": 1, "kind": "x", "spent": 0.1, "seen": dt.date(2026, 1, 5), "active": None}
