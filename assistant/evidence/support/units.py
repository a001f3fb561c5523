"""Units of measure with their factors, currencies, scales and numbers in words."""

from __future__ import annotations

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: float(value) for value, word in enumerate(ONES)} | {w: 10.0 * n for n, w in enumerate(TENS, start=2)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "€": "euro", "eur": "euro", "euro": "euro",
    "£": "pound", "gbp": "pound", "pound": "pound", "¥": "yen", "yen": "yen",
}  # fmt: skip
UNITS: dict[str, tuple[str, float]] = {
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
MEASURES = frozenset(kind for kind, _ in UNITS.values()) | frozenset(CURRENCIES.values())
"""Units that a source must share; any other unit is the noun that is counted."""
NUMERIC = MEASURES | {"date", "ordinal", ""}
"""Units that are no noun."""
