"""Figures of a claim, held against its quotes.

`12 %`, `12%` and `twelve percent` are one figure, `12 points` is another; `48-hour` is `48 hours`; `$1.2m` is 1,200,000
dollars; `Q3` and `COVID-19` are names and must stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    "percent": r"%|per\s?cent",
    "point": r"percentage\s+points?|pp|points?",
    "second": r"seconds?|secs?",
    "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?|h",
    "day": r"days?",
    "week": r"weeks?",
    "month": r"months?",
    "quarter": r"quarters?",
    "year": r"years?|yrs?",
    "times": r"times|x|[- ]?fold",
    "dollar": r"dollars?|usd",
    "euro": r"euros?|eur",
    "pound": r"pounds?|gbp",
}
_SIGNS = {"$": "dollar", "usd": "dollar", "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound"}
_SCALES = {"hundred": 100, "k": 1000, "thousand": 1000, "m": 10**6, "mn": 10**6, "million": 10**6}
_SCALES |= {"bn": 10**9, "billion": 10**9}
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_SMALL)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL))})"
_NAME = re.compile(r"\b[A-Z][A-Za-z]*-?\d[\w-]*|\b\d{4}-\d\d-\d\d\b")
_NUMBER = re.compile(
    rf"""(?P<sign>[$€£]|\b(?:usd|eur|gbp)\s)?\s?
    (?P<number>(?<![\w.])(?:\d{{1,3}}(?:[,\u00a0\u202f\u2009]\d{{3}})+|\d+)(?:\.\d+)?|\b{_WORD}\b)
    (?:[\s-]*(?P<scale>hundred|thousand|million|billion)\b|(?P<short>k|mn?|bn)\b)?
    (?:[\s-]*(?:{"|".join(f"(?P<{unit}>{forms})" for unit, forms in _UNITS.items())})(?!\w))?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class _Figure:
    value: Decimal
    unit: str
    """A key of the units, or empty."""
    written: str
    spelled: bool


def missing(text: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The figures of a text, as written there, that no quote states."""
    known = [figure for quote in quotes for figure in _figures(_NAME.sub(" ", quote))]
    names = [name for name in _NAME.findall(text) if not any(_stands(name, quote) for quote in quotes)]
    said = [figure for figure in _figures(_NAME.sub(" ", text)) if figure.unit or not figure.spelled]
    return (*names, *(figure.written for figure in said if not any(_states(other, figure) for other in known)))


def _states(known: _Figure, said: _Figure) -> bool:
    """A bare number in a quote may be the one of a list that ends with the unit (`24 and 48 hours`)."""
    listed = known.unit == "" and said.unit not in ("", "percent", *_SIGNS.values())
    return known.value == said.value and (known.unit == said.unit or listed)


def _stands(name: str, quote: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote, re.IGNORECASE) is not None


def _figures(text: str) -> Iterator[_Figure]:
    for match in _NUMBER.finditer(text):
        scale = match["scale"] or match["short"]
        value = _value(match["number"].lower()) * _SCALES.get((scale or "").lower(), 1)
        sign = (match["sign"] or "").strip().lower()
        unit = _SIGNS.get(sign) or next((unit for unit in _UNITS if match[unit]), "")
        spelled = match["number"][0].isalpha() and not scale
        yield _Figure(value, unit or _range_unit(text, match.end()), match.group().strip(), spelled)


def _range_unit(text: str, end: int) -> str:
    """The unit of the second figure in `10–15 %` or `10 to 15 %`, which holds for the first."""
    between = re.compile(r"\s*(?:[-–—]|to\b)\s*").match(text, end)
    second = None if between is None else _NUMBER.match(text, between.end())
    return "" if second is None else next((unit for unit in _UNITS if second[unit]), "")


def _value(number: str) -> Decimal:
    if number[0].isalpha():
        return Decimal(sum(_WORDS[part] for part in re.split("[- ]", number)))
    return Decimal(re.sub(r"[,\s]", "", number)).normalize()
