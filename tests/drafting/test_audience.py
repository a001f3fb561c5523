"""Audiences: names become ids, kinds say what they need, and what occurs is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import sources_of

from assistant.domain.draft import Audience
from assistant.drafting import combinations, resolve_audience
from assistant.errors import AmbiguousNameError, UnknownNameError, UsageError


@pytest.mark.parametrize("name", ["purse", "Purse holder", "purse holder", "PURSE-HOLDER", "purse_holder"])
def test_a_role_is_found_by_id_and_name(schools: Path, name: str) -> None:
    """Ids and display names mean the same, in any case."""
    assert resolve_audience("persona", {"role": name}, sources_of(schools).scoring) == Audience(role="purse")


def test_all_fields_are_resolved(schools: Path) -> None:
    """Segments of both levels and the account have names too."""
    names = {"account": "elm grove school", "account_segment": "VISIT", "stakeholder_segment": "Thrifty", "role": None}
    audience = resolve_audience("talking-points", names, sources_of(schools).scoring)
    assert audience == Audience(account="1", account_segment="visit", stakeholder_segment="thrifty")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"role": "purze"}, "unknown role `purze`. Did you mean `purse`? There is purse, lead."),
        (
            {"role": "lead", "account_segment": "visits"},
            "unknown account segment `visits`. Did you mean `visit`? There is visit, write.",
        ),
        (
            {"stakeholder_segment": "loud"},
            "unknown stakeholder segment `loud`. There is thrifty, silent.",
        ),
    ],
)
def test_unknown_names_say_what_there_is(schools: Path, names: dict[str, str | None], message: str) -> None:
    """A name that does not exist is answered with the nearest one and all others."""
    with pytest.raises(UnknownNameError) as error:
        resolve_audience("persona", names, sources_of(schools).scoring)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("kind", "names", "message"),
    [
        ("talking-points", {"role": "lead"}, "talking points are for one account. Add --account with its name or id."),
        (
            "persona",
            {"account_segment": "visit"},
            "a persona is about stakeholders. Add --role or --stakeholder-segment.",
        ),
        ("value-proposition", {}, "a value proposition is about stakeholders. Add --role or --stakeholder-segment."),
        ("talking-points", {"account": "p1"}, "`p1` is a stakeholder. --account takes the name or id of an account."),
    ],
)
def test_an_audience_that_is_too_wide_says_what_to_add(schools: Path, kind: str, names: dict, message: str) -> None:
    """Each kind names the option that it lacks."""
    with pytest.raises(UsageError) as error:
        resolve_audience(kind, names, sources_of(schools).scoring)
    assert str(error.value) == message


def test_a_name_of_two_accounts_asks_for_the_id(schools: Path) -> None:
    """Two accounts of one name are told apart by their ids."""
    path = schools / "knowledge/crm/accounts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Hill Academy", "Elm Grove School"), encoding="utf-8")
    with pytest.raises(AmbiguousNameError, match=r"1.*2"):
        resolve_audience("talking-points", {"account": "Elm Grove School"}, sources_of(schools).scoring)


def test_what_occurs_is_listed_in_order(schools: Path) -> None:
    """Talking points for each account; the others for role, account segment and stakeholder segment that meet."""
    scoring = sources_of(schools).scoring
    assert [audience.account for audience in combinations(scoring, "talking-points")] == ["1", "2", "3"]
    met = [(a.role, a.account_segment, a.stakeholder_segment) for a in combinations(scoring, "persona")]
    assert met == [("lead", "visit", "thrifty"), ("purse", "visit", "silent"), ("purse", "write", "thrifty")]
    assert combinations(scoring, "value-proposition") == combinations(scoring, "persona")
