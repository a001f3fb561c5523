"""Rows of other tables reach the account, or the stakeholder, that they are linked to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
Make = Callable[..., Workspace]
MODEL = """
tables:
  accounts: {file: accounts.csv, key: id, name: name}
  stakeholders: {file: stakeholders.csv, key: id, account: account}
  visits: {file: orders.csv, account: account, stakeholder: person}
accounts:
  attributes:
    people: {table: stakeholders, aggregate: count}
    visits: {table: visits, aggregate: count, where: [{kind: {is: call}, day: {within_days: 30}}, {kind: {is: demo}}]}
    last: {table: visits, column: day, type: date, aggregate: max}
  segments: [{id: all, coverage: none, meaning: All of them.}]
stakeholders:
  attributes:
    own_visits: {table: visits, aggregate: count}
    minutes: {table: visits, column: minutes, type: integer, aggregate: mean}
    beds: {table: visits, column: minutes, type: integer, aggregate: sum, where: {kind: {known: false}}}
  segments: [{id: all, meaning: All of them.}]
"""
PEOPLE = "id,account\np1,001\np2,001\np2,002\np3,\n"
VISITS = """person,account,kind,day,minutes
p1,001,call,2026-01-30,10
p1,001,Call ,2026-01-29,25
p2,001,demo,2020-01-01,
p9,001,call,2026-03-02,5
,003,,,7
p3,,,2026-03-01,4
"""


@pytest.fixture
def scoring(make: Make) -> Scoring:
    return score(make(MODEL, stakeholders=PEOPLE, orders=VISITS), as_of=AS_OF)


def column(scoring: Scoring, level: str, attribute: str) -> list[object]:
    scored = scoring.levels[level]
    return [scored.attributes[attribute].cell(i) for i in range(len(scored.keys))]


def test_rows_reach_their_accounts(scoring: Scoring) -> None:
    """Counts, also of accepted stakeholders, a `where` with alternatives, and the latest of dates."""
    assert column(scoring, "account", "people") == [2, 0, 0]
    assert column(scoring, "account", "visits") == [2, 0, 0]
    assert column(scoring, "account", "last") == [dt.date(2026, 3, 2), None, None]


def test_rows_reach_their_stakeholders(scoring: Scoring) -> None:
    """Where a table links rows to stakeholders, those are counted for them, whatever their account."""
    assert column(scoring, "stakeholder", "own_visits") == [2, 1, 1]
    assert column(scoring, "stakeholder", "minutes") == [17.5, None, 4.0]
    assert column(scoring, "stakeholder", "beds") == [None, None, 4]


def test_ids_that_match_nothing_are_counted(scoring: Scoring) -> None:
    """Distinct ids of either link; an empty id is none."""
    assert scoring.unmatched == {"stakeholders": 0, "visits": 1}


def test_rows_of_the_account_reach_its_stakeholders(make: Make) -> None:
    """Where a table links rows to accounts only, each stakeholder has those of the account."""
    model = MODEL.replace(", stakeholder: person", "")
    scoring = score(make(model, stakeholders=PEOPLE, orders=VISITS), as_of=AS_OF)
    assert column(scoring, "stakeholder", "own_visits") == [4, 4, 0]


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_large_models_score_on_every_engine(make: Make, engine: str) -> None:
    """200 rules in a dimension and 200 segments are no problem; the receipt adds up."""
    pytest.importorskip(engine)
    rules = "".join(
        f"        - {{attribute: beds, bands: [[{i}, {i % 7}], [{i + 100}, 3]], why: w}}\n" for i in range(200)
    )
    segments = "".join(
        f"    - {{id: s{i}, coverage: none, meaning: m, when: {{d: {{above: {2000 - i}}}}}}}\n" for i in range(200)
    )
    model = (
        "tables: {accounts: {file: accounts.csv, key: id}}\naccounts:\n"
        "  attributes: {beds: {column: beds, type: integer}}\n"
        f"  dimensions:\n    - id: d\n      layer: who\n      rules:\n{rules}"
        f"  segments:\n{segments}    - {{id: rest, coverage: none, meaning: m}}\n"
    )
    scoring = score(make(model), as_of=AS_OF, engine=engine)
    for position, account in enumerate(scoring.accounts()):
        receipt = scoring.receipt("account", account.id)
        assert receipt.dimensions[0].points == scoring.levels["account"].answer.points[0][position]
        assert receipt.computed == account.segment
