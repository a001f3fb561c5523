"""A workspace about industrial pumps, written as people write: notes without headings, names full of traps, few claims.

Halden Pumps, its accounts and its people are fictional.
"""

from __future__ import annotations

FILES = {
    "knowledge/crm/accounts.csv": """\
id,name,pumps,downtime,mode,last_visit
A1,Harrow Water Inc.,420,130,reactive,2026-11-02
A2,Target Foods,24,20,condition-based,
A3,Osterby Paper AB,260,210,reactive,2026-09-02
""",
    "knowledge/crm/people.csv": """\
id,name,account,title,topic,goal
p1,Ingrid Solheim,A1,Maintenance Manager,unplanned stops,fewer night calls
p2,Paul O'Dell,A1,Head of Procurement,price,lower cost
p3,Amara Nwosu,A1,Reliability Engineer,,
p4,Tom Bauer,A1,Maintenance Supervisor,,
p5,,A2,Plant Manager,,
p6,Kim Lee,A2,,,
p7,Wes Carter,A3,Head of Customer Care,,
p8,Ada Rust,A3,Plant Manager,price,lower cost
""",
    "knowledge/segments.yaml": """\
tables:
  accounts: {file: crm/accounts.csv, key: id, name: name}
  stakeholders: {file: crm/people.csv, key: id, account: account, name: name, title: title}
accounts:
  attributes:
    pumps: {column: pumps, type: integer}
    downtime: {column: downtime, type: integer, ask: How many hours of unplanned stops did you have last year?}
    mode: {column: mode, type: text}
    last_visit: {column: last_visit, type: date}
  dimensions:
    - id: fleet
      layer: who
      rules:
        - {attribute: pumps, bands: [[0, 0], [100, 20]], why: Sensors pay back where many pumps hang together.,
           say: you run more pumps than one control room can hear}
        - {attribute: mode, values: {reactive: 20, condition-based: -10}, why: Repairs after a failure cost most.,
           say: repairs start only after something has failed}
    - id: contact
      layer: behaviour
      rules: [{attribute: last_visit, days_since: [[0, 10], [90, 0]], why: We were there lately}]
  segments:
    - {id: build, name: Build, coverage: field, meaning: Worth a business case., when: {fleet: {at_least: 30}}}
    - {id: online, name: Serve online, coverage: digital, meaning: The shop does.}
stakeholders:
  roles:
    - {id: maintenance, name: Maintenance lead, titles: [maintenance manager, maintenance supervisor],
       meaning: Runs the crew and tests what is new.}
    - {id: purchasing, name: Head of purchasing, titles: [procurement]}
    - {id: reliability, name: Reliability engineer, titles: [reliability engineer]}
    - {id: plant, name: Plant director, titles: [plant manager], meaning: Signs for the plant.}
    - {id: it, name: IT security, titles: [ciso]}
  attributes:
    topic: {column: topic, type: text, ask: What did you want to talk about first?}
    goal: {column: goal, type: text}
  dimensions:
    - {id: manner, layer: behaviour, rules: [{attribute: topic, values: {price: 5}, why: The first topic tells}]}
    - {id: thrift, layer: motivation, rules: [{attribute: goal, values: {lower cost: 20}, why: The goal tells}]}
  segments:
    - {id: saver, name: Saver, meaning: Counts euros over ten years., when: {thrift: {at_least: 20}}}
    - {id: other, name: Other, meaning: Counts something else.}
""",
    "knowledge/claims.yaml": """\
claims:
  - {id: F-1, text: FlowSentry detected 9 of 10 bearing failures at least 14 days ahead., product: FlowSentry,
     roles: [maintenance, reliability], audience: customer, wording: free, status: approved,
     evidence: {document: trial.md, quotes: ["detected 9 of 10 bearing failures at least 14 days ahead"]}}
  - {id: F-2, text: Plants cut unplanned stops by 37 % within 12 months., product: FlowSentry,
     roles: [plant, purchasing], audience: customer, wording: free, status: approved,
     evidence: {document: trial.md, quotes: ["Plants cut unplanned stops by 37 % within 12 months"]}}
  - {id: F-3, text: FlowSentry works with pumps of any maker., product: FlowSentry, roles: [],
     audience: customer, wording: free, status: approved,
     evidence: {document: flowsentry.md, quotes: ["works with pumps of any maker"]}}
  - {id: F-4, text: FlowSentry is ISO 27001 certified., product: FlowSentry, roles: [it],
     audience: customer, wording: free, status: approved,
     evidence: {document: flowsentry.md, quotes: ["ISO 27001 certified"]}}
""",
    "knowledge/documents/flowsentry.md": """\
---
{title: FlowSentry, kind: product, audience: customer}
---
# FlowSentry

## What it does

FlowSentry listens to every pump and tells the crew which one will fail. It works with pumps of any maker.

## Benefits for maintenance

Maintenance crews get one list each morning with the pump, the part and the days that are left. The pump keeps running.

## Benefits for plant managers

Plant managers plan the stop for the night shift instead of losing the day. One screen shows every plant.

## How it differs

Unlike routes on a clipboard, FlowSentry measures every ten minutes.

## Security

FlowSentry is ISO 27001 certified.

## How to get started

Start with ten pumps of your choice for 90 days.
""",
    "knowledge/documents/trial.md": """\
---
{title: Field trial, kind: study, audience: customer}
---
FlowSentry detected 9 of 10 bearing failures at least 14 days ahead.
Plants cut unplanned stops by 37 % within 12 months.
""",
    "knowledge/documents/interview.md": """\
---
{title: Maintenance managers, kind: interview, roles: [maintenance]}
---
## Objectives

They want to sleep through the night.

## Pain points

Spare parts come too late. The night shift pays for it.
""",
    "knowledge/documents/objections.md": """\
---
{title: Objections, kind: market}
---
## "Too expensive" (procurement)

Agree on the price of one avoided stop first, then compare.
""",
    "knowledge/documents/call.md": """\
---
{title: "Visit at Osterby Paper, 2 September", kind: call_note, account: A3}
---
Ada Rust wants 400 tonnes more each month from machine 3.

Action items: Ada Rust sends the downtime log by Friday.

Concerns: the frame contract with Pumpfix runs until March 2027.
""",
    "knowledge/documents/report.md": """\
---
{title: "Call with Harrow Water, 2 November", kind: call_note, account: A1}
---
Attendees: Ingrid Solheim, Paul O'Dell.

## Summary

Ingrid Solheim had four night calls in September.
""",
}
