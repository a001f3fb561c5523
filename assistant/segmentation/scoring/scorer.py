"""The scorer: from the tables of a workspace to account segments and stakeholder segments for one day.

The same segment model, tables and day give the same scoring, byte for byte, on any engine and in any order of rows.
Nothing here reads a clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.domain.segments import Level
from assistant.segmentation.model.cells import days
from assistant.segmentation.model.compiler import compile_level
from assistant.segmentation.model.definitions import LevelDefinition
from assistant.segmentation.model.model import FILE as SEGMENTS
from assistant.segmentation.model.places import Place
from assistant.segmentation.model.roles import Roles
from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.model.sources import Source, sources
from assistant.segmentation.model.traits import traits
from assistant.segmentation.scoring.answers import FILE as ANSWERS
from assistant.segmentation.scoring.answers import Answers, Applied, apply
from assistant.segmentation.scoring.inputs import Inputs, live_inputs
from assistant.segmentation.scoring.overrides import FILE as OVERRIDES
from assistant.segmentation.scoring.overrides import in_force, judge
from assistant.segmentation.scoring.scored import Answer, ScoredLevel
from assistant.segmentation.scoring.scoring import Scoring
from assistant.segmentation.tables.columns import Column
from assistant.segmentation.tables.intake import Files, Intake, take_in
from assistant.segmentation.tables.joins import Joiner
from assistant.segmentation.tables.tables import TypedTable
from assistant.segmentation.tables.unmatched import padding_hints, unmatched_ids
from assistant.workspace import Workspace

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
    return score_inputs(live_inputs(workspace, tables), as_of=as_of, engine=engine, keep=keep)


def score_inputs(inputs: Inputs, *, as_of: date, engine: str = "pandas", keep: Sequence[str] = ()) -> Scoring:
    """Scores these inputs for that day; `keep` are columns of the accounts table to carry along."""
    loaded, model, today = inputs.model, inputs.model.value, days(as_of)
    wanted = {level: sources(model, level, today, Place()) for level in LEVELS}
    files = Files(inputs.workspace, inputs.tables)
    intake = take_in(loaded, files, [s for level in LEVELS for s in wanted[level]], keep)
    task = _Task(model, intake, today, engine, inputs.answers)
    computed = task.accounts(wanted["account"])
    overrides = judge(inputs.overrides, computed, as_of)
    accounts = replace(computed, overrides=in_force(inputs.overrides, overrides))
    stakeholders = task.stakeholders(wanted["stakeholder"], accounts)
    ids = unmatched_ids(model, intake.tables)
    return Scoring(
        model=loaded,
        as_of=as_of,
        run=_run(_hashes(inputs, intake), as_of),
        levels={"account": accounts, "stakeholder": stakeholders},
        rejected=tuple(sorted(row for table in intake.tables.values() for row in table.rejected)),
        problems=tuple(sorted({p for table in intake.tables.values() for p in table.problems}, key=lambda p: p[:6])),
        unmatched={name: len(missing) for name, missing in ids.items()},
        hints=(*intake.hints, *padding_hints(intake.tables, ids), *task.hints),
        inputs=inputs,
        hashes=_hashes(inputs, intake),
        overrides=overrides,
    )


class _Task:
    """One scoring under way."""

    def __init__(self, model: SegmentModel, intake: Intake, today: int, engine: str, answers: Answers) -> None:
        self._model, self._tables, self._today, self._engine = model, intake.tables, today, engine
        self._answers = answers
        self.hints: list[str] = []
        """Answers that could not be used."""

    def accounts(self, wanted: Sequence[Source]) -> ScoredLevel:
        """All accounts, scored."""
        table = self._tables["accounts"]
        applied = self._answered("account", self._attributes("account", wanted))
        attributes = applied.columns
        definition = compile_level(self._model, "account", Place())
        answer = self._answer(definition, attributes, len(table.keys))
        names = self._texts(table, self._model.tables["accounts"].name)
        return ScoredLevel(
            definition,
            table.keys,
            names,
            table.keys,
            [],
            table.texts,
            attributes,
            answer,
            answered=applied.answered,
        )

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

    def _answered(self, level: Level, columns: dict[str, Column]) -> Applied:
        """The columns with what people were told where they say nothing."""
        if not self._answers.entries:
            return Applied(columns)
        wanted = {answer.id for answer in self._answers.entries if answer.level == level}
        rows = {key: row for row, key in enumerate(self._tables[f"{level}s"].keys) if key in wanted}
        applied = apply(self._answers, level, rows, columns, traits(self._model, level))
        self.hints.extend(applied.hints)
        return applied

    def _answer(self, definition: LevelDefinition, attributes: Mapping[str, Column], count: int) -> Answer:
        from assistant.segmentation.scoring import engines

        return engines.run(definition, attributes, count, self._today, self._engine)

    def _texts(self, table: TypedTable, column: str | None) -> list[str]:
        return table.texts[column] if column else [""] * len(table.keys)


def _hashes(inputs: Inputs, intake: Intake) -> dict[str, str]:
    """Hashes of everything that was read: tables by name, the YAML files and the answers by theirs."""
    files = {SEGMENTS: inputs.model.fingerprint, OVERRIDES: inputs.overrides.fingerprint}
    files[ANSWERS] = inputs.answers.fingerprint
    return {**intake.hashes, **{name: hash for name, hash in files.items() if hash}}


def _run(hashes: Mapping[str, str], as_of: date) -> str:
    """The same inputs give the same id."""
    text = json.dumps([sorted(hashes.items()), as_of.isoformat()])
    return "r-" + hashlib.sha256(text.encode()).hexdigest()[:12]
