"""Overrides: `knowledge/overrides.yaml`, where people decide openly that another account segment applies.

An override never hides what the scorer computed. It holds up to and on its last day; one that lapsed, or that names an
account which is not there, is reported and changes nothing. Which day it is, is an input.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from assistant.domain.segments import Override
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, Problem, did_you_mean
from assistant.segmentation.model.schema import SegmentModel, Sentence
from assistant.segmentation.scoring.names import near
from assistant.segmentation.scoring.scored import ScoredLevel
from assistant.segmentation.tables.quarantine import Ids
from assistant.workspace import Loaded, Workspace

FILE = "overrides.yaml"
State = Literal["applied", "lapsed", "unmatched", "unfit"]


def _id(value: Any) -> Any:
    """Ids are text; YAML takes an unquoted one for a number or a day."""
    if type(value) not in (str, int, float, date) or not str(value).strip():
        raise ValueError("must be the id of an account")
    return str(value)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class OverrideEntry(Value):
    """One entry of `overrides.yaml`."""

    account: Annotated[str, PlainValidator(_id, json_schema_input_type=str | int)]
    """Id of the account."""
    segment: Sentence
    """Id of the account segment that applies."""
    reason: Sentence
    """Why, in a sentence; it stands in the receipt."""
    approved_by: Annotated[tuple[Sentence, ...], Field(min_length=1), BeforeValidator(_listed)]
    """Who answers for it: one name or several."""
    until: date | None = None
    """The last day on which it holds; without one it holds until it is removed."""


class OverridesFile(Value):
    """Shape of `overrides.yaml`."""

    overrides: tuple[OverrideEntry, ...] = ()
    """One entry for an account."""

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, data: Any) -> Any:
        return {"overrides": data} if isinstance(data, list) else data


class OverrideLine(Value):
    """What became of one entry on one day."""

    account: str
    """Id of the account, as the tables write it."""
    segment: str
    """The account segment that it asks for."""
    computed: str | None
    """The account segment that the scorer computed; None when there is no such account."""
    reason: str
    """Why."""
    approved_by: tuple[str, ...]
    """Who answers for it."""
    until: date | None
    """Its last day."""
    state: State
    """`applied`; `lapsed`: its last day is over; `unmatched`: no such account; `unfit`: the segment model has no such
    account segment."""
    place: str
    """File and line."""
    hint: str
    """What to do about one that does not apply; empty for one that does."""


@dataclass(frozen=True)
class Overrides:
    """The entries of a file with their places; ids as they are written, not as YAML reads them."""

    entries: tuple[tuple[Override, str], ...] = ()
    """Each with file and line."""
    fingerprint: str = ""
    """Of the file's bytes; empty without a file."""


def load_overrides(workspace: Workspace, model: SegmentModel, file: Path | None = None) -> Overrides:
    """Reads `overrides.yaml`, which may be absent; every problem of the file comes in one `FileProblemsError`."""
    path = file or workspace.knowledge / FILE
    if not path.exists():
        return Overrides()
    loaded = workspace.load(path, OverridesFile)
    ids = Ids(model.tables["accounts"].pad)
    listed = [(n, ids[_written(loaded, n, entry.account)], entry) for n, entry in enumerate(loaded.value.overrides)]
    problems = [*_unknown_segments(loaded, model), *_repeated(loaded, [account for _, account, _ in listed])]
    if problems:
        raise FileProblemsError(problems)
    places = (f"{loaded.file}:{loaded.lines.of(('overrides', n))}" for n, _, _ in listed)
    entries = (Override(**{**entry.model_dump(), "account": account}) for _, account, entry in listed)
    return Overrides(tuple(zip(entries, places, strict=True)), loaded.fingerprint)


def judge(overrides: Overrides, accounts: ScoredLevel, as_of: date) -> tuple[OverrideLine, ...]:
    """What becomes of each override on that day, in the order of the file."""
    known = [segment.id for segment in accounts.definition.segments]
    return tuple(_line(override, place, accounts, known, as_of) for override, place in overrides.entries)


def in_force(overrides: Overrides, lines: Iterable[OverrideLine]) -> dict[str, Override]:
    """The overrides that apply, by account."""
    applied = {line.account for line in lines if line.state == "applied"}
    return {override.account: override for override, _ in overrides.entries if override.account in applied}


def _line(override: Override, place: str, accounts: ScoredLevel, known: list[str], as_of: date) -> OverrideLine:
    position = accounts.position(override.account)
    what = f"{place}: the override of account `{override.account}` to `{override.segment}`"
    state: State = "applied"
    hint = ""
    if position is None:
        nearest = did_you_mean(override.account, near(override.account, accounts.keys))
        state, hint = "unmatched", f"{what} changes nothing: there is no such account.{nearest}"
    elif override.until is not None and override.until < as_of:
        state, hint = (
            "lapsed",
            f"{what} lapsed after {override.until}; the computed segment applies. Renew or remove it.",
        )
    elif override.segment not in known:
        state, hint = "unfit", f"{what} changes nothing: this segment model has no such account segment."
    computed = None if position is None else accounts.definition.segments[accounts.answer.segment[position]].id
    return OverrideLine(**override.model_dump(), computed=computed, state=state, place=place, hint=hint)


def _written(loaded: Loaded[OverridesFile], number: int, account: str) -> str:
    return loaded.lines.written(("overrides", number, "account")) or account


def _unknown_segments(loaded: Loaded[OverridesFile], model: SegmentModel) -> Iterable[Problem]:
    known = [segment.id for segment in model.account_segments]
    for number, entry in enumerate(loaded.value.overrides):
        if entry.segment not in known:
            nearest = did_you_mean(entry.segment, known) or f" There are {', '.join(f'`{k}`' for k in known)}."
            yield loaded.problem(
                ("overrides", number, "segment"), f"unknown account segment `{entry.segment}`.{nearest}"
            )


def _repeated(loaded: Loaded[OverridesFile], accounts: list[str]) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for number, account in enumerate(accounts):
        if account in first:
            line = loaded.lines.of(("overrides", first[account]))
            message = f"`{account}` has an override at line {line} already; keep one of them."
            yield loaded.problem(("overrides", number, "account"), message)
        first.setdefault(account, number)
