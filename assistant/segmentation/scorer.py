"""The scorer: from the tables of a workspace to account segments and stakeholder segments for one day.

The same segment model, tables and day give the same scoring, byte for byte, on any engine and in any order of rows.
Nothing here reads a clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.domain.segments import Level
from assistant.segmentation.cells import days
from assistant.segmentation.columns import Column
from assistant.segmentation.compiler import compile_level
from assistant.segmentation.definitions import LevelDefinition
from assistant.segmentation.intake import Files, Intake, take_in
from assistant.segmentation.joins import Joiner
from assistant.segmentation.model import load_segment_model
from assistant.segmentation.places import Place
from assistant.segmentation.roles import Roles
from assistant.segmentation.schema import SegmentModel
from assistant.segmentation.scored import Answer, ScoredLevel
from assistant.segmentation.scoring import Scoring
from assistant.segmentation.sources import Source, sources
from assistant.segmentation.tables import TypedTable
from assistant.segmentation.unmatched import padding_hints, unmatched_ids
from assistant.workspace import Loaded, Workspace

LEVELS: tuple[Level, ...] = ("account", "stakeholder")


def score(
    workspace: Workspace,
    *,
    as_of: date,
    tables: Mapping[str, Path] | None = None,
    engine: str = "pandas",
    keep: Sequence[str] = (),
) -> Scoring:
    """Reads the segment model and its tables, and scores them.

    `tables` are files that stand in for those of the model; `keep` are columns of the accounts table to carry along.
    `ConfigurationError` for a wrong model, a missing file or column, `DataError` for a file that is no table.
    """
    loaded = load_segment_model(workspace)
    model, today = loaded.value, days(as_of)
    wanted = {level: sources(model, level, today, Place()) for level in LEVELS}
    intake = take_in(loaded, Files(workspace, tables or {}), [s for level in LEVELS for s in wanted[level]], keep)
    task = _Task(model, intake, today, engine)
    accounts = task.accounts(wanted["account"])
    stakeholders = task.stakeholders(wanted["stakeholder"], accounts)
    ids = unmatched_ids(model, intake.tables)
    return Scoring(
        model=loaded,
        as_of=as_of,
        run=_run(loaded, intake, as_of),
        levels={"account": accounts, "stakeholder": stakeholders},
        rejected=tuple(sorted(row for table in intake.tables.values() for row in table.rejected)),
        problems=tuple(sorted({p for table in intake.tables.values() for p in table.problems}, key=lambda p: p[:6])),
        unmatched={name: len(missing) for name, missing in ids.items()},
        hints=(*intake.hints, *padding_hints(intake.tables, ids)),
    )


class _Task:
    """One scoring under way."""

    def __init__(self, model: SegmentModel, intake: Intake, today: int, engine: str) -> None:
        self._model, self._tables, self._today, self._engine = model, intake.tables, today, engine

    def accounts(self, wanted: Sequence[Source]) -> ScoredLevel:
        """All accounts, scored."""
        table = self._tables["accounts"]
        attributes = self._attributes("account", wanted)
        definition = compile_level(self._model, "account", Place())
        answer = self._answer(definition, attributes, len(table.keys))
        names = self._texts(table, self._model.tables["accounts"].name)
        return ScoredLevel(definition, table.keys, names, table.keys, [], table.texts, attributes, answer)

    def stakeholders(self, wanted: Sequence[Source], accounts: ScoredLevel) -> ScoredLevel:
        """All stakeholders, scored; none when the model does not score them."""
        definition = compile_level(self._model, "stakeholder", Place())
        if self._model.stakeholders is None:
            return ScoredLevel(definition)
        table, columns = self._tables["stakeholders"], self._model.tables["stakeholders"]
        names, titles = self._texts(table, columns.name), self._texts(table, columns.title)
        roles = Roles(self._model.roles)
        positions = map(accounts.position, table.accounts)
        segments = [None if at is None else accounts.segment(at).id for at in positions]
        attributes = {
            **self._attributes("stakeholder", wanted),
            "account_segment": Column.of("text", segments),
            "role": Column.of("text", list(map(roles.of, titles))),
        }
        answer = self._answer(definition, attributes, len(table.keys))
        return ScoredLevel(definition, table.keys, names, table.accounts, titles, {}, attributes, answer)

    def _attributes(self, level: Level, wanted: Sequence[Source]) -> dict[str, Column]:
        joiner = Joiner(level, self._tables)
        return {source.attribute: joiner.column(source) for source in wanted}

    def _answer(self, definition: LevelDefinition, attributes: Mapping[str, Column], count: int) -> Answer:
        from assistant.segmentation import engines

        return engines.run(definition, attributes, count, self._today, self._engine)

    def _texts(self, table: TypedTable, column: str | None) -> list[str]:
        return table.texts[column] if column else [""] * len(table.keys)


def _run(loaded: Loaded[SegmentModel], intake: Intake, as_of: date) -> str:
    """The same inputs give the same id."""
    inputs = [loaded.fingerprint, sorted(intake.hashes.items()), as_of.isoformat()]
    return "r-" + hashlib.sha256(json.dumps(inputs).encode()).hexdigest()[:12]
