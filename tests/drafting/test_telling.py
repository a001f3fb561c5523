"""What a language model is told: overrides with both account segments, the meeting, and what drafts share first."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import ROOT, drafted, sources_of
from model_drafts import CLEAN, answer, model_draft

from assistant.domain.draft import Audience, Brief
from assistant.drafting import DraftRequest, ModelWriter, Sources, build_brief, load_prompts, resolve_audience
from assistant.drafting.sentences.names import Names
from assistant.drafting.writers.telling import told_audience, told_receipt, told_sections, told_sources
from assistant.drafting.writers.writer import shared_claims
from assistant.llm.scripted import ScriptedModel, scripted_gateway
from assistant.workspace import Workspace

OVERRIDE = "{account: '1', segment: write, reason: The head retires in May, approved_by: [sal], until: 2026-12-31}"
BOTH = (
    "Elm Grove School is in the account segment Write by an override of the computed Visit: The head retires in May.",
    "receipt:1",
)
ONE = ("Elm Grove School is in the account segment Write.", "receipt:1")


@pytest.fixture
def overridden(schools: Path) -> Sources:
    (schools / "knowledge/overrides.yaml").write_text(f"overrides:\n  - {OVERRIDE}\n", encoding="utf-8")
    return sources_of(schools)


def briefed(sources: Sources, **names: str | None) -> Brief:
    audience = resolve_audience("talking-points", names, sources.scoring)
    return build_brief(DraftRequest(kind="talking-points", audience=audience), sources)


def test_an_override_is_told_whole(overridden: Sources) -> None:
    """Applied and computed account segment and the reason are in the receipt and in whom the draft is for."""
    brief = briefed(overridden, account="1")
    assert brief.receipt is not None
    for told in (told_receipt(brief.receipt, brief), told_audience(brief)):
        assert "account segment Write, digital coverage, by an override of the computed Visit" in told
    assert "Reason of the override: The head retires in May" in told_receipt(brief.receipt, brief)


def test_a_language_model_may_state_both_account_segments(overridden: Sources) -> None:
    """A draft that names the computed account segment beside the applied one passes at the first attempt."""
    gateway = scripted_gateway([answer({**CLEAN, "why_now": [BOTH]})])
    made = model_draft(overridden, gateway, account="1")
    assert (made.writer, made.attempts) == ("model:scripted", 1)


def test_the_applied_account_segment_alone_goes_back(overridden: Sources) -> None:
    """A draft that hides the override is sent back with the segment that it left out."""
    gateway = scripted_gateway([answer({**CLEAN, "why_now": [ONE]}), answer({**CLEAN, "why_now": [BOTH]})])
    made = model_draft(overridden, gateway, account="1")
    assert (made.writer, made.attempts) == ("model:scripted", 2)
    assert isinstance(gateway.model, ScriptedModel)
    assert "name the computed `Visit` beside it" in gateway.model.requests[1].messages[-1].text


def test_the_composer_s_draft_under_an_override_passes(overridden: Sources) -> None:
    """The rule holds for every writer."""
    assert drafted(overridden, "talking-points", account="1").status == "checked"


def test_whom_the_meeting_is_with_is_told_without_the_name(schools: Path) -> None:
    """The language model learns whom to begin with; what leaves is a placeholder."""
    gateway = scripted_gateway([answer(CLEAN)])
    made = model_draft(sources_of(schools), gateway, account="1", meeting="Ben Okafor")
    assert isinstance(gateway.model, ScriptedModel)
    sent = "".join(message.text for message in gateway.model.requests[0].messages)
    assert "the meeting is with [person-1]" in sent and "Okafor" not in sent
    assert made.writer == "model:scripted" and "Ben Okafor" in made.sections[0].statements[0].text


def test_roles_that_nobody_holds_are_told(schools: Path) -> None:
    """The receipt names the roles without a known stakeholder, and a sentence about them passes the review."""
    brief = briefed(sources_of(schools), account="2")
    assert brief.receipt is not None
    assert "Nobody is known there for these roles: school lead." in told_receipt(brief.receipt, brief)
    absent = ("Nobody is known at Hill Academy for these roles: school lead.", "receipt:2")
    wrong = ("Nobody is known at Hill Academy for these roles: purse holder.", "receipt:2")
    gateway = scripted_gateway([answer({"absent": [wrong]}), answer({"absent": [absent]})])
    made = model_draft(sources_of(schools), gateway, account="2")
    assert (made.writer, made.attempts) == ("model:scripted", 2)


def test_prompts_of_two_accounts_share_all_that_is_not_about_them(northlight: Sources) -> None:
    """Rules, words, form, claims, the kind's own text and sections come first, byte for byte; the account is last."""
    writer = ModelWriter(scripted_gateway([]), load_prompts(Workspace(ROOT)))
    whole, parts = [], []
    people = northlight.scoring.stakeholders()
    for account in northlight.scoring.accounts()[:12]:
        audience = Audience(account=account.id)
        brief = build_brief(DraftRequest(kind="talking-points", audience=audience), northlight)
        shared = shared_claims(brief, Names(people))
        prefix, task = writer.prefix(brief, northlight.glossary.value, shared), writer.task(brief, shared)
        head = writer.prompts.of("talking-points").body.partition("$sources")[0]
        own = head.replace("$sections", told_sections(brief)).strip()
        assert prefix.count("<source id=") == len(brief.claims) == len(shared)
        assert task.rstrip().endswith(told_audience(brief)) and account.name not in prefix
        whole.append(prefix + task)
        parts.append(len(prefix) + len(own))
    assert len(set(parts)) == 1
    assert len({text[: parts[0]] for text in whole}) == 1


def test_a_claim_that_names_a_person_is_not_in_the_shared_part(schools: Path) -> None:
    """What must be hidden is hidden: such a claim stands with the account's sources, as a placeholder."""
    claims = schools / "knowledge/claims.yaml"
    text = claims.read_text(encoding="utf-8").replace(
        "text: Two schools left", "text: Ben Okafor says two schools left"
    )
    claims.write_text(text, encoding="utf-8")
    gateway = scripted_gateway([answer(CLEAN)])
    model_draft(sources_of(schools), gateway, account="1")
    assert isinstance(gateway.model, ScriptedModel)
    prefix, task = (message.text for message in gateway.model.requests[0].messages)
    assert "claim:K-1" in prefix and "claim:K-2" not in prefix
    assert "claim:K-2" in task and "Okafor" not in prefix + task


def test_a_source_says_what_it_is(schools: Path) -> None:
    """A claim opens with its approved sentence and names its evidence, a passage opens with where it stands."""
    brief = briefed(sources_of(schools), account="1")
    told = told_sources(brief)
    claim, passage = brief.claims[0], brief.passages[0]
    assert f">\n{claim.text}\nEvidence: “{claim.evidence.quotes[0]}”\n" in told
    assert f">\nFrom: {passage.title}" in told and f"\n{passage.text.strip()}\n</source>" in told
