"""Cell texts: the values of files that store types, written as a CSV file would give them.

Digits for integers, the shortest decimal number without an exponent for floats, true and false, ISO dates; a date with
a time at midnight is a date; nothing is empty. From there on such files are read like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

_MIDNIGHT = dt.time()


def written(value: Any) -> str:
    """The text of one value."""
    if value is None:
        return ""
    for kind, text in _TEXTS.items():
        if isinstance(value, kind):
            return text(value)
    return str(value)


def _moment(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return value.isoformat()


def _floating(value: float) -> str:
    return np.format_float_positional(value, trim="0")


_TEXTS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "true" if value else "false",
    int: str,
    float: _floating,
    np.floating: _floating,
    Decimal: lambda value: format(value, "f"),
    bytes: lambda value: value.decode("utf-8", "surrogateescape"),
    dt.date: _moment,
    dt.time: _moment,
}
"""By type; the first that fits."""
