"""Answers: what somebody was told about an account or a stakeholder, as dated evidence beside the tables."""

from __future__ import annotations

from datetime import date

from assistant.domain.segments import Level
from assistant.domain.value import Value


class Answer(Value):
    """One answer to the question behind an attribute; the last one for an attribute holds."""

    level: Level
    """Whether an account or a stakeholder is meant."""
    id: str
    """Id of the account or stakeholder."""
    attribute: str
    """Name of the attribute."""
    value: str
    """The answer as a cell would hold it."""
    source: str
    """Where it comes from, such as `call 2026-11-20`."""
    by: str
    """Id of who recorded it, empty for the local user."""
    on: date
    """The day it was recorded."""
