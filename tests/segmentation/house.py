"""A small segment model whose borders can be worked out by hand, with two accounts and a nurse."""

from __future__ import annotations

from pathlib import Path

from assistant.workspace import Workspace

MODEL = """
tables:
  accounts: {file: a.csv, key: id, name: name}
  stakeholders: {file: s.csv, key: id, account: account, name: name, title: title}
accounts:
  attributes:
    beds: {column: beds, type: integer, fixed: true}
    calls: {column: calls, type: text, ask: "Who calls patients today?"}
    met: {column: met, type: date}
    ratio: {column: ratio, type: number, empty: [n/a]}
  dimensions:
    - {id: size, layer: who, rules: [{attribute: beds, bands: [[0, 0], [100, 10], [300, 25]], why: wards}]}
    - id: heat
      layer: behaviour
      rules:
        - {attribute: calls, values: {Nobody: 20, vendor: -5}, otherwise: 3, why: gap}
        - {attribute: met, days_since: [[0, 20], [61, 5]], why: contact}
  segments:
    - {id: invest, name: Invest, meaning: go, coverage: field, when: {size: {at_least: 25}, heat: {at_least: 40}}}
    - {id: grow, name: Grow, meaning: call, coverage: inside, when: [{heat: {at_least: 20}}, {ratio: {below: 1.03}}]}
    - {id: monitor, name: Monitor, meaning: wait, coverage: digital}
stakeholders:
  roles: [{id: buyer, titles: [cfo]}]
  attributes: {opens: {column: opens, type: integer}}
  segments:
    - {id: guard, meaning: pays, when: {role: {is: buyer}, opens: {at_least: 3}}}
    - {id: rest, meaning: others}
"""
ACCOUNTS = """id,name,beds,calls,met,ratio
big,Big,400,,2025-12-01,1.1
small,Small,250,vendor,2026-02-20,1.1
"""
STAKEHOLDERS = """id,account,name,title,opens
nina,big,Nina,Nurse,1
"""


def build(folder: Path) -> Workspace:
    """Makes a workspace of it."""
    knowledge = folder / "knowledge"
    knowledge.mkdir(parents=True, exist_ok=True)
    for name, text in (("segments.yaml", MODEL), ("a.csv", ACCOUNTS), ("s.csv", STAKEHOLDERS)):
        (knowledge / name).write_text(text, encoding="utf-8")
    return Workspace.at(folder)
