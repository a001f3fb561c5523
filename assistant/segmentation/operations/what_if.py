"""What-if: two scorings of the same tables, usually under two segment models, side by side.

Everything is counted from the scorings that are given: what an asker may not see was taken out of both before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from assistant.domain.segments import Coverage
from assistant.domain.value import Value
from assistant.segmentation.model.cells import days, fold
from assistant.segmentation.operations.borders import Border, nearest
from assistant.segmentation.operations.moves import Change, Flow, Move, both, changes, coverage_counts, flows
from assistant.segmentation.receipts.receipts import assess
from assistant.segmentation.scoring.scoring import Scoring

COVERAGES: tuple[Coverage, ...] = get_args(Coverage)
MOST_NEAR = 10


class OwnerLoad(Value):
    """What one owner has to cover."""

    owner: str
    """Cell of the owner's column; empty for accounts without one."""
    coverage: dict[str, Change]
    """Accounts by coverage, before and after."""


class StakeholderMoves(Value):
    """Stakeholders whose stakeholder segment is another one."""

    moved: int
    """How many."""
    because_of_account: int
    """Those who would stay if their account's segment had stayed."""
    own: int
    """Those who move for reasons of their own."""
    from_to: tuple[Flow, ...]
    """Counts by pair of stakeholder segments."""


class WhatIf(Value):
    """What changes from one scoring to another."""

    moved: int
    """Accounts in another account segment."""
    from_to: tuple[Flow, ...]
    """Counts by pair of account segments, those that moved only."""
    coverage: dict[str, Change]
    """Accounts by coverage, before and after."""
    overview: tuple[Flow, ...]
    """Counts by pair of account segments, those that stay too."""
    owners: tuple[OwnerLoad, ...]
    """By owner, sorted; empty when no column says who owns an account."""
    nearest: tuple[Border, ...]
    """Accounts nearest to a border of the other segment model."""
    stakeholders: StakeholderMoves
    """Stakeholders who move."""
    only_before: int
    """Accounts that only the first scoring has."""
    only_after: int
    """Accounts that only the second one has."""


def what_if(before: Scoring, after: Scoring, owner: str | None) -> WhatIf:
    """Compares two scorings; `owner` is a column of the accounts table that both carried along."""
    old, new = before.levels["account"], after.levels["account"]
    pairs = list(both(old, new))
    moved = [move for move in pairs if move.before != move.after]
    return WhatIf(
        moved=len(moved),
        from_to=flows(moved),
        coverage=changes(coverage_counts(old), coverage_counts(new), COVERAGES),
        overview=flows(pairs),
        owners=tuple(_loads(before, after, owner)) if owner is not None else (),
        nearest=nearest(new, MOST_NEAR),
        stakeholders=_stakeholders(before, after, {move.id: move.before for move in moved}),
        only_before=len(old.keys) - len(pairs),
        only_after=len(new.keys) - len(pairs),
    )


def _loads(before: Scoring, after: Scoring, column: str) -> Iterator[OwnerLoad]:
    old, new = _by_owner(before, column), _by_owner(after, column)
    for owner in sorted(old.keys() | new.keys()):
        counted = changes(old.get(owner, Counter()), new.get(owner, Counter()), COVERAGES)
        yield OwnerLoad(owner=owner, coverage=counted)


def _by_owner(scoring: Scoring, column: str) -> dict[str, Counter[str]]:
    level = scoring.levels["account"]
    rows: dict[str, list[int]] = {}
    for row, (_, owner) in enumerate(scoring.owners(column)):
        rows.setdefault(owner, []).append(row)
    return {owner: coverage_counts(level, numbers) for owner, numbers in rows.items()}


def _stakeholders(before: Scoring, after: Scoring, was: dict[str, str]) -> StakeholderMoves:
    """`was` gives the account segment before of each account that moved."""
    people = both(before.levels["stakeholder"], after.levels["stakeholder"])
    moved = [move for move in people if move.before != move.after]
    because = sum(_because_of_account(after, move, was) for move in moved)
    return StakeholderMoves(
        moved=len(moved), because_of_account=because, own=len(moved) - because, from_to=flows(moved)
    )


def _because_of_account(after: Scoring, move: Move, was: dict[str, str]) -> bool:
    """Whether the stakeholder would stay if the account's segment were what it was."""
    level = after.levels["stakeholder"]
    row = level.position(move.id)
    if row is None or level.accounts[row] not in was:
        return False
    values = {**level.values(row), "account_segment": fold(was[level.accounts[row]])}
    return assess(level.definition, values, days(after.as_of)).segment.id == move.before
