"""A small fictional company: seven accounts, five stakeholders, two owners, and a segment model with two dimensions."""

from __future__ import annotations

from pathlib import Path

from assistant.workspace import Workspace

ACCOUNTS = """\
account_id,name,owner,beds,last_order
001,Ash,sal,400,2026-11-01
002,Birch,sal,300,2026-06-01
003,Cedar,ines,120,2026-11-10
004,Dogwood,ines,90,2026-10-01
005,Elm,ines,20,
006,Fir,,250,2026-11-12
007,Gum,sal,,
"""
STAKEHOLDERS = """\
stakeholder_id,account_id,name,title,opened
S1,001,Ada,Chief Financial Officer,5
S2,002,Bo,Nurse,1
S3,003,Cy,Nurse,0
S4,006,Di,CFO,0
S5,005,Ed,Nurse,3
"""
MODEL = """\
tables:
  accounts: {file: crm/accounts.csv, key: account_id, name: name, pad: 3}
  stakeholders: {file: crm/stakeholders.csv, key: stakeholder_id, account: account_id, name: name, title: title}
accounts:
  attributes:
    beds: {column: beds, type: integer}
    last_order: {column: last_order, type: date}
  dimensions:
    - id: size
      layer: who
      rules:
        - {attribute: beds, bands: [[0, 0], [100, 10], [250, 20], [400, 30]], why: More beds mean more wards.}
    - id: pace
      layer: behaviour
      rules:
        - {attribute: last_order, days_since: [[0, 20], [60, 5], [365, 0]], why: Recent orders.}
  segments:
    - id: invest
      name: Invest
      coverage: field
      meaning: Go there.
      when: {size: {at_least: 20}, pace: {at_least: 20}}
    - {id: grow, name: Grow, coverage: inside, meaning: Call them., when: {size: {at_least: 10}}}
    - {id: monitor, name: Monitor, coverage: digital, meaning: Write to them.}
stakeholders:
  roles:
    - {id: economic_buyer, name: Economic buyer, decides: true, titles: [cfo, chief financial officer]}
    - {id: clinical_user, name: Clinical user, titles: [nurse]}
  attributes:
    opened: {column: opened, type: integer}
  dimensions:
    - id: interest
      layer: behaviour
      rules:
        - {attribute: opened, bands: [[0, 0], [2, 10], [4, 20]], why: Reads what we send.}
  segments:
    - {id: near, name: Near, meaning: Close to us., when: [{interest: {at_least: 20}}, {account_segment: {is: invest}}]}
    - {id: far, name: Far, meaning: Not yet.}
"""
TEAM = """\
people:
  - {id: mark, team: marketing, accounts: all}
  - {id: sal, team: sales, accounts: {owner: sal}}
"""
OTHER = MODEL.replace("pace: {at_least: 20}", "pace: {at_least: 5}")
"""The same segment model, but an order within a year is enough for Invest."""


def open_shop(folder: Path) -> Workspace:
    """The company's workspace in a new folder."""
    crm = folder / "knowledge" / "crm"
    crm.mkdir(parents=True)
    (crm / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (crm / "stakeholders.csv").write_text(STAKEHOLDERS, encoding="utf-8")
    (folder / "knowledge" / "segments.yaml").write_text(MODEL, encoding="utf-8")
    (folder / "knowledge" / "team.yaml").write_text(TEAM, encoding="utf-8")
    return Workspace(folder)


def edit(workspace: Workspace, file: str, old: str, new: str) -> None:
    """Changes a file below `knowledge/`."""
    path = workspace.knowledge / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
