"""A meeting: the one stakeholder is found by what somebody types, and stands first."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import drafted, sources_of

from assistant.domain.draft import Audience, Draft
from assistant.drafting import DraftRequest, Sources, build_brief, draft_id, render_markdown, resolve_audience
from assistant.errors import AmbiguousNameError, UnknownNameError, UsageError


def met(sources: Sources, name: str, account: str = "Mercy General") -> str | None:
    """The name of whom the meeting is with."""
    audience = resolve_audience("talking-points", {"account": account, "meeting": name}, sources.scoring)
    return next((p.name for p in sources.scoring.stakeholders() if p.id == audience.meeting), None)


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Renée Aldous", "Renée Aldous"),
        ("renée ALDOUS", "Renée Aldous"),
        ("Dr Aldous", "Renée Aldous"),
        ("Dr. Renee", "Renée Aldous"),
        ("okonjo", "Marcus Okonjo"),
        ("Mr. Bright", "Tomas Bright"),
        ("Priya V", "Priya Venn"),
    ],
)
def test_a_person_is_found_by_a_whole_name_or_a_part_of_one(northlight: Sources, typed: str, person: str) -> None:
    """Case, accents and forms of address count nothing, and a part is enough where it fits one person."""
    assert met(northlight, typed) == person


def test_a_person_is_found_by_id(northlight: Sources) -> None:
    """The id that a table gives is a name too."""
    person = next(p for p in northlight.scoring.stakeholders() if p.name == "Marcus Okonjo")
    assert met(northlight, person.id) == person.name


def test_a_whole_name_comes_before_a_part(schools: Path) -> None:
    """`Ben Okafor` is one person although `Ben Okafor Lind` holds the name too; `Ben` alone is neither."""
    people = schools / "knowledge/crm/people.csv"
    people.write_text(people.read_text(encoding="utf-8") + "p5,Ben Okafor Lind,1,Bursar,,\n", encoding="utf-8")
    sources = sources_of(schools)
    assert met(sources, "ben okafor", "1") == "Ben Okafor"
    with pytest.raises(AmbiguousNameError) as several:
        met(sources, "Ben", "1")
    assert str(several.value) == (
        "`Ben` is not one stakeholder but 2: p2 (Ben Okafor), p5 (Ben Okafor Lind). Use one of these."
    )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Ben Okafar", "Elm Grove School: unknown stakeholder `Ben Okafar`. Did you mean `Ben Okafor`? There is "),
        ("Cleo Winter", "There is Ada Moreno, Ben Okafor, Dora Quist."),
        ("p3", "unknown stakeholder `p3`."),
    ],
)
def test_an_unknown_person_is_answered_with_who_is_there(schools: Path, typed: str, says: str) -> None:
    """People of other accounts do not exist in a meeting at this one."""
    with pytest.raises(UnknownNameError) as unknown:
        met(sources_of(schools), typed, "1")
    assert says in str(unknown.value)


@pytest.mark.parametrize(
    ("kind", "names", "says"),
    [
        ("persona", {"role": "purse", "meeting": "Ben"}, "only talking points are for a meeting. Leave out --meeting."),
        ("talking-points", {"meeting": "Ben"}, "Add --account with its name or id."),
        ("talking-points", {"account": "1", "meeting": " "}, "--meeting takes the name or id of a stakeholder."),
    ],
)
def test_a_meeting_needs_an_account_and_talking_points(schools: Path, kind: str, names: dict, says: str) -> None:
    """Whatever else is asked for says which option is too many or too few."""
    with pytest.raises(UsageError, match=says):
        resolve_audience(kind, names, sources_of(schools).scoring)


def points(sources: Sources, **names: str) -> Draft:
    return drafted(sources, "talking-points", account="Mercy General", **names)


@pytest.mark.parametrize("name", ["Marcus Okonjo", "Priya Venn"])
def test_the_person_of_the_meeting_stands_first(northlight: Sources, name: str) -> None:
    """In the summary, in the room and in the title; everybody else is still there."""
    plain, made = points(northlight), points(northlight, meeting=name)
    sections = {section.id: [statement.text for statement in section.statements] for section in made.sections}
    assert name in sections["summary"][0] and len(sections["summary"]) <= 6
    assert sections["room"][0].startswith(name)
    assert f"Mercy General, meeting {name}" in render_markdown(made, northlight).splitlines()[0]
    everybody = {s.text for section in plain.sections if section.id == "room" for s in section.statements}
    assert {person for person in ("Gail", "Tomas") if any(person in text for text in everybody)} <= {
        person for person in ("Gail", "Tomas") if any(person in text for text in sections["room"])
    }


def test_a_draft_for_a_meeting_is_another_draft(northlight: Sources) -> None:
    """It has its own id, its audience says whom it is with, and without a meeting that is null."""
    plain, made = points(northlight), points(northlight, meeting="Priya")
    assert draft_id(plain) != draft_id(made)
    assert plain.audience.meeting is None and plain.audience.model_dump(mode="json")["meeting"] is None
    assert made.audience == plain.audience.model_copy(update={"meeting": made.audience.meeting})


def test_the_meeting_belongs_to_the_brief(northlight: Sources) -> None:
    """The person is in the brief even where the room is full, before everybody else."""
    person = next(p for p in northlight.scoring.stakeholders() if p.name == "Marcus Okonjo")
    request = DraftRequest(kind="talking-points", audience=Audience(account=person.account, meeting=person.id))
    assert build_brief(request, northlight).stakeholders[0] == person
