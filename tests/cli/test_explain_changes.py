"""`explain`: what would change a segment, the way to another, and receipts that are saved and computed again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

MERCY, GRANITE = "004101", "004113"


def test_explain_says_what_would_change_it(parlance, sample: Path) -> None:
    """Every row of `would_change` names an attribute, its value, another one, and the segment that follows."""
    document = parlance("explain", MERCY, "--json", cwd=sample).json
    assert document["path"] is None
    assert document["would_change"]
    for row in document["would_change"]:
        assert list(row) == ["attribute", "from", "to", "segment"]
        assert row["segment"] != document["computed"]
        assert row["from"] != row["to"]


def test_a_change_that_is_listed_does_move_the_account(parlance, sample: Path) -> None:
    """Written into the table, the value of each row of a column leads to the segment that the row names."""
    rows = parlance("explain", MERCY, "--json", cwd=sample).json["would_change"]
    columns = {"annual_discharges": "annual_discharges", "hospital_type": "hospital_type", "beds": "beds"}
    tried = [row for row in rows if row["attribute"] in columns]
    assert tried
    for row in tried:
        table = change_cell(sample, MERCY, columns[row["attribute"]], str(row["to"]))
        moved = parlance("explain", MERCY, "--json", cwd=sample).json
        assert moved["computed"] == row["segment"]
        (sample / "knowledge" / "crm" / "accounts.csv").write_text(table, encoding="utf-8")


def change_cell(sample: Path, key: str, column: str, value: str) -> str:
    """Writes one cell and returns the table as it was."""
    file = sample / "knowledge" / "crm" / "accounts.csv"
    before = file.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(before)))
    at = rows[0].index(column)
    changed = [[*row[:at], value, *row[at + 1 :]] if row and row[0] == key else row for row in rows]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(changed)
    file.write_text(out.getvalue(), encoding="utf-8")
    return before


def test_the_way_to_a_segment_is_complete_in_words(parlance, sample: Path) -> None:
    """Why it is not Invest, what is to be collected with its question, and what it takes: all in one answer."""
    document = parlance("explain", "004115", "--to", "invest", "--json", cwd=sample).json
    path = document["path"]
    assert list(path) == ["segment", "changes", "reachable", "reason"]
    assert path["reachable"] and path["segment"] == "invest"
    assert all(list(step) == ["attribute", "from", "to", "kind", "ask"] for step in path["changes"])
    told = parlance("explain", "004115", "--to", "Invest", cwd=sample).out
    assert "Invest asks for pressure at least 40" in told
    for step in path["changes"]:
        assert step["attribute"] in told
        assert (step["ask"] or "") in told


def test_a_way_that_nobody_can_go_is_said(parlance, sample: Path) -> None:
    """Where only a fixed attribute would help, the answer names it and exit code 0 stays."""
    outcome = parlance("explain", MERCY, "--to", "monitor", cwd=sample)
    assert outcome.code == 0
    assert "nobody can change that" in outcome.out
    assert parlance("explain", MERCY, "--to", "monitor", "--json", cwd=sample).json["path"]["changes"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("explain", MERCY, "--to", "invst"), "Did you mean `Invest`"),
        (("explain",), "name an account or a stakeholder"),
        (("explain", MERCY, "--replay", "x.json"), "leave the name"),
        (("explain", "--replay", "missing.json"), "cannot be read"),
        (("explain", "--replay", "parlance.toml"), "is no receipt that `parlance explain --save` wrote"),
        (("explain", MERCY, "--save", "parlance.toml/x"), "cannot be written"),
    ],
)
def test_a_wrong_call_of_explain_says_what_to_do(parlance, sample: Path, words: tuple[str, ...], says: str) -> None:
    """Each mistake ends with 2, nothing on stdout, and the next step."""
    outcome = parlance(*words, cwd=sample)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err


def replayed(parlance, sample: Path, code: int) -> list[dict[str, Any]]:
    outcome = parlance("explain", "--replay", "receipt.json", "--json", cwd=sample)
    assert outcome.code == code, outcome.err
    assert outcome.json["confirmed"] is (code == 0)
    return outcome.json["differences"]


@pytest.fixture
def kept(parlance, sample: Path) -> Path:
    """A receipt that was saved."""
    assert parlance("explain", GRANITE, "--save", "receipt.json", cwd=sample).code == 0
    return sample / "receipt.json"


def test_a_saved_receipt_is_confirmed(parlance, sample: Path, kept: Path) -> None:
    """Untouched, with the same model and data, it comes out the same."""
    assert replayed(parlance, sample, 0) == []
    assert "confirmed" in parlance("explain", "--replay", "receipt.json", cwd=sample).out


def test_tampered_points_are_named(parlance, sample: Path, kept: Path) -> None:
    """Points that the saved values do not give contradict the receipt, at their rule; data and model do not differ."""
    document = json.loads(kept.read_text(encoding="utf-8"))
    rule = document["receipt"]["rules"][2]
    rule["points"] += 7
    kept.write_text(json.dumps(document), encoding="utf-8")
    differences = replayed(parlance, sample, 3)
    assert [(d["what"], d["name"]) for d in differences] == [("rule", f"{rule['dimension']} {rule['attribute']}")]
    assert differences[0]["saved"] == differences[0]["now"] + 7


def test_tampered_values_are_named(parlance, sample: Path, kept: Path) -> None:
    """A value that was changed in the file fits neither its lines nor the data."""
    document = json.loads(kept.read_text(encoding="utf-8"))
    document["values"]["beds"]["value"] = 5
    kept.write_text(json.dumps(document), encoding="utf-8")
    assert {d["what"] for d in replayed(parlance, sample, 3)} >= {"rule", "dimension", "data"}


def test_other_data_now_is_named(parlance, sample: Path, kept: Path) -> None:
    """When the tables have moved on, the receipt still follows from its values, and the data is what differs."""
    change_cell(sample, GRANITE, "beds", "777")
    differences = replayed(parlance, sample, 3)
    assert [(d["what"], d["name"], d["now"]) for d in differences] == [("data", "beds", 777)]


def test_another_segment_model_is_named(parlance, sample: Path, kept: Path) -> None:
    """A changed rule shows as another segment model, and at the lines that it changes."""
    model = sample / "knowledge" / "segments.yaml"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("[1.06, 30]]", "[1.06, 31]]"), encoding="utf-8")
    differences = replayed(parlance, sample, 3)
    assert differences[0]["what"] == "segment_model"
    assert {d["what"] for d in differences} <= {"segment_model", "rule", "dimension"}


def test_a_saved_receipt_tells_nothing_about_what_is_hidden(parlance, sample: Path, kept: Path) -> None:
    """For somebody who may not see the account there is none, as for an id that was never there."""
    outcome = parlance("explain", "--replay", "receipt.json", "--as", "ines", "--json", cwd=sample)
    document = json.loads(kept.read_text(encoding="utf-8"))
    document["receipt"]["id"] = "zzz"
    (sample / "other.json").write_text(json.dumps(document), encoding="utf-8")
    invented = parlance("explain", "--replay", "other.json", "--as", "ines", "--json", cwd=sample)
    told = [[d["message"] for d in one.json["differences"]] for one in (outcome, invented)]
    assert told[0] == [message.replace("zzz", GRANITE) for message in told[1]]
