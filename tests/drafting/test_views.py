"""One draft, four views: the same statements, chosen and ordered, never rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import ROOT, drafted, sources_of

from assistant.domain.draft import Draft, Section
from assistant.drafting import Sources, Views, load_patterns, load_views
from assistant.errors import FileProblemsError, UnknownNameError
from assistant.workspace import Workspace

TEAMS = ("product", "marketing", "telesales", "field")


@pytest.fixture(scope="module")
def views() -> Views:
    return load_views(Workspace(ROOT), load_patterns(Workspace(ROOT)))


def own(draft: Draft) -> dict[str, Section]:
    return {section.id: section for section in draft.sections if section.id != "summary"}


def test_every_section_of_a_view_is_the_drafts_word_for_word(drafts: tuple[Draft, ...], views: Views) -> None:
    """Statements and citations of all four views stand so in the draft, for every draft of the sample."""
    for draft in drafts:
        for team in TEAMS:
            shown = views.shown(draft, team)
            assert own(shown).items() <= own(draft).items()
            assert (shown.status, shown.provenance, shown.audience) == (draft.status, draft.provenance, draft.audience)
            assert set(shown.open_questions) == set(draft.open_questions)


def test_the_views_together_show_the_whole_draft(drafts: tuple[Draft, ...], views: Views) -> None:
    """No section is read by nobody, and teams do not all read the same."""
    for draft in drafts:
        assert {id for team in TEAMS for id in own(views.shown(draft, team))} == own(draft).keys()
    orders = {team: [tuple(own(views.shown(draft, team))) for draft in drafts] for team in TEAMS}
    assert all(orders[one] != orders[other] for one in TEAMS for other in TEAMS if one != other)


def test_a_summary_holds_only_what_the_view_shows(drafts: tuple[Draft, ...], views: Views) -> None:
    """Each line of a view's summary is a line of the draft's summary and stands in a section below it."""
    for draft in (draft for draft in drafts if draft.sections):
        whole = next(section for section in draft.sections if section.id == "summary")
        for team in TEAMS:
            shown = views.shown(draft, team)
            said = {statement for section in own(shown).values() for statement in section.statements}
            for section in (section for section in shown.sections if section.id == "summary"):
                assert set(section.statements) <= said & set(whole.statements)


def view_file(root: Path, text: str) -> Workspace:
    folder = root / "prompts"
    folder.mkdir(exist_ok=True)
    (folder / "views.yaml").write_text(text, encoding="utf-8")
    return Workspace(root)


CUSTOMERS = """\
views:
  handout:
    name: Handout
    purpose: What they may take home.
    readers: customer
    sections:
      persona: [proof]
      value-proposition: [promise, proof]
      talking-points: [opening, proof]
"""


def test_what_customers_read_holds_nothing_of_ours(schools: Path, northlight: Sources) -> None:
    """A view for customers shows customer sections alone: no summary, question or unnamed section of ours."""
    made = drafted(sources_of(schools), "persona", role="purse")
    handout = load_views(view_file(schools, CUSTOMERS), northlight.patterns).shown(made, "handout")
    assert [section.id for section in handout.sections] == ["proof"]
    assert {section.share for section in handout.sections} == {"customer"}
    assert handout.open_questions == () != made.open_questions


def test_a_section_that_no_view_names_stands_in_each(schools: Path, northlight: Sources) -> None:
    """New patterns need no new views: what they add is shown last."""
    team = CUSTOMERS.replace("handout", "desk").replace("    readers: customer\n", "")
    made = drafted(sources_of(schools), "persona", role="purse")
    shown = load_views(view_file(schools, team), northlight.patterns).shown(made, "desk")
    assert list(own(shown)) == ["proof", *(id for id in own(made) if id != "proof")]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("persona: [proof]", "persona: [prof]"), "no section `prof` in the patterns. Did you mean `proof`?"),
        (("[promise, proof]", "[proof, proof]"), "`proof` is there twice."),
        (("persona: [proof]", "persona: [pains]"), "`pains` is internal; a view with `readers: customer` lists"),
        (("      persona: [proof]\n", ""), "says nothing of `persona`; list its sections."),
    ],
)
def test_a_view_that_cannot_be_shown_is_refused_with_its_line(
    tmp_path: Path, northlight: Sources, change: tuple[str, str], says: str
) -> None:
    """Mistakes in the file are named with file and line before a draft is made."""
    with pytest.raises(FileProblemsError) as caught:
        load_views(view_file(tmp_path, CUSTOMERS.replace(*change)), northlight.patterns)
    assert str(caught.value).startswith("prompts/views.yaml:") and says in str(caught.value)


def test_an_unknown_view_suggests_one(views: Views) -> None:
    """A misspelt team gets the nearest and the list."""
    with pytest.raises(UnknownNameError) as caught:
        views.of("telesale")
    expected = "unknown view `telesale`. Did you mean `telesales`? There is product, marketing, telesales, field."
    assert str(caught.value) == expected
