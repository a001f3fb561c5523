"""Comparisons: what a condition of `segments.yaml` asks of one typed value, exact in every type.

A comparison on something that is missing does not hold, unless `known: false` is all that it asks. The same tests
apply to a value in Python and to a column in an expression, so a receipt cannot disagree with the scorer.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.segmentation.model.cells import LEAST, MOST, Typed, UnreadableError, days, fold, parse
from assistant.segmentation.model.schema import AttributeType, Condition

Order = Literal["ge", "gt", "le", "lt"]
ORDERS: Mapping[Order, Callable[[Any, Any], Any]] = {
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}
_WRITTEN: Mapping[str, str] = {"at_least": "at least", "at_most": "at most", "above": "above", "below": "below"}


class RefusedError(ValueError):
    """A comparison that does not fit the type; `field` is the operator it stands at."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Test:
    """One test of a typed value: an order against a bound, or membership."""

    order: Order | None
    bound: int | float = 0
    among: frozenset[Typed] = frozenset()

    def holds(self, value: Typed) -> bool:
        """Whether a value passes."""
        return value in self.among if self.order is None else bool(ORDERS[self.order](value, self.bound))


@dataclass(frozen=True)
class Comparison:
    """All tests that a condition puts to one name."""

    name: str
    """The attribute, dimension or column."""
    known: bool | None
    """What it must be; None when not asked."""
    tests: tuple[Test, ...]
    words: str
    """The condition in words, such as `rating at most 3`."""

    def holds(self, value: Typed | None) -> bool:
        """Whether it holds for a value; None is missing or not ready."""
        if value is None:
            return self.known is False and not self.tests
        return self.known is not False and all(test.holds(value) for test in self.tests)


def compare(name: str, condition: Condition, kind: AttributeType) -> Comparison:
    """The comparison for a condition on values of that type; `RefusedError` when it does not fit."""
    tests = [_ordered(field, bound, kind) for field, bound in _bounds(condition)]
    if condition.is_ is not None:
        tests.append(Test(None, among=frozenset([key(condition.is_, kind, "is")])))
    if condition.in_ is not None:
        tests.append(Test(None, among=frozenset(key(option, kind, "in") for option in condition.in_)))
    if not tests and condition.known is None and condition.within_days is None:
        raise RefusedError("", "compares nothing; give at_least, at_most, above, below, is, in or known")
    return Comparison(name, condition.known, tuple(tests), worded(name, condition))


def within(count: int, as_of: int) -> tuple[Test, Test]:
    """Tests of a date (in days) that lies on the as-of date or at most `count` days before it."""
    return Test("ge", as_of - count), Test("le", as_of)


def key(value: object, kind: AttributeType, field: str) -> Typed:
    """The typed value that a cell must have to equal what the file says; `RefusedError` when none can."""
    try:
        return _KEYS[kind](value)
    except UnreadableError as error:
        raise RefusedError(field, f"`{written(value)}` never matches: {error}") from None


def written(value: object) -> str:
    """A scalar as the file says it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def least(bound: object, kind: AttributeType, field: str) -> int | float:
    """The lowest typed value that is at least the bound; what an inclusive lower bound compiles to."""
    test = _ordered(field, bound, kind, "at_least")
    return test.bound if test.order == "ge" else math.nextafter(test.bound, math.inf)


def worded(name: str, condition: Condition) -> str:
    """The condition in words, for receipts."""
    parts = [f"{_WRITTEN[field]} {written(bound)}" for field, bound in _bounds(condition)]
    if condition.is_ is not None:
        parts.append(f"is {written(condition.is_)}")
    if condition.in_ is not None:
        parts.append("is " + " or ".join(map(written, condition.in_)))
    if condition.within_days is not None:
        parts.append(f"within {condition.within_days} days")
    if condition.known is not None:
        parts.append("is known" if condition.known else "is not known")
    return f"{name} " + " and ".join(parts)


def _bounds(condition: Condition) -> Iterable[tuple[str, object]]:
    fields = ((field, getattr(condition, field)) for field in _WRITTEN)
    return [(field, bound) for field, bound in fields if bound is not None]


def _ordered(field: str, bound: object, kind: AttributeType, operation: str = "") -> Test:
    operation = operation or field
    if kind in ("text", "boolean"):
        raise RefusedError(field, f"does not fit the type {kind}; use `is` or `in`")
    if kind == "date":
        return _ordered_integer(operation, _day(bound, field))
    if isinstance(bound, str | dt.date) or not isinstance(bound, int | float):
        raise RefusedError(field, f"`{written(bound)}` is not a number, as the type {kind} needs")
    if kind == "integer":
        if not LEAST < bound < MOST:
            raise RefusedError(field, f"`{bound}` is beyond 64 bits")
        return _ordered_integer(operation, bound)
    return _ordered_number(operation, bound, field)


def _ordered_integer(operation: str, bound: float) -> Test:
    """An exact integer test, also for a bound between two integers."""
    if operation == "at_least":
        return Test("ge", math.ceil(bound))
    if operation == "at_most":
        return Test("le", math.floor(bound))
    return Test("ge", math.floor(bound) + 1) if operation == "above" else Test("le", math.ceil(bound) - 1)


def _ordered_number(operation: str, bound: float, field: str) -> Test:
    """An exact test, also for an integer that no float equals."""
    try:
        nearest = float(bound)
    except OverflowError:
        raise RefusedError(field, f"`{bound}` is beyond 64 bits") from None
    if operation in ("at_least", "above"):
        inclusive = nearest >= bound if operation == "at_least" else nearest > bound
        return Test("ge" if inclusive else "gt", nearest)
    inclusive = nearest <= bound if operation == "at_most" else nearest < bound
    return Test("le" if inclusive else "lt", nearest)


def _day(bound: object, field: str) -> int:
    if isinstance(bound, dt.date):
        return days(bound)
    try:
        return int(parse(str(bound).strip(), "date"))
    except UnreadableError:
        raise RefusedError(field, f"`{written(bound)}` is not a date (YYYY-MM-DD)") from None


def _text_key(value: object) -> Typed:
    if not fold(written(value)):
        raise UnreadableError("an empty cell is missing; ask for `known: false`")
    return fold(written(value))


def _boolean_key(value: object) -> Typed:
    text = fold(written(value))
    if text not in ("true", "false"):
        raise UnreadableError("a boolean is true or false")
    return text


def _integer_key(value: object) -> Typed:
    if isinstance(value, bool | float):
        raise UnreadableError("not an integer")
    return parse(written(value).strip(), "integer")


def _number_key(value: object) -> Typed:
    if isinstance(value, bool):
        raise UnreadableError("not a number")
    return value + 0.0 if isinstance(value, float) else parse(written(value).strip(), "number")


def _date_key(value: object) -> Typed:
    return parse(written(value).strip(), "date")


_KEYS: Mapping[AttributeType, Callable[[object], Typed]] = {
    "text": _text_key,
    "boolean": _boolean_key,
    "integer": _integer_key,
    "number": _number_key,
    "date": _date_key,
}
