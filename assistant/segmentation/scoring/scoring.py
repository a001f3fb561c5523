"""Scoring: what the scorer says of a workspace's tables on one day, for whoever asks.

Receipts come from the definitions that were scored, so their sums are the scores. Only `write` writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.access import Visible
from assistant.domain.segments import Account, Level, Receipt, Stakeholder
from assistant.errors import UnknownNameError
from assistant.segmentation.model.definitions import UNKNOWN_ROLE
from assistant.segmentation.model.schema import SegmentModel, Table
from assistant.segmentation.model.traits import Traits, traits
from assistant.segmentation.receipts.subject import Subject
from assistant.segmentation.scoring import names, output
from assistant.segmentation.scoring.inputs import Inputs
from assistant.segmentation.scoring.overrides import OverrideLine
from assistant.segmentation.scoring.scored import Lazily, ScoredLevel
from assistant.segmentation.scoring.summary import AccountCounts, ScoringSummary, StakeholderCounts, count_overrides
from assistant.segmentation.tables.quarantine import ProblemCell, RejectedRow
from assistant.workspace import Loaded


@dataclass(frozen=True)
class Scoring:
    """What the scorer says of every account and stakeholder that exists for an asker."""

    model: Loaded[SegmentModel]
    as_of: date
    run: str
    """Id of the run, made from the segment model, the tables' bytes and the day."""
    levels: Mapping[Level, ScoredLevel]
    rejected: tuple[RejectedRow, ...]
    problems: tuple[ProblemCell, ...]
    unmatched: Mapping[str, int]
    hints: tuple[str, ...]
    inputs: Inputs
    """What was scored."""
    hashes: Mapping[str, str]
    """Hashes of the inputs: SHA-256 of each table by name, fingerprints of the YAML files by theirs."""
    overrides: tuple[OverrideLine, ...] = ()
    """What became of each override."""

    def accounts(self) -> Sequence[Account]:
        """All accounts, sorted by id; each is made when it is looked at."""
        return Lazily(len(self.levels["account"].keys), self._account)

    def stakeholders(self) -> Sequence[Stakeholder]:
        """All stakeholders, sorted by id; each is made when it is looked at."""
        return Lazily(len(self.levels["stakeholder"].keys), self._stakeholder)

    @cached_property
    def account_of(self) -> Mapping[str, Account]:
        """Every account by id; made once, for who looks at many."""
        return {account.id: account for account in self.accounts()}

    @cached_property
    def people_at(self) -> Mapping[str, tuple[Stakeholder, ...]]:
        """The stakeholders of each account, sorted by id; made once."""
        found: dict[str, list[Stakeholder]] = {}
        for person in self.everybody:
            found.setdefault(person.account, []).append(person)
        return {account: tuple(people) for account, people in found.items()}

    @cached_property
    def everybody(self) -> tuple[Stakeholder, ...]:
        """All stakeholders, sorted by id; made once."""
        return tuple(self.stakeholders())

    def account_cells(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Each account's id with its cells of the columns to keep; a column that the table lacks is left out."""
        scored = self.levels["account"]
        for position, key in enumerate(scored.keys):
            yield key, {column: values[position] for column, values in scored.texts.items()}

    def owners(self, column: str | None) -> Iterator[tuple[str, str]]:
        """Each account's id with its cell of a column that was carried along; empty texts without such a column."""
        scored = self.levels["account"]
        yield from zip(scored.keys, scored.texts.get(column or "", [""] * len(scored.keys)), strict=True)

    def restricted(self, visible: Visible) -> Scoring:
        """Only what exists for an asker; counts follow."""
        if visible.ids is None:
            return self
        levels: dict[Level, ScoredLevel] = {level: s.where(visible.allows) for level, s in self.levels.items()}
        people = set(levels["stakeholder"].keys)
        problems = (
            p for p in self.problems if (visible.allows(p.account) if p.account is not None else p.key in people)
        )
        return replace(
            self,
            levels=levels,
            rejected=tuple(row for row in self.rejected if visible.allows(row.account)),
            problems=tuple(problems),
            unmatched=dict.fromkeys(self.unmatched, 0),
            hints=(),
            overrides=tuple(line for line in self.overrides if visible.allows(line.account)),
        )

    def find(self, name: str) -> tuple[Level, str]:
        """The level and id of an account or stakeholder, by id or name."""
        return names.find(name, self.levels)

    def find_account(self, name: str) -> str:
        """The id of an account, by id or name."""
        return names.find(name, {"account": self.levels["account"]})[1]

    def receipt(self, level: Level, id: str) -> Receipt:
        """The computation behind one assignment; `UnknownNameError` when there is no such id."""
        return self.subject(level, id).receipt()

    def subject(self, level: Level, id: str) -> Subject:
        """Everything that one segment is computed from; `UnknownNameError` when there is no such id."""
        scored = self.levels[level]
        position = scored.position(id)
        if position is None:
            raise UnknownNameError.of(level, id, names.near(id, scored.keys))
        person = self._stakeholder(position) if level == "stakeholder" else None
        return replace(
            self.lead(level),
            id=id,
            name=scored.names[position],
            values=scored.values(position),
            cells=scored.cells(position),
            answered=scored.answered.get(id, {}),
            role=person.role if person else None,
            account=person.account if person else None,
            override=scored.overrides.get(id),
        )

    def lead(self, level: Level = "account") -> Subject:
        """Somebody who is in no table: nothing is known, and no rows are there to count."""
        known = self._traits[level]
        values = {name: 0 if traits.counted else None for name, traits in known.items()}
        definition = self.levels[level].definition
        return Subject(level, "", "", definition, known, values, values, self.as_of, self.model.fingerprint)

    def segment_names(self, level: Level) -> dict[str, str]:
        """The display names of a level's segments, by id."""
        model = self.model.value
        segments = model.account_segments if level == "account" else model.stakeholder_segments
        return {segment.id: segment.name for segment in segments}

    @cached_property
    def _traits(self) -> dict[Level, dict[str, Traits]]:
        return {level: traits(self.model.value, level) for level in self.levels}

    def summary(self, owner: str | None = None) -> ScoringSummary:
        """Every row accounted for, in counts; `owner` is the column by which overrides are counted."""
        accounts, stakeholders = self.levels["account"], self.levels["stakeholder"]
        by_segment = accounts.by_segment()
        by_coverage: Counter[str] = Counter()
        for segment in self.model.value.account_segments:
            by_coverage[segment.coverage] += by_segment[segment.id]
        roles = Counter(stakeholders.attributes["role"].values) if stakeholders.keys else Counter()
        known = (*(role.id for role in self.model.value.roles), UNKNOWN_ROLE)
        return ScoringSummary(
            segment_model=self.model.fingerprint,
            as_of=self.as_of,
            run=self.run,
            accounts=AccountCounts(**self._counts("account"), by_segment=by_segment, by_coverage=dict(by_coverage)),
            stakeholders=StakeholderCounts(
                **self._counts("stakeholder"),
                by_segment=stakeholders.by_segment(),
                by_role={role: roles[role] for role in known} if self.model.value.stakeholders else {},
            ),
            unmatched=dict(self.unmatched),
            overrides=count_overrides(self.overrides, dict(self.owners(owner))),
            hints=[*self.hints, *self._unread(), *(line.hint for line in self.overrides if line.hint)],
        )

    def _unread(self) -> Iterator[str]:
        """How many cells nobody could read."""
        if self.problems:
            cells = "1 cell" if len(self.problems) == 1 else f"{len(self.problems):,} cells"
            yield f"{cells} could not be read and count as missing, each with its reason in problems.csv"

    def write(self, out: Path, *, spreadsheet: bool = False) -> list[Path]:
        """Writes accounts, stakeholders, rejected rows and problem cells as CSV files into a folder, which is made.

        With `spreadsheet` no cell can be a formula. `StoreError` when the folder cannot be written.
        """
        accounts = self.model.value.tables["accounts"]
        people = self.model.value.tables.get("stakeholders", Table(file="-"))
        key, link = people.key or "stakeholder_id", people.account or "account_id"
        files = {
            "accounts.csv": output.account_rows(self.levels["account"], accounts.key or ""),
            "stakeholders.csv": output.stakeholder_rows(self.levels["stakeholder"], key, link),
            "rejected.csv": output.rejected_rows(self.rejected),
            "problems.csv": output.problem_rows(self.problems),
        }
        return output.write_files(out, files, spreadsheet=spreadsheet)

    def _counts(self, level: Level) -> dict[str, int]:
        accepted = len(self.levels[level].keys)
        rejected = sum(row.table == f"{level}s" for row in self.rejected)
        return {"read": accepted + rejected, "accepted": accepted, "rejected": rejected}

    def _account(self, position: int) -> Account:
        scored = self.levels["account"]
        segment = scored.segment(position)
        return Account(
            id=scored.keys[position],
            name=scored.names[position],
            segment=segment.id,
            coverage=segment.coverage or "none",
        )

    def _stakeholder(self, position: int) -> Stakeholder:
        scored = self.levels["stakeholder"]
        return Stakeholder(
            id=scored.keys[position],
            name=scored.names[position],
            account=scored.accounts[position],
            title=scored.titles[position],
            role=str(scored.attributes["role"].cell(position)),
            segment=scored.segment(position).id,
        )
