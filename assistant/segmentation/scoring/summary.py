"""The summary of a scoring: every row accounted for, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from assistant.domain.value import Value
from assistant.segmentation.scoring.overrides import OverrideLine


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


class OverrideCounts(Value):
    """Overrides of account segments."""

    applied: int
    """Those in force; where the scorer computed the same, they change nothing."""
    changed: int
    """Accounts whose applied segment is not the computed one."""
    lapsed: int
    """Those whose last day is over."""
    unmatched: int
    """Those for an account that is not there."""
    by_owner: dict[str, int]
    """Those in force by owner of the account; an empty name is an account without one."""


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
    overrides: OverrideCounts
    """What became of the overrides."""
    hints: list[str]
    """What the user should know or correct, in sentences."""


def count_overrides(lines: Iterable[OverrideLine], owners: Mapping[str, str]) -> OverrideCounts:
    """Counts of overrides; `owners` gives the owner of each account."""
    listed = tuple(lines)
    states = Counter(line.state for line in listed)
    applied = [line for line in listed if line.state == "applied"]
    by_owner = Counter(owners.get(line.account, "") for line in applied)
    return OverrideCounts(
        applied=len(applied),
        changed=sum(line.segment != line.computed for line in applied),
        lapsed=states["lapsed"],
        unmatched=states["unmatched"],
        by_owner=dict(sorted(by_owner.items())),
    )
