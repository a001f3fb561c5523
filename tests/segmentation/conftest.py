"""What the tests of segmentation share: small workspaces made of a segment model and tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.workspace import Workspace

Make = Callable[..., Workspace]

MODEL = """
tables:
  accounts: {file: accounts.csv, key: id, name: name}
  stakeholders: {file: stakeholders.csv, key: id, account: account, name: name, title: title}
  orders: {file: orders.csv, account: account, pad: 3}
accounts:
  attributes:
    beds: {column: beds, type: integer}
    kind: {column: kind, type: text}
    spent: {table: orders, column: amount, type: number, aggregate: sum, where: {paid: {within_days: 365}}}
  dimensions:
    - id: fit
      layer: who
      cap: 30
      rules:
        - {attribute: beds, bands: [[100, 10], [300, 25]], why: Larger ones run more wards., say: you run many wards}
        - {attribute: kind, values: {Acute: 20}, otherwise: -5, missing: 1, why: Acute hospitals feel the penalty.}
  segments:
    - id: invest
      name: Invest
      coverage: field
      meaning: A rep calls.
      when: {fit: {at_least: 25}, beds: {at_most: 500}}
    - {id: keep, coverage: inside, meaning: They buy already., when: [{spent: {above: 0}}, {kind: {is: childrens}}]}
    - {id: monitor, name: Monitor, coverage: digital, meaning: Digital until more is known.}
stakeholders:
  roles:
    - {id: buyer, titles: [cfo, vp finance]}
    - {id: nurse, titles: [nurse, chief nursing officer]}
  attributes:
    opens: {column: opens, type: integer}
  dimensions:
    - id: interest
      layer: motivation
      needs: 1
      rules: [{attribute: opens, bands: [[3, 10]], why: Reading is interest.}]
  segments:
    - {id: eager, name: Eager, meaning: Reads what we send., when: {interest: {at_least: 10}, role: {is: buyer}}}
    - {id: rest, name: Rest, meaning: Everybody else.}
"""
ACCOUNTS = """id,name,beds,kind,owner
001,Mercy General,320,Acute,sal
002,Lakeside,80,Childrens,sal
003,Hill Clinic,,Rural,kim
"""
STAKEHOLDERS = """id,account,name,title,opens
p1,001,Ada Long,CFO,4
p2,001,Ben Ford,Chief Nursing Officer,
p3,003,Cy Hall,Janitor,9
p4,999,Di Moss,VP Finance,9
"""
ORDERS = """account,amount,paid
3,10.50,2026-01-05
3,0.25,2024-01-05
2,x,2026-01-05
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a workspace; every part can be exchanged, tables as text or bytes, None for no file."""

    def made(model: str = MODEL, **tables: str | bytes | None) -> Workspace:
        knowledge = tmp_path / "knowledge"
        knowledge.mkdir(exist_ok=True)
        (knowledge / "segments.yaml").write_text(model, encoding="utf-8")
        for name, content in {"accounts": ACCOUNTS, "stakeholders": STAKEHOLDERS, "orders": ORDERS, **tables}.items():
            if content is not None:
                (knowledge / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
        return Workspace.at(tmp_path)

    return made
