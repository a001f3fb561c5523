"""Comparisons are exact in every type, and the same for a value as for a column."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import narwhals.stable.v2 as nw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.segmentation.model.comparisons import ORDERS, RefusedError, compare
from assistant.segmentation.model.schema import Condition

EXACT = {
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
}
bounds = st.one_of(st.integers(-(2**62), 2**62), st.floats(-1e18, 1e18))


@settings(deadline=None)
@given(st.sampled_from(sorted(EXACT)), st.integers(-(2**63), 2**63 - 1), bounds, st.booleans())
def test_integers_compare_exactly_with_any_bound(operation: str, value: int, bound: float, near: bool) -> None:
    """Also with bounds between two integers, and beyond what a float can tell apart."""
    value = int(bound) + value % 3 - 1 if near else value
    comparison = compare("beds", Condition.model_validate({operation: bound}), "integer")
    assert comparison.holds(value) == EXACT[operation](Fraction(value), Fraction(bound))


@settings(deadline=None)
@given(st.sampled_from(sorted(EXACT)), st.floats(-1e18, 1e18), bounds, st.booleans())
def test_numbers_compare_exactly_with_any_bound(operation: str, value: float, bound: float, near: bool) -> None:
    """Also with integers that no float equals."""
    value = float(bound) if near else value
    comparison = compare("ratio", Condition.model_validate({operation: bound}), "number")
    assert comparison.holds(value) == EXACT[operation](Fraction(value), Fraction(bound))


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1), st.sampled_from(sorted(EXACT)), st.sampled_from([-1, 0, 0.5, 2]))
def test_columns_compare_as_values_do(values: list[int], operation: str, bound: float) -> None:
    """The same test applied to a column gives what it gives for each value."""
    (test,) = compare("beds", Condition.model_validate({operation: bound}), "integer").tests
    column = nw.from_native(pd.Series(values), series_only=True)
    assert ORDERS[test.order](column, test.bound).to_list() == [test.holds(value) for value in values]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"at_least": 40}, "x at least 40"),
        ({"above": 1, "at_most": 2.5}, "x at most 2.5 and above 1"),
        ({"is": 3}, "x is 3"),
        ({"in": [1, 2]}, "x is 1 or 2"),
        ({"known": False}, "x is not known"),
    ],
)
def test_conditions_read_as_words(condition: dict[str, object], words: str) -> None:
    """What held stands in a receipt in words."""
    assert compare("x", Condition.model_validate(condition), "integer").words == words


def test_unknown_is_never_low() -> None:
    """A missing value passes no test; only `known: false` alone holds for it."""
    for condition in ({"below": 10**9}, {"known": True}, {"known": False, "below": 10**9}):
        assert not compare("x", Condition.model_validate(condition), "integer").holds(None)
    assert compare("x", Condition(known=False), "integer").holds(None)
    assert not compare("x", Condition(known=False), "integer").holds(0)


@pytest.mark.parametrize(
    ("kind", "condition", "message"),
    [
        ("text", {"at_least": 3}, "does not fit the type text; use `is` or `in`"),
        ("integer", {"at_least": "many"}, "`many` is not a number, as the type integer needs"),
        ("integer", {"is": 1.5}, "`1.5` never matches: not an integer"),
        ("integer", {"at_least": 2**70}, f"`{2**70}` is beyond 64 bits"),
        ("boolean", {"is": "yes"}, "`yes` never matches: a boolean is true or false"),
        ("date", {"below": 20}, "`20` is not a date (YYYY-MM-DD)"),
        ("date", {"is": "2026-02-30"}, "`2026-02-30` never matches: not a date (YYYY-MM-DD)"),
        ("number", {"below": dt.date(2026, 1, 1)}, "`2026-01-01` is not a number, as the type number needs"),
        ("number", {"is": True}, "`true` never matches: not a number"),
        ("text", {"is": " "}, "never matches: an empty cell is missing; ask for `known: false`"),
        ("text", {}, "compares nothing"),
    ],
)
def test_a_comparison_that_does_not_fit_is_refused(kind: str, condition: dict[str, object], message: str) -> None:
    """With the reason, instead of never holding."""
    with pytest.raises(RefusedError) as refused:
        compare("x", Condition.model_validate(condition), kind)
    assert message in str(refused.value)
