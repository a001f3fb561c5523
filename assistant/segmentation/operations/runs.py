"""Runs: the one that everybody reads, those that were read before, and the tables as they are now.

A kept run is scored again from its own copy of every input, so that it answers the same whatever becomes of the tables;
a copy that is no longer what was published is refused. No day is looked up here: callers say which day it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain.run import FOLDER, Publication, Run
from assistant.errors import StoreError
from assistant.segmentation.model.model import FILE as SEGMENTS
from assistant.segmentation.model.model import load_segment_model
from assistant.segmentation.scoring.answers import FILE as ANSWERS
from assistant.segmentation.scoring.answers import Answers, read_answers
from assistant.segmentation.scoring.inputs import Inputs
from assistant.segmentation.scoring.overrides import FILE as OVERRIDES
from assistant.segmentation.scoring.overrides import Overrides, load_overrides
from assistant.segmentation.scoring.scorer import score_inputs
from assistant.segmentation.scoring.scoring import Scoring
from assistant.store import KeptRuns, Part
from assistant.workspace import Workspace


class Runs:
    """The runs of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._kept = KeptRuns(workspace.state / FOLDER)

    def published(self) -> tuple[Run, Publication] | None:
        """The run that everybody reads, and who published it; None when there is none."""
        publication = self._kept.published()
        if publication is None or publication.run is None:
            return None
        return self._kept.get(publication.run), publication

    def listed(self) -> tuple[tuple[Run, Publication], ...]:
        """Every kept run with the last decision that named it, the newest decision first."""
        last = {publication.run: publication for publication in self._kept.history()}
        order = [publication.run for publication in reversed(self._kept.history())]
        runs = [run for run in self._kept.all() if run.id in last]
        return tuple((run, last[run.id]) for run in sorted(runs, key=lambda run: order.index(run.id)))

    def get(self, id: str) -> Run:
        """The kept run of that id, or of its beginning; `UnknownNameError` otherwise."""
        return self._kept.get(id)

    def scoring(self, run: Run, *, as_of: date | None = None, keep: Sequence[str] = ()) -> Scoring:
        """A kept run, scored from its copies for its own day or another; `StoreError` when a copy is damaged."""
        scoring = score_inputs(self._inputs(run), as_of=as_of or run.as_of, keep=keep)
        if scoring.hashes != run.hashes:
            changed = sorted(name for name, hash in run.hashes.items() if scoring.hashes.get(name) != hash)
            raise StoreError(
                f"run {run.id}: its copy of {', '.join(changed)} is not what was published. Restore "
                f".parlance/{FOLDER}/{run.id} from a copy, or publish another run (`parlance runs`)."
            )
        return scoring

    def publish(self, scoring: Scoring, by: str, on: date) -> Run:
        """Keeps everything that was scored, then makes it what everybody reads."""
        parts = dict(_parts(scoring))
        summary = scoring.summary()
        run = Run(
            id=scoring.run,
            as_of=scoring.as_of,
            segment_model=scoring.model.fingerprint,
            hashes=dict(scoring.hashes),
            files={name: part.name for name, part in parts.items()},
            accounts=summary.accounts.accepted,
            stakeholders=summary.stakeholders.accepted,
            by_segment=summary.accounts.by_segment,
        )
        self._workspace.writable_state(FOLDER)
        self._kept.keep(run, parts)
        self._kept.publish(Publication(run=run.id, by=by, on=on))
        return run

    def restore(self, id: str, by: str, on: date) -> Run:
        """Makes a kept run what everybody reads, after it was scored again from its copies."""
        run = self._kept.get(id)
        self.scoring(run)
        self._workspace.writable_state(FOLDER)
        self._kept.publish(Publication(run=run.id, by=by, on=on))
        return run

    def withdraw(self, by: str, on: date) -> None:
        """From now on no run is published: everybody reads the tables as they are."""
        self._workspace.writable_state(FOLDER)
        self._kept.publish(Publication(run=None, by=by, on=on))

    def _inputs(self, run: Run) -> Inputs:
        paths = {name: self._kept.path(run, name) for name in run.files}
        model = load_segment_model(self._workspace, paths[SEGMENTS])
        file = paths.get(OVERRIDES)
        overrides = load_overrides(self._workspace, model.value, file) if file else Overrides()
        tables = {name: path for name, path in paths.items() if path and name not in (SEGMENTS, OVERRIDES, ANSWERS)}
        kept = paths.get(ANSWERS)
        return Inputs(self._workspace, model, overrides, tables, read_answers(kept) if kept else Answers())


def _parts(scoring: Scoring) -> Iterator[tuple[str, Part]]:
    """Everything that was scored, by the name of its hash."""
    files = scoring.inputs.files()
    for number, (name, hash) in enumerate(sorted(scoring.hashes.items())):
        if name == ANSWERS:
            yield name, Part(scoring.inputs.answers.content, name, hash)
            continue
        path = files[name]
        safe = re.sub(r"[^A-Za-z0-9_.-]", "_", name)
        kept = name if name in (SEGMENTS, OVERRIDES) else f"tables/{number:02d}-{safe}{path.suffix}"
        yield name, Part(path, kept, hash)
