"""Figures and dates of a text, in one form, so that they can be compared.

`12 %`, `12%` and `twelve percent` are the same figure, `12 points` is another; `$1.2M` is 1,200,000 dollars; a month
is less precise than a day in it and may be stated of it. Every figure keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_ONES = re.findall(
    r"\w+",
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""",
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}
_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "b": 10**9, "billion": 10**9,
    "hundred": 100, "dozen": 12,
}  # fmt: skip
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "usd": "dollar", "eur": "euro", "gbp": "pound"}
_CURRENCIES |= {"dollars": "dollar", "dollar": "dollar", "euros": "euro", "euro": "euro", "pounds": "pound"}
_UNITS = {
    "percentage point": "point", "percent": "percent", "per cent": "percent", "%": "percent", "point": "point",
    "pp": "point", "second": "second", "sec": "second", "minute": "minute", "min": "minute", "hour": "hour",
    "hr": "hour", "h": "hour", "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
    "fold": "times", "times": "times", "x": "times", "mg": "mg", "kg": "kg", "km": "km", "ms": "ms",
}  # fmt: skip
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(re.findall(r"\w+", _MONTH_NAMES), start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NO_NOUN = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at but by does for from had has have if in into is it its not of on or out per than that
        the to was we were will with""",
    )
)
_PARTICIPLE = re.compile(r"[a-z]{3,}(?<!e)ed")
"""What stands behind a number and is no noun of it: `ISO 27001 certified`, `5 completed calls`."""
_MONTH = "(?P<mon>" + "|".join(name.title() for name in sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = [
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH},?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"\bQ(?P<q>[1-4])[\s-]*(?P<y>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})\b(?!\s*(?:%|percent))"),
]
_WORD = "(?:" + "|".join([*(f"{t}[- ](?:{'|'.join(_ONES[1:10])})" for t in _TENS), *_ONES, *_TENS]) + ")"
_NUMBER = re.compile(
    rf"""(?P<cur>[$€£]|\b(?:USD|EUR|GBP)\s)?\s?
    (?P<sign>(?<![\w.)])[-−])?
    (?P<num>(?<![\w.])\d+(?:[,\u202f\u00a0]\d{{3}})+(?:\.\d+)?(?![\d])
      | (?<![\w])\d*\.?\d+
      | \b{_WORD}\b
      | \bhalf\ a(?=\ (?:million|dozen))
      | \ba(?=\ (?:dozen|hundred|thousand|million|billion)\b))
    (?:[ \t-]?(?P<scale>hundred|thousand|million|billion|dozen|(?-i:[kKM]|mn|bn|B)(?![\w])|(?(cur)m(?!\w)|(?!))))?
    (?:[ \t\u202f\u00a0-]*(?:(?:working|business|calendar|full|whole|consecutive)[ ])?
      (?P<unit>%|percentage[ ]points?|per[ ]?cent|[a-zA-Z]+))?""",
    re.IGNORECASE | re.VERBOSE,
)
_MAY_HOLD = re.compile(rf"\d|\b{_WORD}\b|\ba (?:dozen|hundred|thousand|million|billion)", re.IGNORECASE)
_MAY_DATE = re.compile(rf"(?:19|20)\d\d|{_MONTH}")
_LINE_END = re.compile(
    rf"""\n(?!\s*(?:[^\w\s]|\d|(?:{_WORD}|{"|".join(_MONTHS)}|usd|eur|gbp|half|an?|of|to|and|or|percent)\b))""",
    re.IGNORECASE,
)
"""Where no figure reaches beyond the end of a line: the next begins with no word of one."""
_RANGE = re.compile(r"\s*(?:[-–—]|to\b|and\b|or\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A number with its unit, or a date."""

    value: Decimal | tuple[int | None, int | None, int | None, int | None]
    """The number in units of one, or (year, quarter, month, day)."""
    unit: str
    """A measure (`percent`, `hour`, `dollar`), `date`, or the noun that follows in the singular; may be empty."""
    measured: bool
    """Whether the unit is a measure, which a source must share."""
    start: int
    """First character."""
    end: int
    """After the last character of the number and its unit."""
    text: str
    """As written."""


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure and date, in the order of their places."""
    if not _MAY_HOLD.search(text):
        return ()
    dates = list(_dates(text)) if _MAY_DATE.search(text) else []
    blanked = list(text)
    for date in dates:
        blanked[date.start : date.end] = "\0" * (date.end - date.start)
    return tuple(sorted([*dates, *_numbers("".join(blanked), text)], key=lambda figure: figure.start))


def figures_by_line(text: str) -> tuple[Figure, ...]:
    """The same for a text of many lines, with places within their lines: what texts have in common is read once."""
    return tuple(figure for line in _LINE_END.split(text) for figure in figures(line))


def stated(figure: Figure, source: str, known: tuple[Figure, ...]) -> bool:
    """Whether a source, whose figures are `known`, states that figure."""
    if figure.unit == "date":
        return any(other.unit == "date" and covers(figure.value, other.value) for other in known)
    same = [other for other in known if other.value == figure.value and other.unit != "date"]
    if figure.measured:
        return any(other.unit == figure.unit for other in same)
    if not same and _is_year(figure):
        return any(
            other.unit == "date" and covers((int(_number(figure)), None, None, None), other.value) for other in known
        )
    noun = not figure.unit or figure.unit in {other.unit for other in same} or _mentions(source, figure.unit)
    return noun and any(not other.measured or not figure.unit for other in same)


def _dates(text: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Figure(_date(match.groupdict()), "date", True, match.start(), match.end(), match.group())


def _date(parts: dict[str, str | None]) -> tuple[int | None, int | None, int | None, int | None]:
    month = _MONTHS[(parts["mon"] or "").lower()] if parts.get("mon") else parts.get("m")
    found = (parts.get("y"), parts.get("q"), month, parts.get("d"))
    year, quarter, month_number, day = (int(part) if part is not None else None for part in found)
    return year, quarter or ((month_number - 1) // 3 + 1 if month_number else None), month_number, day


def covers(said: object, known: object) -> bool:
    """Whether a date says no more than a known one."""
    if not isinstance(said, tuple) or not isinstance(known, tuple):
        return False
    return all(part is None or part == other for part, other in zip(said, known, strict=True))


def _numbers(blanked: str, text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(blanked):
        word = match["num"].lower()
        unit, measured = _unit(match["cur"], match["unit"])
        if not unit:
            unit, measured = _unit_of_range(blanked, match.end("scale" if match["scale"] else "num"))
        if word in ("one", "zero") and not measured and not match["scale"]:
            continue
        value = _value(word) * _SCALES.get((match["scale"] or "").lower(), 1)
        if match["sign"]:
            value = -value
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = (
            match.end("unit")
            if unit and match["unit"] and not match["cur"]
            else match.end("scale")
            if match["scale"]
            else match.end("num")
        )
        yield Figure(value, unit, measured, start, end, text[start:end])


def _value(word: str) -> Decimal:
    if word == "a":
        return Decimal(1)
    if word.startswith("half"):
        return Decimal("0.5")
    if word[0].isalpha():
        return Decimal(sum(_WORDS[part] for part in re.split("[- ]", word)))
    return Decimal(re.sub("[,\u202f\u00a0]", "", word)).normalize()


def _unit(currency: str | None, word: str | None) -> tuple[str, bool]:
    if currency and currency.strip():
        return _CURRENCIES[currency.strip().lower()], True
    lowered = (word or "").lower()
    if lowered in _NO_NOUN or _PARTICIPLE.fullmatch(lowered):
        return "", False
    if lowered in _CURRENCIES:
        return _CURRENCIES[lowered], True
    for form in (lowered, lowered.removesuffix("s"), lowered.replace("per cent", "percent")):
        if form in _UNITS:
            return _UNITS[form], True
    return singular(lowered), False


def _unit_of_range(text: str, end: int) -> tuple[str, bool]:
    """The measure of the second figure in `10–15 %` or `24 and 48 hours`, which holds for the first."""
    between = _RANGE.match(text, end)
    second = _NUMBER.match(text, between.end()) if between else None
    unit, measured = _unit(second["cur"], second["unit"]) if second else ("", False)
    return (unit, True) if measured else ("", False)


def singular(word: str) -> str:
    """The singular of a regular English noun."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _mentions(source: str, noun: str) -> bool:
    return any(noun in _nouns(line) for line in source.split("\n"))


@lru_cache(maxsize=20_000)
def _nouns(line: str) -> frozenset[str]:
    return frozenset(singular(word) for word in re.findall(r"[a-z]+", line.lower()))


def _number(figure: Figure) -> Decimal:
    return figure.value if isinstance(figure.value, Decimal) else Decimal(0)


def _is_year(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure.text.split()[0]))
