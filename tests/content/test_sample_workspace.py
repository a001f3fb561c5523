"""The sample workspace keeps what it promises: content worth arguing about, and faults that were planted on purpose."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import access
from assistant.domain.evidence import Claim, Document
from assistant.evidence import documents, load_claims
from assistant.evidence.passages import passages
from assistant.segmentation.model import load_segment_model
from assistant.segmentation.schema import Dimension, Rule, SegmentModel
from assistant.settings import configure
from assistant.workspace import Workspace

ROOT = Path(__file__).parents[2]
CRM = ROOT / "knowledge" / "crm"
SAMPLE = Workspace(ROOT)
Row = dict[str, str]


@pytest.fixture(scope="module")
def model() -> SegmentModel:
    return load_segment_model(SAMPLE).value


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return tuple(load_claims(SAMPLE).value.claims)


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[Document, str]]:
    """Document and body by id."""
    read = [documents.read(source) for source in documents.scan(SAMPLE).found]
    return {text.document.id: (text.document, text.body) for text in read}


def as_of() -> dt.date:
    day = configure(ROOT / "parlance.toml", {}, {}).settings.as_of
    assert day is not None
    return day


def rows(table: str) -> list[Row]:
    """Rows of a table as a spreadsheet would show them, blank lines left out."""
    text = (CRM / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def accepted(table: str, key: str) -> list[Row]:
    """Rows with a key that was not there before."""
    first: dict[str, Row] = {}
    for row in rows(table):
        if row[key].strip():
            first.setdefault(row[key].strip(), row)
    return list(first.values())


def dimensions(model: SegmentModel) -> dict[str, tuple[Dimension, ...]]:
    assert model.stakeholders is not None
    return {"accounts": model.accounts.dimensions, "stakeholders": model.stakeholders.dimensions}


def rules(model: SegmentModel) -> Iterator[Rule]:
    for level in dimensions(model).values():
        for dimension in level:
            yield from dimension.rules


# The CRM export


def test_generator_writes_the_committed_tables(tmp_path: Path) -> None:
    """The CRM export is what its generator writes, byte for byte: nobody edited a table by hand."""
    subprocess.run([sys.executable, "-B", str(CRM / "generate.py"), str(tmp_path)], check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in CRM.glob("*.csv")}


def test_export_has_its_accounts_and_stakeholders() -> None:
    """60 accounts and 180 stakeholders have a key of their own; the other rows were entered twice or lack one."""
    assert len(accepted("accounts", "account_id")) == 60
    assert len(accepted("stakeholders", "stakeholder_id")) == 180
    assert len(rows("accounts")) == 62
    assert len(rows("stakeholders")) == 183


@pytest.mark.parametrize(("table", "key"), [("accounts", "account_id"), ("stakeholders", "stakeholder_id")])
def test_export_repeats_a_key_and_lacks_one(table: str, key: str) -> None:
    """Each of the two tables has a duplicate id and an empty one."""
    keys = Counter(row[key].strip() for row in rows(table))
    assert keys[""] == 1
    assert any(count > 1 for found, count in keys.items() if found)


def test_export_has_orphans_one_of_which_padding_would_mend() -> None:
    """Two stakeholders name no account: one whose hospital closed, one whose id lost its zeros."""
    known = {row["account_id"] for row in accepted("accounts", "account_id")}
    orphans = {row["account_id"] for row in accepted("stakeholders", "stakeholder_id")} - known
    assert {orphan.zfill(6) in known for orphan in orphans} == {True, False}


def test_readmissions_lost_their_zeros_and_padding_brings_all_back(model: SegmentModel) -> None:
    """No readmission row matches an account as it stands; with the segment model's `pad` every row does."""
    known = {row["account_id"] for row in rows("accounts")}
    found = {row["account_id"] for row in rows("readmissions")}
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
def test_planted_dirt_is_there(table: str, column: str, cell: str) -> None:
    """Cells that real exports have and no type admits are in the tables."""
    assert cell in [row[column] for row in rows(table)]


def test_a_meeting_lies_after_the_as_of_date() -> None:
    """One account has a meeting that is only planned, which no rule may count as held."""
    day = as_of().isoformat()
    dates = [row["last_meeting"] for row in rows("accounts")]
    assert [d for d in dates if re.fullmatch(r"\d{4}-\d\d-\d\d", d) and d > day]


def test_motivation_is_known_of_some_only() -> None:
    """Between a third and two thirds of the stakeholders answered any question about what moves them."""
    people = accepted("stakeholders", "stakeholder_id")
    answered = [row for row in people if any(row[c] for c in row if c.startswith("cares_") or c == "first_question")]
    assert 1 / 3 < len(answered) / len(people) < 2 / 3


# The segment model


def test_segment_model_has_three_layers_and_enough_of_everything(model: SegmentModel) -> None:
    """At least 8 attributes, all three layers, four account and four stakeholder segments, five roles."""
    assert model.stakeholders is not None
    layers = {level: {d.layer for d in found} for level, found in dimensions(model).items()}
    assert layers == {"accounts": {"who", "behaviour"}, "stakeholders": {"behaviour", "motivation"}}
    assert len(model.accounts.attributes) + len(model.stakeholders.attributes) >= 8
    assert len(model.account_segments) == len(model.stakeholder_segments) == 4
    assert len(model.roles) == 5
    assert {segment.coverage for segment in model.account_segments} == {"field", "inside", "digital"}


def test_every_attribute_is_scored(model: SegmentModel) -> None:
    """No attribute stands in the segment model without a rule that looks at it."""
    assert model.stakeholders is not None
    defined = {*model.accounts.attributes, *model.stakeholders.attributes}
    assert defined == {rule.attribute for rule in rules(model)}


def test_what_an_account_may_hear_is_a_clause_without_figures(model: SegmentModel) -> None:
    """Each `say` goes behind "because", holds no figure, and names no segment, no dimension and no point."""
    inside = {d.id for found in dimensions(model).values() for d in found} | {s.id for s in model.account_segments}
    said = [rule.say for rule in rules(model) if rule.say is not None]
    assert len(said) >= 8
    for clause in said:
        assert clause[0].islower()
        assert clause[-1].isalpha()
        assert not re.search(r"\d", clause)
        assert not inside & set(re.findall(r"\w+", clause.lower()))


def test_what_discovery_collects_has_its_question(model: SegmentModel) -> None:
    """Every motivation attribute, and several of accounts, have the question that collects it."""
    assert model.stakeholders is not None
    motives = {r.attribute for d in model.stakeholders.dimensions if d.layer == "motivation" for r in d.rules}
    assert all(model.stakeholders.attributes[name].ask.endswith("?") for name in motives)
    assert sum(attribute.ask.endswith("?") for attribute in model.accounts.attributes.values()) >= 4


# Claims, documents, team


def test_claims_of_every_sort_are_there(claims: tuple[Claim, ...]) -> None:
    """15 claims: usable ones, a draft, a withdrawn and an expired one, internal ones and such with exact wording."""
    assert len(claims) == 15
    assert {claim.status for claim in claims} == {"approved", "draft", "withdrawn"}
    assert [c for c in claims if c.status == "approved" and not c.usable(as_of())]
    usable = [claim for claim in claims if claim.usable(as_of())]
    assert {claim.audience for claim in usable} == {"customer", "internal"}
    assert {claim.wording for claim in usable} == {"free", "exact"}


def test_every_role_has_proof_of_its_own(claims: tuple[Claim, ...], model: SegmentModel) -> None:
    """Each role has three customer claims or more in use, from different quotes, and no two roles have the same set."""
    proof: dict[str, frozenset[str]] = {}
    for role in (role.id for role in model.roles):
        found = [c for c in claims if role in c.roles and c.usable(as_of()) and c.audience == "customer"]
        assert len({c.evidence.quotes for c in found}) >= 3, role
        proof[role] = frozenset(c.id for c in found)
    assert len(set(proof.values())) == len(proof)


def test_claims_for_outside_come_from_documents_for_outside(
    claims: tuple[Claim, ...], texts: dict[str, tuple[Document, str]]
) -> None:
    """A usable customer claim quotes a customer document, so that whoever hears it may see where it comes from."""
    for claim in claims:
        if claim.usable(as_of()) and claim.audience == "customer":
            assert texts[claim.evidence.document][0].audience == "customer", claim.id


def test_claims_name_roles_of_the_segment_model(claims: tuple[Claim, ...], model: SegmentModel) -> None:
    """No claim and no document is for a role that nobody has."""
    assert {role for claim in claims for role in claim.roles} == {role.id for role in model.roles}


def test_documents_are_what_people_wrote(texts: dict[str, tuple[Document, str]]) -> None:
    """8 documents: three interviews for three roles, product sheet, study, win/loss note, objections, a call note."""
    kinds = Counter(document.kind for document, _ in texts.values())
    assert kinds == {"interview": 3, "product": 1, "study": 1, "win_loss": 1, "market": 1, "call_note": 1}
    interviewed = [document.roles for document, _ in texts.values() if document.kind == "interview"]
    assert len(set(interviewed)) == 3
    assert all(document.date is not None and document.date <= as_of() for document, _ in texts.values())


def test_documents_say_that_they_are_fictional(texts: dict[str, tuple[Document, str]]) -> None:
    """Whoever opens a document, a table's generator or a file of the sample reads that all of it is invented."""
    named = {name: body for name, (_, body) in texts.items()}
    for name in ("segments.yaml", "claims.yaml", "team.yaml", "crm/generate.py", "crm/cast.py"):
        named[name] = (ROOT / "knowledge" / name).read_text(encoding="utf-8")
    assert [name for name, body in named.items() if "fictional" not in body] == []


def test_interviews_hold_words_and_what_lies_behind_them(texts: dict[str, tuple[Document, str]]) -> None:
    """Each interview quotes people and says what hurts, what they fear, how they decide and where they look."""
    wanted = ("What hurts", "What they are afraid of", "How they decide", "Where they look", "In their words")
    for document, body in texts.values():
        if document.kind == "interview":
            assert all(f"## {topic}" in body for topic in wanted), document.id
            assert len(re.findall(r'"[^"\n]{20,}"', body)) >= 5, document.id


def test_screening_leaves_the_sample_alone() -> None:
    """Nothing in the sample is taken for an attack, but for the sheet that tells patients what to disregard."""
    found = [p for source in documents.scan(SAMPLE).found for p in passages(documents.read(source))]
    about_the_sheet = {p.id for p in found if "disregard" in p.text}
    assert about_the_sheet
    assert {p.id for p in found if p.marked} <= about_the_sheet


def test_call_note_belongs_to_an_account_of_one_rep(texts: dict[str, tuple[Document, str]]) -> None:
    """The call note is tied to Mercy General, which Sal sees and Ines does not."""
    (note,) = [document for document, _ in texts.values() if document.kind == "call_note"]
    (mercy,) = [row for row in rows("accounts") if row["name"] == "Mercy General"]
    assert note.account == mercy["account_id"]
    assert access.asker(SAMPLE, "sal").sees(mercy)
    assert not access.asker(SAMPLE, "ines").sees(mercy)


def test_call_note_speaks_of_people_on_file(texts: dict[str, tuple[Document, str]]) -> None:
    """Everybody whom the call note names is a stakeholder of its account."""
    ((note, body),) = [entry for entry in texts.values() if entry[0].kind == "call_note"]
    people = {row["name"] for row in accepted("stakeholders", "stakeholder_id") if row["account_id"] == note.account}
    assert len(people) >= 5
    assert all(name in body for name in people)


def test_team_of_four_covers_every_owner() -> None:
    """Four people, two of whom see their own accounts; every owner in the accounts table is one of them."""
    people = access.team(SAMPLE).people
    assert len(people) == 4
    owners = {row["owner"] for row in accepted("accounts", "account_id")} - {""}
    assert owners == {person.id for person in people if person.accounts != "all"}
