"""Large tables with bad cells: each bad cell is in `problems.csv`, each bad key in `rejected.csv`, no row is lost."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

import pytest

from assistant.segmentation.scoring import score
from assistant.workspace import Workspace

ROWS = 100_000
AS_OF = dt.date(2026, 3, 1)
MODEL = """
tables: {accounts: {file: accounts.csv, key: id, name: name}}
accounts:
  attributes:
    beds: {column: beds, type: integer}
    ratio: {column: ratio, type: number}
    seen: {column: seen, type: date}
    active: {column: active, type: boolean}
  dimensions:
    - id: fit
      layer: who
      rules:
        - {attribute: beds, bands: [[100, 10], [300, 25]], why: beds}
        - {attribute: ratio, bands: [[1, 10]], why: ratio}
        - {attribute: seen, days_since: [[0, 10], [366, 0]], why: seen}
        - {attribute: active, values: {true: 5}, why: active}
  segments:
    - {id: high, coverage: field, meaning: high, when: {fit: {at_least: 30}}}
    - {id: low, coverage: digital, meaning: low}
"""
BAD = {
    "beds": ("12.0", "n/a", "99999999999999999999", "=1+1"),
    "ratio": ("1e3", "nan", "1,5", "7 %"),
    "seen": ("2026-02-30", "1/5/2026", "yesterday"),
    "active": ("perhaps", "2", "-"),
}
"""By column, cells that are none of its type."""


class Drawn:
    """A table with one bad cell, and one bad key, in a hundred; and what is bad about it."""

    def __init__(self, rows: int) -> None:
        self._draw = random.Random(rows)
        self.bad_keys: set[tuple[str, str]] = set()
        self.bad_cells: set[tuple[str, str, str, str]] = set()
        self.rows = [self._row(number) for number in range(1, rows + 1)]

    def _row(self, number: int) -> list[str]:
        draw, key = self._draw, f"k{number}"
        if number > 1 and draw.random() < 0.01:
            key = draw.choice(("", "k1"))
            self.bad_keys.add((str(number), key))
        cells = {
            "beds": str(draw.randrange(500)),
            "ratio": f"{draw.random() * 2:.6f}",
            "seen": (AS_OF - dt.timedelta(draw.randrange(700))).isoformat(),
            "active": draw.choice(("yes", "no", "")),
        }
        if draw.random() < 0.01:
            column = draw.choice(list(BAD))
            cells[column] = draw.choice(BAD[column])
            if (str(number), key) not in self.bad_keys:
                self.bad_cells.add((str(number), key, column, cells[column]))
        return [key, f"Name, {number}", *cells.values()]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return Drawn(ROWS)


def test_every_bad_cell_and_every_bad_key_is_reported(tmp_path: Path, drawn: Drawn) -> None:
    """With row, key, column and value; cells of a rejected row are not reported; accepted + rejected = read."""
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "segments.yaml").write_text(MODEL, encoding="utf-8")
    with (knowledge / "accounts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name", *BAD], *drawn.rows])
    scoring = score(Workspace.at(tmp_path), as_of=AS_OF)
    scoring.write(tmp_path / "out")
    problems = [(p["row"], p["key"], p["column"], p["value"]) for p in read(tmp_path / "out" / "problems.csv")]
    rejected = [(r["row"], r["key"]) for r in read(tmp_path / "out" / "rejected.csv")]
    accepted = [a["id"] for a in read(tmp_path / "out" / "accounts.csv")]
    assert (len(problems), set(problems)) == (len(drawn.bad_cells), drawn.bad_cells)
    assert (len(rejected), set(rejected)) == (len(drawn.bad_keys), drawn.bad_keys)
    assert accepted == sorted({row[0] for row in drawn.rows} - {""})
    counts = scoring.summary().accounts
    assert (counts.read, counts.accepted + counts.rejected) == (ROWS, ROWS)
    assert min(len(drawn.bad_cells), len(drawn.bad_keys)) > ROWS // 200
