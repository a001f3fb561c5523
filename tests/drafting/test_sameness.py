"""Drafts for different stakeholders differ, or say that the evidence is the same."""

from __future__ import annotations

from pathlib import Path

from drafting_workspaces import drafted, sources_of
from model_drafts import answer, model_draft
from test_drafts_of_any_workspace import change

from assistant.domain.draft import Draft, Kind
from assistant.drafting import Sources
from assistant.llm.scripted import scripted_gateway


def evidence(of: Draft) -> set[str]:
    """Claims and passages that a draft cites."""
    return {cite for cite in of.provenance.evidence if not cite.startswith("receipt:")}


def said(of: Draft) -> list[str]:
    """What a draft says of its evidence."""
    return [q.missing for q in of.open_questions if q.missing.startswith("Evidence for")]


def test_drafts_of_the_sample_differ_or_say_so(drafts: tuple[Draft, ...]) -> None:
    """Two audiences that differ in role share no evidence whole; those of one role say that theirs is the same."""
    made = [draft for draft in drafts if draft.audience.role]
    for kind in ("persona", "value-proposition"):
        of_kind = [draft for draft in made if draft.kind == kind]
        for one in of_kind:
            for other in of_kind:
                if one.audience.role != other.audience.role:
                    assert evidence(one) != evidence(other)
                elif one.audience.stakeholder_segment != other.audience.stakeholder_segment:
                    assert any("stakeholder segment" in text for text in said(one))


def test_a_role_without_a_stakeholder_segment_says_nothing(northlight: Sources) -> None:
    """In the sample each role has evidence of its own, so a draft for a role alone has nothing to say about it."""
    for role in northlight.scoring.model.value.roles:
        assert said(drafted(northlight, "persona", role=role.id)) == []


def both(schools: Path, kind: Kind) -> list[str]:
    change(schools, "documents/bursar.md", "roles: [purse]", "roles: [purse, lead]")
    change(schools, "documents/bursar.md", "The bursar is afraid", "Both are afraid")
    change(schools, "claims.yaml", "roles: [purse]", "roles: [purse, lead]")
    return said(drafted(sources_of(schools), kind, role="purse"))


def test_two_roles_with_the_same_evidence_say_so(schools: Path) -> None:
    """The same claims and the same interview for two roles: the draft names the other one, and who can help."""
    assert said(drafted(sources_of(schools), "persona", role="purse")) == []
    assert both(schools, "persona") == [
        "Evidence for purse holders alone: this draft rests on the same evidence as the one for school leads."
    ]


def test_one_heading_of_their_own_sets_roles_apart(schools: Path) -> None:
    """What the product sheet promises the bursar is no promise to the head teacher: nothing is said."""
    assert both(schools, "value-proposition") == []


def test_a_role_that_does_not_occur_is_not_compared(schools: Path) -> None:
    """Nobody drafts for a role that nobody has."""
    change(schools, "crm/people.csv", "Head Teacher", "Gardener")
    assert both(schools, "persona") == []


def test_a_language_model_s_draft_says_it_too(schools: Path) -> None:
    """The comparison belongs to the brief: whoever writes, the question stands in the draft."""
    both(schools, "persona")
    gateway = scripted_gateway(
        [answer({"proof": [("Schools with Lantern lost 30 % fewer books in the first year.", "claim:K-1")]})]
    )
    made = model_draft(sources_of(schools), gateway, "persona", role="purse")
    assert made.writer == "model:scripted" and len(said(made)) == 1
