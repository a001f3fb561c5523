"""The day that is meant, runs that are kept, who published them, and doubts that were recorded about an assignment."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.domain.value import Value

FOLDER = "runs"
"""Where runs are kept, below the state of a workspace."""


class Day(Value):
    """Which day is meant."""

    today: date
    """When the surface was asked."""
    wanted: date | None = None
    """The day that was set; None leaves it to the published run."""
    insisted: bool = False
    """The day was asked for in this very call, so it holds for the published run as well."""


class Run(Value):
    """One scoring whose inputs are kept, so that it answers the same whatever becomes of the tables."""

    id: str
    """Id of the run: the same inputs and day give the same id."""
    as_of: date
    """The day for which it holds."""
    segment_model: str
    """Fingerprint of the segment model."""
    hashes: dict[str, str]
    """Hashes of its inputs: of each table by name, of the YAML files by theirs."""
    files: dict[str, str]
    """Where each input lies below the run's folder, by the same names."""
    accounts: int
    """Accounts scored."""
    stakeholders: int
    """Stakeholders scored."""
    by_segment: dict[str, int]
    """Accounts by account segment."""


class Publication(Value):
    """One decision about which run everybody reads."""

    run: str | None
    """Id of the run; None: no run is published any more."""
    by: str
    """Id of the person, empty for the local user."""
    on: date
    """The day it was decided."""


class Dispute(Value):
    """A doubt about an account's segment, for sales operations to look at."""

    id: str
    """`d-1` and so on, in the order in which they came."""
    account: str
    """Id of the account."""
    segment: str
    """Id of the account segment that is doubted."""
    run: str
    """Id of the run that said so."""
    as_of: date
    """The day for which that run holds."""
    reason: str
    """The doubt, in the words of who has it."""
    by: str
    """Id of the person, empty for the local user."""
    on: date
    """The day it was recorded."""
    status: Literal["open", "resolved"] = "open"
    """Open until somebody answers."""
    note: str | None = None
    """The answer; None while it is open."""
    resolved_by: str | None = None
    """Who answered; None while it is open."""
    resolved_on: date | None = None
    """When; None while it is open."""
