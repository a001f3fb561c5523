"""Coverage: who covers which accounts, where nobody who decides is known, and what reaches the accounts nobody covers.

An account is covered when people call on it: field or inside. `digital` accounts get digital channels instead, `none`
get nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.domain.segments import Coverage
from assistant.domain.value import Value
from assistant.segmentation.operations.moves import coverage_counts
from assistant.segmentation.operations.what_if import COVERAGES
from assistant.segmentation.scoring.scored import ScoredLevel
from assistant.segmentation.scoring.scoring import Scoring

COVERED: tuple[Coverage, ...] = ("field", "inside")


class OwnedAccounts(Value):
    """The accounts of one owner."""

    owner: str
    """Cell of the owner's column; empty for accounts without one."""
    accounts: int
    """How many."""
    by_coverage: dict[str, int]
    """How many by coverage."""


class CoveredAccount(Value):
    """A covered account that lacks something."""

    id: str
    """Id of the account."""
    name: str
    """Name, or empty."""
    segment: str
    """Id of its account segment."""
    coverage: str
    """Field or inside."""
    owner: str | None
    """Its owner; None when no column says so."""
    stakeholders: int
    """Stakeholders that are known there."""
    roles: tuple[str, ...]
    """Their roles, each once, sorted."""


class UncoveredAccount(Value):
    """An account that nobody calls on."""

    id: str
    """Id of the account."""
    name: str
    """Name, or empty."""
    segment: str
    """Id of its account segment."""
    channel: str
    """What it gets instead: digital, or none."""


class CoverageReport(Value):
    """How the accounts are covered."""

    by_coverage: dict[str, int]
    """Accounts by coverage, all four."""
    owner_column: str | None
    """The column of the accounts table that says who owns an account."""
    owners: tuple[OwnedAccounts, ...]
    """By owner, sorted; empty without such a column."""
    decision_roles: tuple[str, ...]
    """Roles that the segment model marks with `decides: true`."""
    without_decider: tuple[CoveredAccount, ...]
    """Covered accounts where nobody in a decision role is known; empty when no role is marked."""
    without_owner: tuple[CoveredAccount, ...]
    """Covered accounts whose owner is empty: nobody covers them in fact."""
    uncovered: tuple[UncoveredAccount, ...]
    """Accounts that nobody calls on."""


def coverage(scoring: Scoring, owner: str | None) -> CoverageReport:
    """How the accounts of a scoring are covered; `owner` is a column of the accounts table that it carries."""
    level = scoring.levels["account"]
    counts = coverage_counts(level)
    column = owner if owner in level.texts else None
    deciding = tuple(role.id for role in scoring.model.value.roles if role.decides)
    covered = list(_covered(scoring, column))
    return CoverageReport(
        by_coverage={name: counts[name] for name in COVERAGES},
        owner_column=column,
        owners=tuple(_owned(scoring, column)) if column else (),
        decision_roles=deciding,
        without_decider=tuple(a for a in covered if deciding and not set(a.roles) & set(deciding)),
        without_owner=tuple(account for account in covered if account.owner == ""),
        uncovered=tuple(_uncovered(level)),
    )


def _owned(scoring: Scoring, column: str) -> Iterator[OwnedAccounts]:
    rows: dict[str, list[int]] = {}
    for row, (_, owner) in enumerate(scoring.owners(column)):
        rows.setdefault(owner, []).append(row)
    for owner in sorted(rows):
        counts = coverage_counts(scoring.levels["account"], rows[owner])
        by_coverage = {name: counts[name] for name in COVERAGES}
        yield OwnedAccounts(owner=owner, accounts=len(rows[owner]), by_coverage=by_coverage)


def _covered(scoring: Scoring, column: str | None) -> Iterator[CoveredAccount]:
    level = scoring.levels["account"]
    roles = _roles(scoring.levels["stakeholder"])
    owners = level.texts[column] if column else None
    for row, key in enumerate(level.keys):
        segment = level.segment(row)
        if segment.coverage in COVERED:
            there = roles.get(key, Counter())
            yield CoveredAccount(
                id=key,
                name=level.names[row],
                segment=segment.id,
                coverage=segment.coverage,
                owner=owners[row] if owners is not None else None,
                stakeholders=there.total(),
                roles=tuple(sorted(there)),
            )


def _roles(people: ScoredLevel) -> dict[str, Counter[str]]:
    """Stakeholders by account and role."""
    found: dict[str, Counter[str]] = {}
    for row, account in enumerate(people.accounts):
        found.setdefault(account, Counter())[str(people.attributes["role"].cell(row))] += 1
    return found


def _uncovered(level: ScoredLevel) -> Iterator[UncoveredAccount]:
    for row, key in enumerate(level.keys):
        segment = level.segment(row)
        if segment.coverage not in COVERED:
            channel = segment.coverage or "none"
            yield UncoveredAccount(id=key, name=level.names[row], segment=segment.id, channel=channel)
