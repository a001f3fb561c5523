"""Workspaces to draft from: any folder, and the files of a small one about something else entirely."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

from assistant.access import EVERYTHING, Visible
from assistant.domain.draft import Draft, Kind
from assistant.drafting import DraftRequest, Sources, combinations, draft, load_patterns, resolve_audience
from assistant.evidence import Evidence
from assistant.language import load_glossary
from assistant.segmentation.scoring import score
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 11, 20)

FILES = {
    "knowledge/crm/accounts.csv": """\
id,name,pupils,library,last_visit
1,Elm Grove School,640,no,2026-11-02
2,Hill Academy,90,yes,2025-01-15
3,Lakeside College,,,
""",
    "knowledge/crm/people.csv": """\
id,name,school,title,trusts,asked
p1,Ada Moreno,1,Head Teacher,peers,price
p2,Ben Okafor,1,Bursar,,
p3,Cleo Winter,2,Bursar,figures,price
p4,Dora Quist,1,Gardener,,
""",
    "knowledge/segments.yaml": """\
tables:
  accounts: {file: crm/accounts.csv, key: id, name: name}
  stakeholders: {file: crm/people.csv, key: id, account: school, name: name, title: title}
accounts:
  attributes:
    pupils: {column: pupils, type: integer, ask: How many pupils do you have?}
    library: {column: library, type: boolean, ask: Do you have a library of your own?}
    last_visit: {column: last_visit, type: date}
  dimensions:
    - id: size
      layer: who
      rules:
        - attribute: pupils
          bands: [[0, 0], [100, 10], [500, 20]]
          why: Large schools lend most books
          say: With your number of pupils a paper list gets long.
        - {attribute: library, values: {false: 10}, why: Without a library somebody's desk is the library}
    - id: contact
      layer: behaviour
      rules:
        - {attribute: last_visit, days_since: [[0, 10], [90, 0]], why: We were there lately}
  segments:
    - {id: visit, name: Visit, coverage: field, meaning: Worth the drive., when: {size: {at_least: 20}}}
    - {id: write, name: Write, coverage: digital, meaning: A letter does.}
stakeholders:
  roles:
    - {id: purse, name: Purse holder, titles: [bursar]}
    - {id: lead, name: School lead, titles: [head teacher]}
  attributes:
    trusts: {column: trusts, type: text, ask: Whom do you ask first?}
    asked: {column: asked, type: text}
  dimensions:
    - id: manner
      layer: behaviour
      rules: [{attribute: trusts, values: {figures: 10, peers: 5}, why: Shows what convinces}]
    - id: drive
      layer: motivation
      rules: [{attribute: asked, values: {price: 10}, why: The first question tells}]
  segments:
    - {id: thrifty, name: Thrifty, meaning: Wants a lower bill., when: {drive: {at_least: 10}}}
    - {id: silent, name: Silent, meaning: Has not told us.}
""",
    "knowledge/glossary.yaml": """\
terms:
  - {id: school, name: school, level: account, avoid: [campus]}
""",
    "knowledge/documents/bursar.md": """\
---
title: A talk with a bursar
kind: interview
roles: [purse]
---
# A talk with a bursar

## Pain points

"I pay for the same atlas every second year." Replacing lost books costs the school 1,900 euros a year.

## Fears

The bursar is afraid of a licence that grows with every class.

## Pushback

"A spreadsheet is free."
""",
    "knowledge/documents/sheet.md": """\
---
title: Lantern at a glance
kind: product
audience: customer
---
# Lantern at a glance

## For the bursar

Lantern sends one bill a year. It has no fee per book.

## Getting started

A school starts with one shelf for one term.
""",
    "knowledge/claims.yaml": """\
claims:
  - id: K-1
    text: Schools with Lantern lost 30 % fewer books in the first year.
    product: Lantern
    roles: [purse]
    audience: customer
    evidence: {document: trial.md, quotes: [lost 30 % fewer books in the first year]}
    status: approved
    valid_until: 2026-12-31
  - id: K-2
    text: Two schools left during the trial.
    product: Lantern
    audience: internal
    evidence: {document: trial.md, quotes: [Two schools left during the trial]}
    status: approved
""",
    "knowledge/documents/trial.md": """\
---
title: The trial of 2025
kind: study
audience: customer
---
# The trial of 2025

Nine schools took part and lost 30 % fewer books in the first year. Two schools left during the trial.
""",
}


def sources_of(
    root: Path,
    *,
    as_of: date = AS_OF,
    company: str = "Harbour",
    product: str = "Lantern",
    visible: Visible = EVERYTHING,
    tables: dict[str, Path] | None = None,
) -> Sources:
    """Everything that drafts of a workspace may be made from."""
    workspace = Workspace(root)
    return Sources(
        scoring=score(workspace, as_of=as_of, tables=tables or {}).restricted(visible),
        visible=visible,
        glossary=load_glossary(workspace),
        evidence=Evidence.open(workspace),
        patterns=load_patterns(workspace),
        company=company,
        product=product,
        passages=24,
    )


def drafted(sources: Sources, kind: Kind, **names: str | None) -> Draft:
    """A draft for an audience by its names."""
    audience = resolve_audience(kind, names, sources.scoring)
    return draft(DraftRequest(kind=kind, audience=audience), sources)


def every_draft(sources: Sources) -> tuple[Draft, ...]:
    """One draft of each kind for each audience that occurs."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    return tuple(
        draft(DraftRequest(kind=kind, audience=audience), sources)
        for kind in kinds
        for audience in combinations(sources.scoring, kind)
    )
