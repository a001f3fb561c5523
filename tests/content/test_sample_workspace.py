"""The CRM export of the sample is what its generator writes, with the faults that were planted on purpose."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from crm_tables import CRM, Tables

from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.scoring import Scoring


def test_generator_writes_the_committed_tables(tmp_path: Path) -> None:
    """The CRM export is what its generator writes, byte for byte: nobody edited a table by hand."""
    subprocess.run([sys.executable, "-B", str(CRM / "generate.py"), str(tmp_path)], check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in CRM.glob("*.csv")}


def test_export_has_its_accounts_and_stakeholders(tables: Tables) -> None:
    """60 accounts and 180 stakeholders have a key of their own; the other rows were entered twice or lack one."""
    assert len(tables.accounts) == 60
    assert len(tables.stakeholders) == 180
    assert len(tables.rows("accounts")) == 62
    assert len(tables.rows("stakeholders")) == 183


@pytest.mark.parametrize(("table", "key"), [("accounts", "account_id"), ("stakeholders", "stakeholder_id")])
def test_export_repeats_a_key_and_lacks_one(table: str, key: str, tables: Tables) -> None:
    """Each of the two tables has a duplicate id and an empty one."""
    keys = Counter(row[key].strip() for row in tables.rows(table))
    assert keys[""] == 1
    assert any(count > 1 for found, count in keys.items() if found)


def test_export_has_orphans_one_of_which_padding_would_mend(tables: Tables) -> None:
    """Two stakeholders name no account: one whose hospital closed, one whose id lost its zeros."""
    known = {row["account_id"] for row in tables.accounts}
    orphans = {row["account_id"] for row in tables.stakeholders} - known
    assert {orphan.zfill(6) in known for orphan in orphans} == {True, False}


def test_readmissions_lost_their_zeros_and_padding_brings_all_back(model: SegmentModel, tables: Tables) -> None:
    """No readmission row matches an account as it stands; with the segment model's `pad` every row does."""
    known = {row["account_id"] for row in tables.rows("accounts")}
    found = {row["account_id"] for row in tables.rows("readmissions")}
    width = model.tables["readmissions"].pad
    assert width is not None
    assert not found & known
    assert {account.zfill(width) for account in found} <= known


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("accounts", "beds", "12.5"),
        ("accounts", "beds", "n/a"),
        ("accounts", "beds", "=SUM(G2:G9)"),
        ("accounts", "annual_discharges", "1,200"),
        ("accounts", "last_meeting", "2026-02-30"),
        ("accounts", "adt_feed", "maybe"),
        ("stakeholders", "name", "=cmd|' /C calc'!A0"),
        ("stakeholders", "title", "Nurse Manager,\nOncology"),
        ("stakeholders", "content_opened_90d", "a lot"),
        ("readmissions", "excess_ratio", "<1"),
        ("opportunities", "amount", "48,000"),
    ],
)
def test_planted_dirt_is_there(table: str, column: str, cell: str, tables: Tables) -> None:
    """Cells that real exports have and no type admits are in the tables."""
    assert cell in [row[column] for row in tables.rows(table)]


def test_a_meeting_lies_after_the_as_of_date(tables: Tables, as_of: dt.date) -> None:
    """One account has a meeting that is only planned, which no rule may count as held."""
    day = as_of.isoformat()
    dates = [row["last_meeting"] for row in tables.rows("accounts")]
    assert [d for d in dates if re.fullmatch(r"\d{4}-\d\d-\d\d", d) and d > day]


def test_motivation_is_known_of_some_only(tables: Tables) -> None:
    """Between a third and two thirds of the stakeholders answered any question about what moves them."""
    people = tables.stakeholders
    answered = [row for row in people if any(row[c] for c in row if c.startswith("cares_") or c == "first_question")]
    assert 1 / 3 < len(answered) / len(people) < 2 / 3


def test_every_segment_and_role_occurs(scored: Scoring, model: SegmentModel) -> None:
    """No account segment, stakeholder segment or role is empty, and some people have none of the roles."""
    counts = Counter(account.segment for account in scored.accounts())
    assert set(counts) == {segment.id for segment in model.account_segments}
    assert min(counts.values()) >= 8
    assert {p.segment for p in scored.stakeholders()} == {segment.id for segment in model.stakeholder_segments}
    assert {p.role for p in scored.stakeholders()} == {*(role.id for role in model.roles), "unknown"}


def test_every_role_sits_in_accounts_that_reps_visit(scored: Scoring, model: SegmentModel) -> None:
    """Field accounts hold stakeholders of each role, so that each has somebody to be prepared for."""
    field = {account.id for account in scored.accounts() if account.coverage == "field"}
    assert {p.role for p in scored.stakeholders() if p.account in field} >= {role.id for role in model.roles}


def test_motivation_is_ready_where_people_were_asked(scored: Scoring) -> None:
    """Of most people in field accounts motivation may be written about; of most in digital ones it may not."""
    coverage = {account.id: account.coverage for account in scored.accounts()}
    ready: dict[str, list[bool]] = {}
    for person in scored.stakeholders():
        layers = scored.receipt("stakeholder", person.id).ready_layers()
        ready.setdefault(coverage.get(person.account, "none"), []).append("motivation" in layers)
    assert sum(ready["field"]) > len(ready["field"]) / 2
    assert 0 < sum(ready["digital"]) < len(ready["digital"]) / 2


def test_planted_rows_are_rejected_and_nothing_is_lost(scored: Scoring) -> None:
    """What was read is what was scored and what was rejected; orphans are kept and counted."""
    summary = scored.summary()
    for level in (summary.accounts, summary.stakeholders):
        assert level.rejected > 0
        assert level.accepted + level.rejected == level.read
    assert summary.unmatched == {"stakeholders": 2, "readmissions": 0, "opportunities": 1}
    assert any("pad: 6" in hint for hint in summary.hints)


def test_hospitals_outside_the_programme_with_a_contract_are_kept(scored: Scoring) -> None:
    """An account whose pressure nobody can read, and that pays us, is not left to digital channels."""
    receipts = [scored.receipt("account", account.id) for account in scored.accounts()]
    points = [({line.id: line for line in receipt.dimensions}, receipt) for receipt in receipts]
    kept = [r for d, r in points if not d["pressure"].ready and d["history"].ready and d["history"].points >= 8]
    assert {receipt.segment for receipt in kept} == {"maintain"}
