"""Figures, units and dates of a text in one form.

`12 %` and `twelve percent` are one figure, `12 points` is another; `$1.2M` is 1,200,000 dollars; `a fifth` is 20 %;
`doubled` is two times. Every figure keeps its place and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evidence.support.dates import MONTHS, dates
from assistant.evidence.support.figure import NO_DATE, Figure, Hedge
from assistant.evidence.support.lexicon import stem
from assistant.evidence.support.units import CURRENCIES, MEASURES, ONES, SCALES, TENS, UNITS, VALUES

_HEDGES: dict[str, Hedge] = {
    "about": "about", "around": "about", "approximately": "about", "roughly": "about", "nearly": "about",
    "almost": "about", "circa": "about", "some": "about", "close to": "about", "an estimated": "about", "~": "about",
    "over": "over", "more than": "over", "above": "over", "exceeding": "over", "greater than": "over", ">": "over",
    "under": "under", "less than": "under", "fewer than": "under", "below": "under", "<": "under",
    "at least": "least", "no less than": "least", "no fewer than": "least", "a minimum of": "least",
    "upwards of": "least",
    "at most": "most", "up to": "most", "no more than": "most", "not more than": "most", "within": "within",
    "as many as": "most", "as much as": "most",
}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_MULTIPLES = {
    "doubl": 2.0, "twice": 2.0, "twofold": 2.0, "tripl": 3.0, "trebl": 3.0, "threefold": 3.0, "halv": 0.5,
    "quadrupl": 4.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0,
}  # fmt: skip
_NO_NOUN = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "out",
        "per",
        "than",
        "that",
        "the",
        "to",
        "was",
        "were",
        "are",
        "we",
        "with",
        "he",
        "she",
        "they",
        "who",
        "which",
        "had",
        "has",
        "have",
        "been",
        "when",
        "where",
        "so",
        "more",
        "less",
    ]
)

_WORDED = "(?:" + "|".join([*(f"{t}[-\\s](?:{'|'.join(ONES[1:10])})" for t in TENS), *ONES[::-1], *TENS]) + ")"
_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.?\d+"
_HEDGE = "|".join(re.escape(word) for word in sorted(_HEDGES, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion|dozen|(?-i:[kKmM]|mn|bn|[bB])(?!\w)"
_FIGURE = re.compile(
    rf"""(?:(?<![\w])(?P<hedge>{_HEDGE})\s*)?(?P<between>between\s+)?
    (?P<cur>us\$|[$€£¥]|\b(?:usd|eur|gbp)\s)?\s?
    (?P<num>(?<![\w.,])(?:{_DIGITS})|\b{_WORDED}\b
        |\ba(?=\ (?:dozen|hundred|thousand|million|billion)\b)|\bhalf\ a(?=\ (?:million|dozen)))
    (?P<ord>st|nd|rd|th)?
    (?:[\s-]?(?P<scale>{_SCALE}))?
    (?:\s?(?:(?(between)(?:and|-)|(?:to|-)))\s?(?:us\$|[$€£¥])?(?P<num2>{_DIGITS}|\b{_WORDED}\b)(?:[\s-]?(?P<scale2>{_SCALE}))?(?!\w*\.?\d))?
    (?:[\s-]*(?P<unit>%|percentage[ ]points?|per[ ]cent|[a-z]+))?""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_WHAT = r"(?=\s+(?:of|the|more|less|fewer|lower|higher|faster|slower)\b|[.,;)]|$)(?!\s+of\s+\d{4})"
_SHARE = re.compile(
    rf"""(?:\b(?P<hedge>{_HEDGE})\s+)?\b
    (?:(?P<top>a|one|two|three|four|{_DIGITS})[\s-](?P<part>half|third|quarter|fifth|tenth)s?\b{_OF_WHAT}
    |(?P<half>half)\s+(?:of|the|its|their|our)\b
    |(?P<some>{_WORDED}|\d+)\s+(?:in|out\ of)\s+(?:every\s+)?(?P<every>{_WORDED}|\d+)
        (?:\s+(?P<scale>million|thousand|hundred))?\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_MULTIPLE = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)\b|\btwice\b|\b(?:two|three|four|five|ten)fold\b",
    re.IGNORECASE,
)


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure and date of a normal text, in the order of their places."""
    if not _MAY_HOLD.search(text):
        return ()
    found = list(dates(text))
    for reader in (_shares, _multiples, _numbers):
        blanked = list(text)
        for figure in found:
            blanked[figure.start : figure.end] = "\0" * (figure.end - figure.start)
        found.extend(reader("".join(blanked), text))
    return tuple(sorted(found, key=lambda figure: figure.start))


_HOLDERS = (
    *ONES, *TENS, *MONTHS, "dozen", "hundred", "thousand", "million", "half", "third", "quarter", "fifth", "tenth",
    "twice", r"\w+fold", r"doubl\w+", r"tripl\w+", r"trebl\w+", r"quadrupl\w+", r"halv\w+",
)  # fmt: skip
_MAY_HOLD = re.compile(rf"\d|\b(?:{'|'.join(_HOLDERS)})s?\b", re.IGNORECASE)


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
    whole = _value(match["every"]) * SCALES.get((match["scale"] or "").lower(), 1.0)
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
    low = _value(match["num"]) * SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1.0) * factor
    if not match["num2"]:
        return [(low, low)]
    high = _value(match["num2"]) * SCALES.get((match["scale2"] or "").lower(), 1.0) * factor
    return [(low, low), (high, high)] if "from" in before or high < low else [(low, high)]


def _number_end(match: re.Match[str]) -> int:
    return max(match.end(group) for group in ("num", "ord", "scale", "num2", "scale2"))


def _plain(values: tuple[float, float, float], unit: str, hedge: Hedge, span: tuple[int, int], text: str) -> Figure:
    return Figure(*values, unit, hedge, NO_DATE, span[0], span[1], text[span[0] : span[1]].strip())


def _value(word: str) -> float:
    word = word.lower()
    if word == "a":
        return 1.0
    if word.startswith("half"):
        return 0.5
    if word[0].isalpha():
        return sum(VALUES[part] for part in re.split("[- ]", word))
    return float(word.replace(",", ""))


def _unit(currency: str | None, word: str | None, *, ordinal: bool) -> tuple[str, float]:
    if ordinal:
        return "ordinal", 1.0
    if currency and currency.strip():
        return CURRENCIES[currency.strip().lower()], 1.0
    lowered = (word or "").lower()
    if not lowered or lowered in _NO_NOUN:
        return "", 1.0
    for form in (lowered, lowered.removesuffix("s")):
        if form in CURRENCIES:
            return CURRENCIES[form], 1.0
        if form in UNITS:
            return UNITS[form]
    return stem(lowered), 1.0
