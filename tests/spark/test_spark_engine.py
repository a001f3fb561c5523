"""PySpark in local mode: the same bytes as pandas. `make test-spark` installs what it needs, and runs it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

KINDS = ("Acute Care Hospitals", "critical access hospitals", " CHILDRENS ", "", "Straße", "not available")
TITLES = ("CFO", "Chief Nursing Officer", "vp finance", "", "Janitor", "nurse; CFO")
MODEL = """
tables:
  accounts: {file: accounts.csv, key: id, name: name}
  stakeholders: {file: stakeholders.csv, key: id, account: account, name: name, title: title}
accounts:
  attributes:
    beds: {column: beds, type: integer}
    rating: {column: rating, type: number, empty: ["not available"]}
    kind: {column: kind, type: text, empty: ["not available"]}
    seen: {column: seen, type: date}
    active: {column: active, type: boolean}
  dimensions:
    - id: size
      layer: who
      cap: 40
      rules:
        - {attribute: beds, bands: [[0, -5], [100, 10], [300, 35]], missing: -1, why: beds}
        - {attribute: kind, values: {acute care hospitals: 20, childrens: -7, STRASSE: 9}, otherwise: 2, why: kind}
    - id: need
      layer: behaviour
      needs: 1
      rules:
        - {attribute: rating, bands: [[0.1, 1], [0.3, 2], [2.5, 1000000000000]], why: rating}
        - {attribute: seen, days_since: [[0, 20], [91, 10], [366, 0]], missing: 3, why: seen}
        - {attribute: active, values: {true: 5}, why: active}
  segments:
    - {id: a, coverage: field, meaning: a, when: {size: {at_least: 30}, need: {above: 20}}}
    - id: b
      coverage: inside
      meaning: b
      when: [{kind: {in: [childrens, straße]}}, {need: {known: false}, beds: {known: true}}]
    - {id: c, coverage: digital, meaning: c}
stakeholders:
  roles: [{id: buyer, titles: [cfo, vp finance]}, {id: nurse, titles: [nurse, chief nursing officer]}]
  attributes: {opens: {column: opens, type: integer}}
  dimensions: [{id: pace, layer: motivation, rules: [{attribute: opens, bands: [[1, 4], [5, 9]], why: opens}]}]
  segments:
    - {id: warm, meaning: warm, when: [{pace: {at_least: 4}, role: {is: buyer}}, {account_segment: {is: a}}]}
    - {id: cold, meaning: cold}
"""


def draw_tables(knowledge: Path) -> None:
    draw = random.Random(11)
    accounts, people = ["id,name,beds,rating,kind,seen,active"], ["id,account,name,title,opens"]
    for number in range(400):
        beds = draw.choice(("", "0", "99", "100", "299", "300", "-1", "12.0", str(draw.randrange(2**62))))
        rating = draw.choice(("", "0.1", "0.3", "2.5", "2.4999999", "not available", "1e3", "-0.0"))
        seen = draw.choice(
            ("", "2026-03-01", "2025-11-30", "2025-12-01", "2025-02-28", "2026-03-02", "1969-12-31", "x")
        )
        active = draw.choice(("yes", "0", "", "perhaps"))
        key = draw.choice((f"k{number}", f"é{number}", "k7", ""))
        accounts.append(f"{key},N,{beds},{rating},{draw.choice(KINDS)},{seen},{active}")
        opens = draw.choice(("", "0", "1", "5", "x"))
        people.append(f"p{number},k{draw.randrange(500)},P,{draw.choice(TITLES)},{opens}")
    (knowledge / "accounts.csv").write_text("\n".join(accounts), encoding="utf-8")
    (knowledge / "stakeholders.csv").write_text("\n".join(people), encoding="utf-8")


def test_spark_writes_the_bytes_that_pandas_writes(tmp_path: Path, parlance: Callable[..., Any]) -> None:
    """Borders, gaps, unicode, problem cells, large integers, dates before 1970 and after the as-of date."""
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "segments.yaml").write_text(MODEL, encoding="utf-8")
    draw_tables(knowledge)
    for engine in ("pandas", "pyspark"):
        words = ("--as-of", "2026-03-01", "score", "--engine", engine, "--out", str(tmp_path / engine))
        assert parlance(*words, cwd=tmp_path).code == 3
    for name in ("accounts.csv", "stakeholders.csv", "rejected.csv", "problems.csv"):
        assert (tmp_path / "pyspark" / name).read_bytes() == (tmp_path / "pandas" / name).read_bytes()
    assert (
        len({line.split(",")[2] for line in (tmp_path / "pandas" / "accounts.csv").read_text().splitlines()[1:]}) == 3
    )
