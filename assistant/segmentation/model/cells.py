"""Cells: trimmed text in, a typed value, nothing, or the reason why it is unreadable out.

Typed values are what rules compare: integers and whole days since 1970-01-01 as `int`, numbers as `float`, texts and
booleans as folded text. The same text always gives the same value, so that a column parses each distinct text once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping

from assistant.domain.segments import Cell
from assistant.segmentation.model.schema import AttributeType

Typed = int | float | str
EPOCH = dt.date(1970, 1, 1).toordinal()
LEAST, MOST = -(2**63), 2**63 - 1
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNDECODED = re.compile("[\ud800-\udfff]")
_BOOLEANS = {"true": "true", "yes": "true", "y": "true", "1": "true"}
_BOOLEANS |= {"false": "false", "no": "false", "n": "false", "0": "false"}
NOT_UTF8 = "not UTF-8"
MOST_CACHED = 200_000
"""Distinct texts of a column that are kept parsed; beyond that they are parsed again."""


class UnreadableError(ValueError):
    """A cell that is neither empty nor of its type; the text is the reason in `problems.csv`."""


def fold(text: str) -> str:
    """The form in which texts compare: trimmed and without case."""
    return text.strip().casefold()


def days(day: dt.date) -> int:
    """Whole days since 1970-01-01."""
    return day.toordinal() - EPOCH


def day(number: int) -> dt.date:
    """The date of so many days since 1970-01-01."""
    return dt.date.fromordinal(number + EPOCH)


def undecoded(text: str) -> bool:
    """Whether the text holds bytes that the file's encoding does not explain."""
    return not text.isascii() and _UNDECODED.search(text) is not None


def printable(text: str) -> str:
    """The text with every undecoded byte replaced, so that output is always valid UTF-8."""
    return text if text.isascii() else _UNDECODED.sub("\ufffd", text)


def parse(text: str, kind: AttributeType) -> Typed:
    """The typed value of a trimmed, non-empty cell; `UnreadableError` says what is wrong with it."""
    if undecoded(text):
        raise UnreadableError(NOT_UTF8)
    return _PARSERS[kind](text)


def shown(value: Typed, kind: AttributeType) -> Cell:
    """A value as receipts show it: dates as dates."""
    return day(int(value)) if kind == "date" else value


class Cells(dict[str, Typed | None]):
    """What a column keeps of its cells, by raw text; each distinct text is parsed once.

    Texts are kept as written, everything else typed; None is missing.
    """

    def __init__(self, kind: AttributeType, empty: Iterable[str]) -> None:
        super().__init__()
        self._kind = kind
        self._empty = {"", *empty}
        self.reasons: dict[str, str] = {}
        """Why a cell that is not empty is missing, by raw text."""

    def __missing__(self, raw: str) -> Typed | None:
        text = raw.strip()
        value: Typed | None = None
        if text not in self._empty:
            try:
                value = parse(text, self._kind)
                value = text if self._kind == "text" else value
            except UnreadableError as error:
                self.reasons[raw] = str(error)
        self[raw] = value
        return value

    def clear(self) -> None:
        """Forgets every text."""
        super().clear()
        self.reasons.clear()


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise UnreadableError("not an integer")
    digits = text.lstrip("+-").lstrip("0") or "0"
    value = int(digits) if len(digits) < 20 else MOST + 2
    value = -value if text[0] == "-" else value
    if not LEAST <= value <= MOST:
        raise UnreadableError("an integer beyond 64 bits")
    return value


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise UnreadableError("not a number")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise UnreadableError("a number beyond 64 bits")
    return value + 0.0


def _date(text: str) -> int:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return days(dt.date.fromisoformat(text))
    except ValueError:
        raise UnreadableError("not a date (YYYY-MM-DD)") from None


def _boolean(text: str) -> str:
    if text.lower() not in _BOOLEANS:
        raise UnreadableError("not a boolean (true or false, yes or no, y or n, 1 or 0)")
    return _BOOLEANS[text.lower()]


_PARSERS: Mapping[AttributeType, Callable[[str], Typed]] = {
    "integer": _integer,
    "number": _number,
    "text": fold,
    "boolean": _boolean,
    "date": _date,
}
