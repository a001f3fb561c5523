"""The difference of two runs: which accounts moved, and whether data, segment model, overrides or date did it.

Each cause is tried alone: the first run is scored again with that one input of the second. A cause that takes an
account to where the second run has it did it; where no cause does so alone, several did it together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from pydantic import Field

from assistant.domain.value import Value
from assistant.errors import ParlanceError
from assistant.segmentation.operations.moves import Flow, Move, both, flows
from assistant.segmentation.scoring.inputs import Inputs
from assistant.segmentation.scoring.scored import ScoredLevel
from assistant.segmentation.scoring.scorer import score_inputs
from assistant.segmentation.scoring.scoring import Scoring

Cause = Literal["data", "segment_model", "overrides", "date"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
YAML_FILES = {"segments.yaml": "segment_model", "overrides.yaml": "overrides"}


class MovedAccount(Value):
    """An account that is in another account segment, and why."""

    id: str
    """Id of the account."""
    name: str
    """Name in the second run, or empty."""
    before: str = Field(serialization_alias="from")
    """Id of its account segment in the first run."""
    after: str = Field(serialization_alias="to")
    """Id of its account segment in the second run."""
    causes: tuple[Cause, ...]
    """Each cause that moves it alone; empty when several do so only together."""


class RunDiff(Value):
    """What moved between two runs."""

    changed: tuple[Cause, ...]
    """Inputs that differ at all."""
    tables: tuple[str, ...]
    """Tables whose bytes differ."""
    moved: int
    """Accounts in both runs that moved."""
    from_to: tuple[Flow, ...]
    """Counts by pair of account segments."""
    causes: dict[str, int]
    """Accounts that each cause moved alone, with `several` (each of several did) and `together` (none did alone)."""
    moves: tuple[MovedAccount, ...]
    """Each account that moved, sorted by id."""
    appeared: tuple[str, ...]
    """Ids of accounts that only the second run has."""
    gone: tuple[str, ...]
    """Ids of accounts that only the first run has."""
    stakeholders: tuple[Flow, ...]
    """Stakeholders who moved, by pair of stakeholder segments."""


@dataclass(frozen=True)
class _State:
    """What a run is computed from."""

    inputs: Inputs
    as_of: date


def diff_runs(before: Scoring, after: Scoring) -> RunDiff:
    """What moved from one run to another, for the accounts that both scorings still hold."""
    old, new = before.levels["account"], after.levels["account"]
    moved = [move for move in both(old, new) if move.before != move.after]
    changed = _changed(before, after)
    alone = {cause: _exchanged(before, after, cause) for cause in changed} if moved else {}
    moves = tuple(_moved(move, new, alone) for move in moved)
    people = both(before.levels["stakeholder"], after.levels["stakeholder"])
    return RunDiff(
        changed=changed,
        tables=_tables(before.hashes, after.hashes),
        moved=len(moved),
        from_to=flows(moved),
        causes=_counted(moves),
        moves=moves,
        appeared=tuple(key for key in new.keys if old.position(key) is None),
        gone=tuple(key for key in old.keys if new.position(key) is None),
        stakeholders=flows(move for move in people if move.before != move.after),
    )


def _changed(before: Scoring, after: Scoring) -> tuple[Cause, ...]:
    names = before.hashes.keys() | after.hashes.keys()
    differing = {YAML_FILES.get(name, "data") for name in names if before.hashes.get(name) != after.hashes.get(name)}
    if before.as_of != after.as_of:
        differing.add("date")
    return tuple(cause for cause in CAUSES if cause in differing)


def _tables(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    names = sorted((before.keys() | after.keys()) - YAML_FILES.keys())
    return tuple(name for name in names if before.get(name) != after.get(name))


def _exchanged(before: Scoring, after: Scoring, cause: Cause) -> ScoredLevel | None:
    """The accounts of the first run with one input of the second; None where the two do not fit together."""
    state = _EXCHANGES[cause](_State(before.inputs, before.as_of), _State(after.inputs, after.as_of))
    try:
        return score_inputs(state.inputs, as_of=state.as_of).levels["account"]
    except ParlanceError:
        return None


_EXCHANGES: Mapping[Cause, Callable[[_State, _State], _State]] = {
    "data": lambda old, new: replace(old, inputs=old.inputs.with_tables(new.inputs)),
    "segment_model": lambda old, new: replace(
        old, inputs=replace(new.inputs.with_tables(old.inputs), overrides=old.inputs.overrides)
    ),
    "overrides": lambda old, new: replace(old, inputs=replace(old.inputs, overrides=new.inputs.overrides)),
    "date": lambda old, new: replace(old, as_of=new.as_of),
}


def _moved(move: Move, accounts: ScoredLevel, alone: Mapping[Cause, ScoredLevel | None]) -> MovedAccount:
    causes = tuple(cause for cause, level in alone.items() if _segment(level, move.id) == move.after)
    row = accounts.position(move.id)
    name = "" if row is None else accounts.names[row]
    return MovedAccount(id=move.id, name=name, before=move.before, after=move.after, causes=causes)


def _segment(level: ScoredLevel | None, key: str) -> str | None:
    row = level.position(key) if level is not None else None
    return None if level is None or row is None else level.segment(row).id


def _counted(moves: Sequence[MovedAccount]) -> dict[str, int]:
    counts = Counter("together" if not m.causes else m.causes[0] if len(m.causes) == 1 else "several" for m in moves)
    return {name: counts[name] for name in (*CAUSES, "several", "together")}
