"""The desk of sales operations: what everybody reads, what it is compared with, and who may see how much of it.

Everybody reads the published run; without one, the tables as they are. What does not exist for an asker is taken out of
a scoring before anything is counted, compared or found in it. The day is an input.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import access
from assistant.access import Asker
from assistant.domain.run import FOLDER, Day, Publication, Run
from assistant.errors import UnknownNameError, UsageError
from assistant.segmentation.model.model import load_segment_model
from assistant.segmentation.operations.coverage import CoverageReport, coverage
from assistant.segmentation.operations.run_diff import RunDiff, diff_runs
from assistant.segmentation.operations.what_if import WhatIf, what_if
from assistant.segmentation.scoring.inputs import live_inputs
from assistant.segmentation.scoring.scorer import score_inputs
from assistant.segmentation.scoring.scoring import Scoring
from assistant.workspace import Workspace

if TYPE_CHECKING:  # for annotations only: it loads a database, which only those need who have published
    from assistant.segmentation.operations.runs import Runs

LIVE, PUBLISHED = "live", "published"


@dataclass
class Desk:
    """The scorings of one workspace, each made once."""

    workspace: Workspace
    day: Day
    live: bool = False
    """Answer from the tables as they are, whatever is published."""
    _made: dict[tuple[str, date | None, tuple[str, ...]], Scoring] = field(default_factory=dict)
    _published: tuple[tuple[Run, Publication] | None, ...] = ()

    # WHAT EVERYBODY READS

    @property
    def as_of(self) -> date:
        """The day for which the tables are scored: the one that was set, else the published run's, else today."""
        published = self.published() if self.day.wanted is None else None
        return self.day.wanted or (published[0].as_of if published else self.day.today)

    def published(self) -> tuple[Run, Publication] | None:
        """The published run and who published it; None when there is none."""
        if not self._published:
            there = (self.workspace.state / FOLDER).is_dir()
            self._published = (self._runs().published() if there else None,)
        return self._published[0]

    def read(self, asker: Asker, *, owner: str | None = None) -> Scoring:
        """What everybody reads, less what the asker may not see; `owner` is a column to carry along."""
        return self._for(asker, self._reading(self._columns(owner)))

    def score(self, asker: Asker, *, tables: Mapping[str, Path] | None = None, engine: str = "pandas") -> Scoring:
        """The tables as they are, less what the asker may not see."""
        return self._for(asker, self._scored(tables or {}, engine))

    def answers_from(self) -> tuple[Run, Publication, date] | None:
        """The published run that `read` answers from, who published it, and the day; None for the tables as now."""
        published = None if self.live else self.published()
        return None if published is None else (*published, self._reading_day(published[0]))

    # PUBLISHING

    def require_everything(self, asker: Asker, what: str) -> None:
        """Refuses askers who see some accounts only what holds for everybody."""
        asker.require_accounts()
        if asker.rights != "all":
            raise UsageError(
                f"`{asker.id}` sees some accounts only and cannot {what}: it holds for everybody. "
                "Ask somebody with `accounts: all` in knowledge/team.yaml."
            )

    def publish(self, asker: Asker, scoring: Scoring) -> None:
        """Keeps everything that was scored, and makes it what everybody reads."""
        self.require_everything(asker, "publish a run")
        self._runs().publish(scoring, asker.id, self.day.today)
        self._published = ()

    def restore(self, asker: Asker, run: str) -> Run:
        """Makes a kept run what everybody reads."""
        self.require_everything(asker, "publish a run")
        self._published = ()
        return self._runs().restore(run, asker.id, self.day.today)

    def withdraw(self, asker: Asker) -> None:
        """Publishes nothing any more."""
        self.require_everything(asker, "withdraw the published run")
        self._published = ()
        self._runs().withdraw(asker.id, self.day.today)

    def runs(self, asker: Asker) -> tuple[tuple[Run, Publication], ...]:
        """Every kept run and the last decision that named it, newest first."""
        asker.require_accounts()
        return self._runs().listed()

    # WHAT MOVES

    def diff(self, asker: Asker, before: str, after: str) -> tuple[Scoring, Scoring, RunDiff]:
        """What moved between two runs; each is an id, `published`, or `live` for the tables as they are."""
        old, new = (self._for(asker, self._named(name)) for name in (before, after))
        return old, new, diff_runs(old, new)

    def compare(self, asker: Asker, file: Path, *, owner: str | None = None) -> tuple[Scoring, Scoring, WhatIf]:
        """What another segment model would change in what everybody reads."""
        column = self.owner_column(owner)
        keep = self._columns(column)
        base = self._reading(keep)
        model = load_segment_model(self.workspace, file)
        other = score_inputs(base.inputs.with_model(model), as_of=base.as_of, keep=keep)
        old, new = self._for(asker, base), self._for(asker, other)
        return old, new, what_if(old, new, _carried(old, column, owner))

    def coverage(self, asker: Asker, *, owner: str | None = None) -> tuple[Scoring, CoverageReport]:
        """How the accounts that everybody reads of are covered."""
        column = self.owner_column(owner)
        scoring = self.read(asker, owner=column)
        return scoring, coverage(scoring, _carried(scoring, column, owner))

    def owner_column(self, given: str | None = None) -> str | None:
        """The column that says who owns an account: the one given, else the one that most people's rights use."""
        people = access.team(self.workspace).people
        used = Counter(column for p in people if isinstance(p.accounts, dict) for column in p.accounts)
        return given or min(used, key=lambda column: (-used[column], column), default=None)

    def _columns(self, owner: str | None = None) -> tuple[str, ...]:
        """Columns that are carried along: those that rights use, and the owner's."""
        people = access.team(self.workspace).people
        rights = {column for p in people if isinstance(p.accounts, dict) for column in p.accounts}
        return tuple(sorted(rights | ({owner} if owner else set())))

    def _reading_day(self, run: Run) -> date:
        return self.day.wanted if self.day.insisted and self.day.wanted else run.as_of

    def _reading(self, keep: Sequence[str]) -> Scoring:
        published = None if self.live else self.published()
        if published is None:
            return self._once(LIVE, None, keep)
        return self._once(published[0].id, self._reading_day(published[0]), keep)

    def _named(self, name: str) -> Scoring:
        if name == LIVE:
            return self._once(LIVE, None, self._columns())
        published = self.published()
        if name == PUBLISHED and published is None:
            raise UnknownNameError("no run is published. `parlance score --publish` publishes one.")
        id = published[0].id if name == PUBLISHED and published else self._runs().get(name).id
        return self._once(id, None, self._columns())

    def _once(self, run: str, as_of: date | None, keep: Sequence[str]) -> Scoring:
        key = (run, as_of, tuple(keep))
        if key not in self._made:
            if run == LIVE:
                self._made[key] = score_inputs(live_inputs(self.workspace), as_of=self.as_of, keep=keep)
            else:
                runs = self._runs()
                self._made[key] = runs.scoring(runs.get(run), as_of=as_of, keep=keep)
        return self._made[key]

    def _scored(self, tables: Mapping[str, Path], engine: str) -> Scoring:
        if not tables and engine == "pandas":
            return self._once(LIVE, None, self._columns())
        inputs = live_inputs(self.workspace, tables)
        return score_inputs(inputs, as_of=self.as_of, engine=engine, keep=self._columns())

    def _for(self, asker: Asker, scoring: Scoring) -> Scoring:
        asker.require_accounts()
        return scoring.restricted(asker.visible(scoring.account_cells()))

    def _runs(self) -> Runs:
        from assistant.segmentation.operations.runs import Runs

        return Runs(self.workspace)


def _carried(scoring: Scoring, column: str | None, given: str | None) -> str | None:
    """The column when the table has it; an error when it was asked for and the table has not."""
    texts = scoring.levels["account"].texts
    if given is not None and given not in texts:
        model = scoring.model.value
        named = [a.column for a in model.accounts.attributes.values() if a.column and a.table is None]
        raise UnknownNameError.of("column of the accounts table", given, [*named, *texts])
    return column if column in texts else None
