"""The summary of a scoring: every row accounted for, in counts."""

from __future__ import annotations

from datetime import date

from assistant.domain.value import Value


class AccountCounts(Value):
    """Rows of the accounts table; read = accepted + rejected."""

    read: int
    """Rows that are not blank."""
    accepted: int
    """Accounts."""
    rejected: int
    """Rows without a usable key."""
    by_segment: dict[str, int]
    """Accounts by account segment, each segment of the model."""
    by_coverage: dict[str, int]
    """Accounts by coverage, each coverage of the model."""


class StakeholderCounts(Value):
    """Rows of the stakeholders table; read = accepted + rejected. All 0 when the model scores no stakeholders."""

    read: int
    """Rows that are not blank."""
    accepted: int
    """Stakeholders."""
    rejected: int
    """Rows without a usable key."""
    by_segment: dict[str, int]
    """Stakeholders by stakeholder segment, each segment of the model."""
    by_role: dict[str, int]
    """Stakeholders by role, each role of the model and `unknown`."""


class ScoringSummary(Value):
    """What one scoring came to."""

    segment_model: str
    """Fingerprint of the segment model."""
    as_of: date
    """The day for which it holds."""
    run: str
    """Id of the run: the same segment model, tables and day give the same id."""
    accounts: AccountCounts
    """Accounts."""
    stakeholders: StakeholderCounts
    """Stakeholders."""
    unmatched: dict[str, int]
    """By table with a link, the distinct ids that match nothing."""
    hints: list[str]
    """What the user should know or correct, in sentences."""
