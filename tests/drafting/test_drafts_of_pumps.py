"""Drafts of a workspace that nobody shaped after the sample: what a rep and a marketer trip over, one test each."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import drafted, every_draft, sources_of
from pump_workspace import FILES

from assistant.domain.draft import Draft
from assistant.drafting import Sources


@pytest.fixture(scope="module")
def pumps(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Halden Pumps, which offers FlowSentry."""
    root: Path = tmp_path_factory.mktemp("pumps")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sources_of(root, company="Halden Pumps", product="FlowSentry")


def said(made: Draft, section: str) -> list[str]:
    return [s.text for part in made.sections if part.id == section for s in part.statements]


def asked(made: Draft) -> str:
    return " ".join(question.missing for question in made.open_questions)


def test_every_draft_is_checked(pumps: Sources) -> None:
    """Roles called IT security or head of purchasing, accounts called Target or Inc.: none of it stops a draft."""
    assert {made.status for made in every_draft(pumps)} == {"checked"}


def test_no_word_of_the_sample_s_business_stands_in_it(pumps: Sources) -> None:
    """Patterns speak of any business: nothing about hospitals is written into them."""
    text = " ".join(s.text for made in every_draft(pumps) for part in made.sections for s in part.statements).lower()
    assert not [word for word in ("hospital", "patient", "discharge", "readmission", "nurse") if word in text]


def test_names_stay_whole(pumps: Sources) -> None:
    """The stop of `Inc.` stays within a sentence, and a word with senses in a name is not asked about."""
    assert said(drafted(pumps, "talking-points", account="A1"), "why_now")[0].startswith("Harrow Water Inc. is in")
    foods = drafted(pumps, "talking-points", account="A2")
    assert said(foods, "why_now")[0].startswith("Target Foods is in") and "Agreed words" not in asked(foods)


def test_a_role_with_a_word_of_two_senses_is_a_name(pumps: Sources) -> None:
    """`Maintenance lead` is what the segment model calls the role; it is no lead of sales."""
    made = drafted(pumps, "value-proposition", role="maintenance")
    assert "maintenance leads" in said(made, "for_whom")[0] and "Agreed words" not in asked(made)


def test_several_heads_of_purchasing_are_heads(pumps: Sources) -> None:
    """The plural stands at the person and not at what the person does."""
    made = drafted(pumps, "value-proposition", role="purchasing")
    assert "heads of purchasing" in said(made, "for_whom")[0] and "purchasings" not in asked(made)


def test_everybody_in_the_room_gets_a_claim_of_the_role(pumps: Sources) -> None:
    """The claim that names the role comes before one for everybody, also when somebody else was given it."""
    room = said(drafted(pumps, "talking-points", account="A1"), "room")
    for name, claim in {"Paul O'Dell": "37 %", "Ingrid Solheim": "9 of 10", "Amara Nwosu": "9 of 10"}.items():
        assert any(name in line and claim in line for line in room)


def test_a_role_that_nobody_holds_gets_its_point(pumps: Sources) -> None:
    """Who is missing is named with what to say once somebody is found."""
    absent = said(drafted(pumps, "talking-points", account="A1"), "absent")
    assert any("somebody in IT security" in line and "ISO 27001" in line for line in absent)
    assert "Who at Harrow Water Inc. is in IT security?" in asked(drafted(pumps, "talking-points", account="A1"))


def test_two_roles_that_nobody_holds_get_two_points(pumps: Sources) -> None:
    """Each is told what names it, and the same only where there is nothing else."""
    absent = said(drafted(pumps, "talking-points", account="A3"), "absent")
    points = [line for line in absent if line.startswith("The point for")]
    assert [line.split(",")[0] for line in points] == [
        f"The point for {who}"
        for who in ("a maintenance lead", "a head of purchasing", "a reliability engineer", "somebody in IT security")
    ]
    assert "9 of 10" in points[0] and "37 %" in points[1] and "9 of 10" in points[2]


def test_a_title_that_is_the_role_is_said_once(pumps: Sources) -> None:
    """`Reliability Engineer (reliability engineer)` tells nobody anything."""
    room = said(drafted(pumps, "talking-points", account="A1"), "room")
    assert not any("Reliability Engineer (reliability engineer" in line for line in room)


def test_a_stakeholder_of_whom_little_is_known_is_still_introduced(pumps: Sources) -> None:
    """Without a name the id says of what it is one, and an unknown role is said to be unknown."""
    room = said(drafted(pumps, "talking-points", account="A2"), "room")
    assert "Stakeholder p5, Plant Manager (plant director): Signs for the plant." in room
    assert "Kim Lee: title and role not known yet." in room
    assert "Wes Carter, Head of Customer Care: role not known yet." in said(
        drafted(pumps, "talking-points", account="A3"), "room"
    )


def test_an_opening_fits_the_coverage(pumps: Sources) -> None:
    """Nobody says `we are here` to an account that is never visited, and no opening has two beginnings."""
    visited = said(drafted(pumps, "talking-points", account="A1"), "opening")
    assert "because you run more pumps" in visited[0] and visited[1] == "Repairs start only after something has failed."
    assert not any(
        "here" in line or "time" in line for line in said(drafted(pumps, "talking-points", account="A2"), "opening")
    )


def test_what_takes_points_is_the_value(pumps: Sources) -> None:
    """Against an account speaks what its table says, with the reason of the rule behind it."""
    assert "What speaks against it is mode (condition-based): Repairs after a failure cost most." in said(
        drafted(pumps, "talking-points", account="A2"), "why_now"
    )


def test_a_note_without_headings_is_heard(pumps: Sources) -> None:
    """What was said, what was raised and what comes next are told apart by labels; who was there is no news."""
    made = drafted(pumps, "talking-points", account="A3")
    assert said(made, "heard") == ["Ada Rust wants 400 tonnes more each month from machine 3."]
    assert said(made, "next_step") == ["Ada Rust sends the downtime log by Friday."]
    assert said(made, "objections")[0].startswith("Raised there: The frame contract with Pumpfix runs")
    assert "An agreed answer to what was raised there" in asked(made)
    assert said(drafted(pumps, "talking-points", account="A1"), "heard") == [
        "Ingrid Solheim had four night calls in September."
    ]


def test_an_objection_of_two_words_has_its_answer(pumps: Sources) -> None:
    """`Too expensive` is short and the commonest of all."""
    objections = said(drafted(pumps, "talking-points", account="A1"), "objections")
    assert objections == ["On “Too expensive”: Agree on the price of one avoided stop first, then compare."]


def test_they_of_a_document_about_one_role_are_that_role(pumps: Sources) -> None:
    """A persona keeps `They want …` where the document speaks of nobody else; objectives are no objections."""
    made = drafted(pumps, "persona", role="maintenance")
    assert said(made, "wants") == ["They want to sleep through the night."] and said(made, "objections") == []
    assert "Their part in a decision: Runs the crew and tests what is new." in said(made, "who")


def test_a_promise_comes_in_the_order_of_its_page(pumps: Sources) -> None:
    """What product wrote first is promised first, and what leans on the sentence before it is left out."""
    promise = said(drafted(pumps, "value-proposition", role="maintenance"), "promise")
    assert promise[0].startswith("Maintenance crews get one list") and "The pump keeps running." not in promise


def test_few_words_begin_with_the_promise(pumps: Sources) -> None:
    """25 words open with what we promise and not with whatever is shortest."""
    made = drafted(pumps, "value-proposition", role="plant")
    promise, few = said(made, "promise"), said(made, "in_25_words")
    assert few[0] == promise[0] and sum(len(line.split()) for line in few) <= 25
    assert promise[0].startswith("Plant managers plan the stop")


def test_an_empty_audience_is_asked_for_once(pumps: Sources) -> None:
    """Where nobody is, the layers of nobody are not asked for."""
    made = drafted(pumps, "value-proposition", role="it")
    assert asked(made) == "No stakeholder in the tables is in this audience: people in IT security."
