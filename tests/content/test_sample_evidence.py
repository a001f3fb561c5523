"""Claims, documents and team of the sample: proof for every role, and words that people could have written."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from crm_tables import Tables

from assistant import access
from assistant.domain.evidence import Claim, Document
from assistant.evidence import load_claims
from assistant.evidence.documents import documents
from assistant.evidence.documents.passages import passages
from assistant.segmentation.model.schema import SegmentModel
from assistant.workspace import Workspace


@pytest.fixture(scope="module")
def claims(repository: Workspace) -> tuple[Claim, ...]:
    return tuple(load_claims(repository).value.claims)


@pytest.fixture(scope="module")
def texts(repository: Workspace) -> dict[str, tuple[Document, str]]:
    """Document and body by id."""
    sources = documents.scan(repository)
    read = [documents.read(source, sources.intake()) for source in sources.found]
    return {text.document.id: (text.document, text.body) for text in read}


def test_claims_of_every_sort_are_there(claims: tuple[Claim, ...], as_of: dt.date) -> None:
    """15 claims: usable ones, a draft, a withdrawn and an expired one, internal ones and such with exact wording."""
    assert len(claims) == 15
    assert {claim.status for claim in claims} == {"approved", "draft", "withdrawn"}
    assert [c for c in claims if c.status == "approved" and not c.usable(as_of)]
    usable = [claim for claim in claims if claim.usable(as_of)]
    assert {claim.audience for claim in usable} == {"customer", "internal"}
    assert {claim.wording for claim in usable} == {"free", "exact"}


def test_every_role_has_proof_of_its_own(claims: tuple[Claim, ...], model: SegmentModel, as_of: dt.date) -> None:
    """Each role has three customer claims or more in use, from different quotes, and no two roles have the same set."""
    proof: dict[str, frozenset[str]] = {}
    for role in (role.id for role in model.roles):
        found = [c for c in claims if role in c.roles and c.usable(as_of) and c.audience == "customer"]
        assert len({c.evidence.quotes for c in found}) >= 3, role
        proof[role] = frozenset(c.id for c in found)
    assert len(set(proof.values())) == len(proof)


def test_claims_for_outside_come_from_documents_for_outside(
    claims: tuple[Claim, ...], texts: dict[str, tuple[Document, str]], as_of: dt.date
) -> None:
    """A usable customer claim quotes a customer document, so that whoever hears it may see where it comes from."""
    for claim in claims:
        if claim.usable(as_of) and claim.audience == "customer":
            assert texts[claim.evidence.document][0].audience == "customer", claim.id


def test_claims_name_roles_of_the_segment_model(claims: tuple[Claim, ...], model: SegmentModel) -> None:
    """No claim and no document is for a role that nobody has."""
    assert {role for claim in claims for role in claim.roles} == {role.id for role in model.roles}


def test_documents_are_what_people_wrote(texts: dict[str, tuple[Document, str]], as_of: dt.date) -> None:
    """8 documents: three interviews for three roles, product sheet, study, win/loss note, objections, a call note."""
    kinds = Counter(document.kind for document, _ in texts.values())
    assert kinds == {"interview": 3, "product": 1, "study": 1, "win_loss": 1, "market": 1, "call_note": 1}
    interviewed = [document.roles for document, _ in texts.values() if document.kind == "interview"]
    assert len(set(interviewed)) == 3
    assert all(document.date is not None and document.date <= as_of for document, _ in texts.values())


def test_documents_say_that_they_are_fictional(repository: Workspace, texts: dict[str, tuple[Document, str]]) -> None:
    """Whoever opens a document, a table's generator or a file of the sample reads that all of it is invented."""
    named = {name: body for name, (_, body) in texts.items()}
    for name in ("segments.yaml", "claims.yaml", "team.yaml", "crm/generate.py", "crm/cast.py"):
        named[name] = (repository.knowledge / name).read_text(encoding="utf-8")
    assert [name for name, body in named.items() if "fictional" not in body] == []


def test_interviews_hold_words_and_what_lies_behind_them(texts: dict[str, tuple[Document, str]]) -> None:
    """Each interview quotes people and says what hurts, what they fear, how they decide and where they look."""
    wanted = ("What hurts", "What they are afraid of", "How they decide", "Where they look", "In their words")
    for document, body in texts.values():
        if document.kind == "interview":
            assert all(f"## {topic}" in body for topic in wanted), document.id
            assert len(re.findall(r'"[^"\n]{20,}"', body)) >= 5, document.id


def test_screening_leaves_the_sample_alone(repository: Workspace) -> None:
    """Nothing in the sample is taken for an attack, but for the sheet that tells patients what to disregard."""
    sources = documents.scan(repository)
    found = [p for source in sources.found for p in passages(documents.read(source, sources.intake()))]
    about_the_sheet = {p.id for p in found if "disregard" in p.text}
    assert about_the_sheet
    assert {p.id for p in found if p.marked} <= about_the_sheet


def test_call_note_belongs_to_an_account_of_one_rep(
    texts: dict[str, tuple[Document, str]], tables: Tables, repository: Workspace
) -> None:
    """The call note is tied to Mercy General, which Sal sees and Ines does not."""
    (note,) = [document for document, _ in texts.values() if document.kind == "call_note"]
    (mercy,) = [row for row in tables.rows("accounts") if row["name"] == "Mercy General"]
    assert note.account == mercy["account_id"]
    assert access.asker(repository, "sal").sees(mercy)
    assert not access.asker(repository, "ines").sees(mercy)


def test_call_note_speaks_of_people_on_file(texts: dict[str, tuple[Document, str]], tables: Tables) -> None:
    """Everybody whom the call note names is a stakeholder of its account."""
    ((note, body),) = [entry for entry in texts.values() if entry[0].kind == "call_note"]
    people = {row["name"] for row in tables.stakeholders if row["account_id"] == note.account}
    assert len(people) >= 5
    assert all(name in body for name in people)


def test_team_of_four_covers_every_owner(tables: Tables, repository: Workspace) -> None:
    """Four people, two of whom see their own accounts; every owner in the accounts table is one of them."""
    people = access.team(repository).people
    assert len(people) == 4
    owners = {row["owner"] for row in tables.accounts} - {""}
    assert owners == {person.id for person in people if person.accounts != "all"}
