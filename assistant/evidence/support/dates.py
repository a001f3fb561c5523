"""Dates of a text: days, months, quarters and years in their usual notations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evidence.support.figure import Date, Figure

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = "(?P<mon>" + "|".join(name.title() for name in sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
# A bare number of four digits is a year after a preposition, or when nothing countable follows it.
_YEAR_PLACE = r"(?:(?<=[Ii]n )|(?<=ince )|(?<=rom )|(?<=til )|(?=\d{4}\b(?!\s*%|\s+(?:percent|[a-z]+s)\b)))"
_DATES = [
    re.compile(rf"\b{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\bQ(?P<q>[1-4])[\s-]*(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\b(?P<qw>first|second|third|fourth)\s+quarter\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|million|billion))"),
    re.compile(rf"(?<![\w.,$€£]){_YEAR_PLACE}{_YEAR}\b(?![,.]\d)"),
    re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ast|[Ff]or|[Tt]his)\s+(?P<mon>" + "|".join(
        name.title() for name in MONTHS if len(name) > 3 or name == "may") + r")\b"),
    re.compile(r"\bQ(?P<q>[1-4])\b"),
]  # fmt: skip
_MAY_HOLD = re.compile(r"(?:1[5-9]|20)\d\d|Q[1-4]|" + "|".join(sorted({name[:3].title() for name in MONTHS})))
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def dates(text: str) -> Iterator[Figure]:
    """Every date, those that are told most exactly first."""
    if not _MAY_HOLD.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Figure(0, 0, 0, "date", "", _date(match.groupdict()), match.start(), match.end(), match.group())


def _date(parts: dict[str, str | None]) -> Date:
    named = parts.get("mon")
    month = MONTHS[named.lower()] if named else _whole(parts.get("m"))
    quarter = _QUARTERS.get((parts.get("qw") or "").lower()) or _whole(parts.get("q"))
    return _whole(parts.get("y")), quarter or ((month - 1) // 3 + 1 if month else None), month, _whole(parts.get("d"))


def _whole(part: str | None) -> int | None:
    return int(part) if part else None
