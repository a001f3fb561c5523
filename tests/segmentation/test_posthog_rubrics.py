"""A company's published scoring as a segment model, point by point: its ICP score out of 24, its lead score out of 70.

The model is made from the published figures, so that a rule that the format could not say would show here. The source
contradicts itself in places; the tests name each, and what the model does about it.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

SHARED = Path(__file__).parents[3] / "shared"
AS_OF = dt.date(2026, 11, 20)
ICP, LEAD = "icp_score_out_of_24", "lead_score_out_of_70"
COLUMNS = ("employees", "revenue", "job", "sub_role", "company_type", "founded", "country", "email")
NUMBERS = {"employees": "integer", "founded": "integer", "revenue": "number"}


@pytest.fixture
def handbook() -> Path:
    folder = SHARED / "data" / "handbook_posthog"
    if not folder.is_dir():
        pytest.skip(f"no handbook in {folder}")
    return folder


@pytest.fixture
def rubrics(handbook: Path) -> Any:
    return json.loads((handbook / "rubrics.json").read_text(encoding="utf-8"))


def whole(ranges: list[list[Any]]) -> dict[str, Any]:
    """Ranges of whole numbers; a number in two of them belongs to the first."""
    bands, taken = [], -1
    for first, last, points in ranges:
        bands.append([max(first, taken + 1), points])
        taken = last
    return {"bands": bands if taken is None else [*bands, [taken + 1, 0]]}


def measured(ranges: list[list[Any]]) -> dict[str, Any]:
    """Ranges of measures; each ends where the next begins."""
    bands = [[first, points] for first, _, points in ranges]
    last = ranges[-1][1]
    return {"bands": bands if last is None else [*bands, [last, 0]]}


def listed(handbook: Path) -> list[str]:
    """The countries of the ICP page's rule `Not in …`."""
    page = (handbook / "icp.md").read_text(encoding="utf-8")
    return re.search(r"\| Country +\| Not in (.+?) \|", page)[1].split(", ")


def model(rubrics: Any, handbook: Path) -> dict[str, Any]:
    icp, lead = rubrics[ICP]["rules"], rubrics[LEAD]["rules"]
    tiers = lead["country"]
    tiered = dict.fromkeys(tiers["tier1_10"], 10) | dict.fromkeys(tiers["tier2_5"], 5)
    fit = {
        "employees": whole(icp["employee_count"]),
        "revenue": measured(icp["revenue_usd_m"]),
        "job": {"values": icp["role"]},
        "company_type": {"values": icp["company_type"]},
        "founded": whole(icp["founded_year"]),
        "country": {"values": dict.fromkeys(listed(handbook), 0), "otherwise": icp["country_not_in_list"]},
        "email": {"values": {"non-work": icp["email_provider_non_work"]}},
    }
    value = {
        "employees": whole(lead["employee_count"]),
        "revenue": measured(lead["revenue_usd_m"]),
        "job": {"values": lead["role"], "otherwise": lead["role"]["other"]},
        "sub_role": {"values": lead["sub_role"], "otherwise": lead["sub_role"]["other"]},
        "country": {"values": tiered, "otherwise": tiers["other"]},
    }
    high = {"icp": {"at_least": rubrics[ICP]["threshold_high"]}}
    return {
        "tables": {"accounts": {"file": "leads.csv", "key": "id"}},
        "accounts": {
            "attributes": {name: {"column": name, "type": NUMBERS.get(name, "text")} for name in COLUMNS},
            "dimensions": [dimension("icp", fit), dimension("lead", value)],
            "segments": [
                {"id": "high", "coverage": "field", "meaning": "High ICP score", "when": high},
                {"id": "low", "coverage": "digital", "meaning": "Low ICP score"},
            ],
        },
    }


def dimension(name: str, rules: dict[str, dict[str, Any]]) -> dict[str, Any]:
    whys = [{"attribute": attribute, "why": "The handbook says so", **steps} for attribute, steps in rules.items()]
    return {"id": name, "layer": "who", "needs": 0, "rules": whys}


@pytest.fixture
def scoring(tmp_path: Path, rubrics: Any, handbook: Path) -> Callable[..., Scoring]:
    """Scores leads that are given as dictionaries; their ids count from 0."""

    def scored(*leads: dict[str, Any]) -> Scoring:
        knowledge = tmp_path / "knowledge"
        knowledge.mkdir(exist_ok=True)
        (knowledge / "segments.yaml").write_text(json.dumps(model(rubrics, handbook)), encoding="utf-8")
        with (knowledge / "leads.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("id", *COLUMNS))
            writer.writeheader()
            writer.writerows({"id": f"{number:04}", **lead} for number, lead in enumerate(leads))
        return score(Workspace.at(tmp_path), as_of=AS_OF)

    return scored


def points(scoring: Scoring, dimension: str) -> list[int]:
    place = ("icp", "lead").index(dimension)
    return list(scoring.levels["account"].answer.points[place])


@pytest.mark.parametrize(("rubric", "dimension"), [(ICP, "icp"), (LEAD, "lead")])
def test_every_published_value_gives_its_points(
    scoring: Callable[..., Scoring], rubrics: Any, rubric: str, dimension: str
) -> None:
    """Every role, sub-role, type of company and both ends and the inside of every range, one at a time."""
    rules = rubrics[rubric]["rules"]
    expected: list[tuple[dict[str, Any], int]] = []
    for published, column in (("role", "job"), ("sub_role", "sub_role"), ("company_type", "company_type")):
        expected += [({column: value}, given) for value, given in rules.get(published, {}).items()]
    for published, column in (("employee_count", "employees"), ("founded_year", "founded")):
        ranges = rules.get(published, [])
        twice = {last for _, last, _ in ranges} & {first for first, *_ in ranges}
        for first, last, given in ranges:
            edges = {first, first + 1, last if last is not None else 10**6} - twice
            expected += [({column: edge}, given) for edge in sorted(edges)]
    for first, last, given in rules["revenue_usd_m"]:
        expected += [({"revenue": edge}, given) for edge in (first, first + 0.5, (last or 1000) - 0.01)]
    assert points(scoring(*(lead for lead, _ in expected)), dimension) == [given for _, given in expected]


def test_points_can_be_negative(scoring: Callable[..., Scoring], rubrics: Any, handbook: Path) -> None:
    """A country that is not in the list costs 5, an address that is no work address 10, both together 15."""
    rules = rubrics[ICP]["rules"]
    leads = [{"country": country} for country in listed(handbook)]
    away, private = {"country": "Atlantis"}, {"email": "non-work"}
    given = points(scoring(*leads, away, private, away | private, {"email": "work"}, {}), "icp")
    costs = [rules["country_not_in_list"], rules["email_provider_non_work"]]
    assert given == [0] * len(leads) + [*costs, sum(costs), 0, 0]
    assert costs == [-5, -10]


def test_an_unknown_country_is_not_one_that_is_not_in_the_list(scoring: Callable[..., Scoring]) -> None:
    """Unknown is never low: the source does not say, the model gives no points and says that it does not know."""
    receipt = scoring({"job": "engineering"}).receipt("account", "0000")
    country = next(rule for rule in receipt.rules if (rule.dimension, rule.attribute) == ("icp", "country"))
    assert (country.value, country.points) == (None, 0)


def test_countries_have_two_tiers(scoring: Callable[..., Scoring], rubrics: Any) -> None:
    """Ten points, five points, and none for the others; in any case."""
    tiers = rubrics[LEAD]["rules"]["country"]
    named = [*tiers["tier1_10"], *tiers["tier2_5"]]
    given = points(scoring(*({"country": f" {name.upper()} "} for name in [*named, "Atlantis"])), "lead")
    assert given == [10] * len(tiers["tier1_10"]) + [5] * len(tiers["tier2_5"]) + [tiers["other"]]


def test_the_best_lead_has_all_points(scoring: Callable[..., Scoring]) -> None:
    """The totals that the page names, 24 and 70, are the most that the rules can give; no lead has both."""
    best = {"revenue": 20, "job": "engineering", "company_type": "private", "founded": 2018, "country": "France"}
    lead = best | {"sub_role": "web_engineer", "employees": 5000, "revenue": 400}
    scored = scoring(best | {"employees": 200}, lead)
    assert points(scored, "icp")[0] == 24
    assert points(scored, "lead")[1] == 70


def test_twelve_is_the_line_between_high_and_low(scoring: Callable[..., Scoring]) -> None:
    """Exactly 12 is high; 3 points less, and a private address, are low."""
    twelve = {"employees": 15, "job": "engineering"}
    leads = (twelve, {"employees": 501, "job": "engineering"}, twelve | {"email": "non-work"})
    assert [account.segment for account in scoring(*leads).accounts()] == ["high", "low", "low"]


def test_the_source_has_500_and_1000_in_two_ranges(
    scoring: Callable[..., Scoring], rubrics: Any, handbook: Path
) -> None:
    """The ICP page scores 500 as 6 and as 3 points, and 1000 as 3 and as 0; the model lets the first range have them.

    Its prose agrees as to 500: “over 500” are scored lower. The lead page has 1000 in two ranges as well.
    """
    icp = (handbook / "icp.md").read_text(encoding="utf-8")
    assert all(text in icp for text in ("| 15-500 | 6 |", "| 500-1000 | 3 |", "| 1000+ | 0 |", "over 500 employees"))
    page = (handbook / "lead-scoring.md").read_text(encoding="utf-8")
    assert all(text in page for text in ("| 11-1000 | 10 |", "| 1000+ | 20 |"))
    ranges = rubrics[ICP]["rules"]["employee_count"]
    assert [given for first, last, given in ranges if first <= 500 <= (last or 500)] == [6, 3]
    scored = scoring(*({"employees": count} for count in (499, 500, 501, 1000, 1001)))
    assert points(scored, "icp") == [6, 6, 3, 3, 0]
    assert points(scored, "lead") == [10, 10, 10, 10, 20]


def test_the_source_has_the_ends_of_revenue_in_two_ranges(scoring: Callable[..., Scoring]) -> None:
    """$50m is in two ranges of the ICP page, $1m, $10m and $100m of the lead page; a measure starts the next range."""
    scored = scoring(*({"revenue": revenue} for revenue in (0.99, 1, 10, 49.99, 50, 99.99, 100)))
    assert points(scored, "icp") == [0, 6, 6, 6, 3, 3, 0]
    assert points(scored, "lead") == [0, 5, 10, 10, 10, 10, 20]


def test_the_prose_contradicts_the_table(scoring: Callable[..., Scoring], rubrics: Any, handbook: Path) -> None:
    """The ICP page's prose gives leadership and product 3 points, its table leadership and technical product 6.

    The model follows the table, as the published figures do.
    """
    page = (handbook / "icp.md").read_text(encoding="utf-8")
    prose = {role: int(given) for role, given in re.findall(r"(leadership|product) \((\d) points\)", page)}
    assert prose == {"leadership": 3, "product": 3}
    roles = ("leadership", "product_technical", "product_non_technical")
    given = points(scoring(*({"job": role} for role in roles)), "icp")
    assert given == [rubrics[ICP]["rules"]["role"][role] for role in roles] == [6, 6, 3]
