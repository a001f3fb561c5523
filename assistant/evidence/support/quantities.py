"""Figures, units and dates of a text in one form, and whether one text's figure is stated by another.

`12 %` and `twelve percent` are one figure, `12 points` is another; `$1.2M` is 1,200,000 dollars; `a fifth` is 20 %;
`about` and `nearly` allow rounding, `over` and `at most` are bounds, `10 to 20` is a range, and a year may be said of a
day in it. Every figure keeps its place and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence.support.lexicon import stem

Hedge = Literal["", "about", "over", "under", "least", "most", "within"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: float(value) for value, word in enumerate(_ONES)} | {w: 10.0 * n for n, w in enumerate(_TENS, start=2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
_CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "€": "euro", "eur": "euro", "euro": "euro",
    "£": "pound", "gbp": "pound", "pound": "pound", "¥": "yen", "yen": "yen",
}  # fmt: skip
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("percent", 1), "percent": ("percent", 1), "per cent": ("percent", 1), "pct": ("percent", 1),
    "percentage point": ("point", 1), "point": ("point", 1), "pp": ("point", 1), "bp": ("point", 0.01),
    "second": ("time", 1), "sec": ("time", 1), "s": ("time", 1), "minute": ("time", 60), "min": ("time", 60),
    "hour": ("time", 3600), "hr": ("time", 3600), "h": ("time", 3600), "day": ("time", 86400), "week": ("time", 604800),
    "ms": ("time", 0.001), "millisecond": ("time", 0.001),
    "month": ("months", 1), "quarter": ("months", 3), "year": ("months", 12), "yr": ("months", 12),
    "decade": ("months", 120), "fold": ("times", 1), "time": ("times", 1), "x": ("times", 1),
    "mg": ("gram", 1e-3), "g": ("gram", 1), "gram": ("gram", 1), "kg": ("gram", 1e3), "kilogram": ("gram", 1e3),
    "ton": ("gram", 1e6), "tonne": ("gram", 1e6), "mm": ("metre", 1e-3), "cm": ("metre", 1e-2), "metre": ("metre", 1),
    "meter": ("metre", 1), "km": ("metre", 1e3), "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3),
    "mile": ("mile", 1), "foot": ("foot", 1), "feet": ("foot", 1), "ft": ("foot", 1), "inch": ("inch", 1),
    "ml": ("litre", 1e-3), "litre": ("litre", 1), "liter": ("litre", 1), "gb": ("byte", 1e9), "mb": ("byte", 1e6),
    "tb": ("byte", 1e12),
}  # fmt: skip
MEASURES = frozenset(kind for kind, _ in _UNITS.values()) | frozenset(_CURRENCIES.values())
"""Units that a source must share; any other unit is the noun that is counted."""
NUMERIC = MEASURES | {"date", "ordinal", ""}
"""Units that are no noun."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_HEDGES: dict[str, Hedge] = {
    "about": "about", "around": "about", "approximately": "about", "roughly": "about", "nearly": "about",
    "almost": "about", "circa": "about", "some": "about", "close to": "about", "an estimated": "about", "~": "about",
    "over": "over", "more than": "over", "above": "over", "exceeding": "over", "greater than": "over", ">": "over",
    "under": "under", "less than": "under", "fewer than": "under", "below": "under", "<": "under",
    "at least": "least", "no less than": "least", "no fewer than": "least", "a minimum of": "least", "upwards of": "least",
    "at most": "most", "up to": "most", "no more than": "most", "not more than": "most", "within": "within",
    "as many as": "most", "as much as": "most",
}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_MULTIPLES = {"double": 2.0, "doubl": 2.0, "twice": 2.0, "twofold": 2.0, "tripl": 3.0, "trebl": 3.0, "threefold": 3.0, "halv": 0.5,
              "quadrupl": 4.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0}  # fmt: skip
_NO_NOUN = frozenset(
    "a an and as at but by for from if in into is it its not of on or out per than that the to was were are we with "
    "he she they who which had has have been when where so more less".split()
)

_MONTH = "(?P<mon>" + "|".join(name.title() for name in sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_DATES = [
    re.compile(rf"\b{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\bQ(?P<q>[1-4])[\s-]*(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\b(?P<qw>first|second|third|fourth)\s+quarter\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|million|billion))"),
    re.compile(rf"(?<![\w.,$€£])(?:(?<=[Ii]n )|(?<=ince )|(?<=rom )|(?<=til )|(?=\d{{4}}\b(?!\s*%|\s+(?:percent|[a-z]+s)\b))){_YEAR}\b(?![,.]\d)"),
    re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ast|[Ff]or|[Tt]his)\s+(?P<mon>" + "|".join(
        name.title() for name in _MONTHS if len(name) > 3 or name == "may") + r")\b"),
    re.compile(r"\bQ(?P<q>[1-4])\b"),
]  # fmt: skip
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WORDED = "(?:" + "|".join([*(f"{t}[- ](?:{'|'.join(_ONES[1:10])})" for t in _TENS), *_ONES[::-1], *_TENS]) + ")"
_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.?\d+"
_HEDGE = "|".join(re.escape(word) for word in sorted(_HEDGES, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion|dozen|(?-i:[kKmM]|mn|bn|[bB])(?!\w)"
_FIGURE = re.compile(
    rf"""(?:(?<![\w])(?P<hedge>{_HEDGE})\s*)?(?P<between>between\s+)?
    (?P<cur>us\$|[$€£¥]|\b(?:usd|eur|gbp)\s)?\s?
    (?P<num>(?<![\w.,])(?:{_DIGITS})|\b{_WORDED}\b|\ba(?=\ (?:dozen|hundred|thousand|million|billion)\b)|\bhalf\ a(?=\ (?:million|dozen)))
    (?P<ord>st|nd|rd|th)?
    (?:[\s-]?(?P<scale>{_SCALE}))?
    (?:\s?(?:(?(between)(?:and|-)|(?:to|-)))\s?(?:us\$|[$€£¥])?(?P<num2>{_DIGITS}|\b{_WORDED}\b)(?:[\s-]?(?P<scale2>{_SCALE}))?(?!\w*\.?\d))?
    (?:[\s-]*(?P<unit>%|percentage[ ]points?|per[ ]cent|[a-z]+))?""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARE = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE})\s+)?\b(?:(?P<top>a|one|two|three|four|{_DIGITS})[\s-](?P<part>half|third|quarter|fifth|tenth)s?\b(?=\s+(?:of|the|more|less|fewer|lower|higher|faster|slower)\b|[.,;)]|$)(?!\s+of\s+\d{{4}})"
    rf"|(?P<half>half)\s+(?:of|the|its|their|our)\b"
    rf"|(?P<some>{_WORDED}|\d+)\s+(?:in|out of)\s+(?:every\s+)?(?P<every>{_WORDED}|\d+)(?:\s+(?P<scale>million|thousand|hundred))?\b)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)\b|\btwice\b|\b(?:two|three|four|five|ten)fold\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number with its unit, or a date."""

    low: float
    """In the base of its unit (seconds, months, dollars); for a date 0."""
    high: float
    """Upper end of a range; equals `low` without one."""
    number: float
    """The lower number as written, whatever the unit."""
    unit: str
    """A measure, `date`, `ordinal`, or the stem of the noun that is counted; may be empty."""
    hedge: Hedge
    """How exact the text means it."""
    date: tuple[int | None, int | None, int | None, int | None]
    """Year, quarter, month, day."""
    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """As written."""


_NO_DATE = (None, None, None, None)


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure and date of a normal text, in the order of their places."""
    if not _MAY_HOLD.search(text):
        return ()
    found: list[Figure] = []
    for reader in (_dates, _shares, _multiples, _numbers):
        blanked = list(text)
        for figure in found:
            blanked[figure.start : figure.end] = "\0" * (figure.end - figure.start)
        found.extend(reader("".join(blanked), text))
    return tuple(sorted(found, key=lambda figure: figure.start))


_MAY_HOLD = re.compile(
    r"\d|\b(?:" + "|".join([*_ONES, *_TENS, *_MONTHS, "dozen", "hundred", "thousand", "million", "half", "third", "quarter",
                             "fifth", "tenth", "twice", r"\w+fold", r"doubl\w+", r"tripl\w+", r"trebl\w+", r"quadrupl\w+", r"halv\w+"]) + r")s?\b",
    re.IGNORECASE,
)  # fmt: skip


def states(known: Figure, said: Figure) -> bool:
    """Whether a text with the figure `known` states the figure `said`, its noun left aside."""
    if said.unit == "date" or known.unit == "date":
        return said.unit == known.unit and _covers(said.date, known.date)
    if not said.unit and known.unit != "ordinal" and said.number == known.number:
        return True
    if (said.unit in MEASURES or known.unit in MEASURES) and said.unit != known.unit:
        return False
    if (said.unit == "ordinal") != (known.unit == "ordinal"):
        return False
    return _within(known, said)


def stated_in_parts(known: Sequence[Figure], said: Figure) -> bool:
    """Whether several dates together state a date: the day and month in one, the year in another."""
    if said.unit != "date" or said.date[0] is None or said.date[1:] == (None, None, None):
        return False
    dates = [figure.date for figure in known if figure.unit == "date"]
    return any(date[0] == said.date[0] for date in dates) and any(_covers((None, *said.date[1:]), date) for date in dates)


def same_noun(known: Figure, said: Figure) -> bool:
    """Whether both count the same thing, or measure in the same unit."""
    return known.unit == said.unit


def _within(known: Figure, said: Figure) -> bool:
    if said.low != said.high:
        return said.low <= known.low and known.high <= said.high
    if said.hedge == "about":
        return abs(known.low - said.low) <= 0.06 * max(abs(said.low), 1e-9) and abs(
            known.high - said.low
        ) <= 0.06 * abs(said.low)
    if said.hedge in ("over", "least"):
        enough = known.low > said.low or (
            known.low == said.low and (said.hedge == "least" or known.hedge in ("over", "least"))
        )
        return known.hedge not in ("under", "most") and enough and known.low <= 1.5 * said.low
    if said.hedge in ("under", "most", "within"):
        little = known.high < said.low or (
            known.high == said.low and (said.hedge != "under" or known.hedge in ("under", "most"))
        )
        return known.hedge not in ("over", "least") and little and known.high >= 0.5 * said.low
    return known.low == known.high == said.low and known.hedge in ("", "about", "within")


def _covers(said: tuple[int | None, ...], known: tuple[int | None, ...]) -> bool:
    return all(part is None or part == other for part, other in zip(said, known, strict=True))


def _dates(_: str, text: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Figure(0, 0, 0, "date", "", _date(match.groupdict()), match.start(), match.end(), match.group())


def _date(parts: dict[str, str | None]) -> tuple[int | None, int | None, int | None, int | None]:
    named = parts.get("mon")
    month = _MONTHS[named.lower()] if named else _whole(parts.get("m"))
    quarter = _QUARTERS.get((parts.get("qw") or "").lower()) or _whole(parts.get("q"))
    return _whole(parts.get("y")), quarter or ((month - 1) // 3 + 1 if month else None), month, _whole(parts.get("d"))


def _whole(part: str | None) -> int | None:
    return int(part) if part else None


def _shares(blanked: str, text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(blanked):
        percent = _share(match)
        if percent is not None:
            hedge = _HEDGES.get((match["hedge"] or "").lower(), "about" if match["part"] == "third" else "")
            end = match.end("half") if match["half"] else match.end()
            yield _plain((percent, percent, percent), "percent", hedge, (match.start(), end), text)


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 50.0
    if match["part"]:
        return (1.0 if match["top"].lower() == "a" else _value(match["top"])) * _FRACTIONS[match["part"].lower()]
    whole = _value(match["every"]) * _SCALES.get((match["scale"] or "").lower(), 1.0)
    some = _value(match["some"])
    return 100 * some / whole if 0 < some <= whole else None


def _multiples(blanked: str, text: str) -> Iterator[Figure]:
    for match in _MULTIPLE.finditer(blanked):
        word = match.group().lower()
        value = next(value for start, value in _MULTIPLES.items() if word.startswith(start))
        yield _plain((value, value, value), "times", "", match.span(), text)


def _numbers(blanked: str, text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(blanked):
        unit, factor = _unit(match["cur"], match["unit"], ordinal=bool(match["ord"]))
        worded = match["num"].lower()
        if worded in ("one", "zero") and unit not in MEASURES and not match["scale"]:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.end("unit") if unit and not match["cur"] and match["unit"] else _number_end(match)
        hedge = _HEDGES.get((match["hedge"] or "").lower(), "")
        for low, high in _ends(match, factor, blanked[max(0, match.start() - 9) : match.start("num")].lower()):
            yield _plain((round(low, 6), round(high, 6), round(low / factor, 6)), unit, hedge, (start, end), text)


def _ends(match: re.Match[str], factor: float, before: str) -> list[tuple[float, float]]:
    """One range, or the two figures of `from 8 to 6`."""
    low = _value(match["num"]) * _SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1.0) * factor
    if not match["num2"]:
        return [(low, low)]
    high = _value(match["num2"]) * _SCALES.get((match["scale2"] or "").lower(), 1.0) * factor
    return [(low, low), (high, high)] if "from" in before or high < low else [(low, high)]


def _number_end(match: re.Match[str]) -> int:
    return max(match.end(group) for group in ("num", "ord", "scale", "num2", "scale2"))


def _plain(values: tuple[float, float, float], unit: str, hedge: Hedge, span: tuple[int, int], text: str) -> Figure:
    return Figure(*values, unit, hedge, _NO_DATE, span[0], span[1], text[span[0] : span[1]].strip())


def _value(word: str) -> float:
    word = word.lower()
    if word == "a":
        return 1.0
    if word.startswith("half"):
        return 0.5
    if word[0].isalpha():
        return sum(_VALUES[part] for part in re.split("[- ]", word))
    return float(word.replace(",", ""))


def _unit(currency: str | None, word: str | None, *, ordinal: bool) -> tuple[str, float]:
    if ordinal:
        return "ordinal", 1.0
    if currency and currency.strip():
        return _CURRENCIES[currency.strip().lower()], 1.0
    lowered = (word or "").lower()
    if not lowered or lowered in _NO_NOUN:
        return "", 1.0
    for form in (lowered, lowered.removesuffix("s")):
        if form in _CURRENCIES:
            return _CURRENCIES[form], 1.0
        if form in _UNITS:
            return _UNITS[form]
    return stem(lowered), 1.0
