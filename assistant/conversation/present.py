"""The present: files and rights as they are when a question is asked, not when a conversation began.

A surface may run for weeks. Before each answer the files of the workspace are looked at, and what changed is read
again; each asker is looked up again, and the owners of accounts are those of the tables now, also under a published
run. A look-up that fails denies.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock

from assistant import access
from assistant.access import Asker
from assistant.app import Assistant
from assistant.conversation.universe import Universe
from assistant.errors import ConfigurationError, ParlanceError

MOST_UNIVERSES = 32
Stamp = tuple[tuple[str, int, int], ...]


class Present:
    """The workspace of an assistant as it is now, and what exists in it for whom."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._stamp = _stamp(assistant)
        self._universes: OrderedDict[tuple[Assistant, Asker], Universe] = OrderedDict()
        self._askers: dict[tuple[Assistant, str], Asker] = {}
        self._alone = Lock()

    def assistant(self) -> Assistant:
        """The assistant over the files as they are now."""
        stamp = _stamp(self._assistant)
        with self._alone:
            if stamp != self._stamp:
                self._assistant, self._stamp = _renewed(self._assistant), stamp
                self._universes.clear()
                self._askers = {}
            return self._assistant

    def universe(self, assistant: Assistant, asker: Asker) -> Universe:
        """What exists for the asker; nothing but definitions when that cannot be looked up."""
        try:
            now = self._looked_up(assistant, asker)
            return self._known(assistant, now)
        except ParlanceError:
            if asker == access.LOCAL:
                raise
            return self._known(assistant, replace(asker, rights="none"))

    def _looked_up(self, assistant: Assistant, asker: Asker) -> Asker:
        """The asker with today's rights, less accounts of the run that are no longer theirs."""
        if not asker.id:
            return asker
        key, known = (assistant, asker.id), self._askers
        if key not in known:
            known[key] = _asker_now(assistant, asker.id)
        return known[key]

    def _known(self, assistant: Assistant, asker: Asker) -> Universe:
        key = (assistant, asker)
        with self._alone:
            if key in self._universes:
                self._universes.move_to_end(key)
                return self._universes[key]
        universe = _universe(assistant, asker)
        with self._alone:
            self._universes[key] = universe
            while len(self._universes) > MOST_UNIVERSES:
                self._universes.popitem(last=False)
        return universe


def _asker_now(assistant: Assistant, person: str) -> Asker:
    now = access.asker(assistant.workspace, person)
    if isinstance(now.rights, str) or assistant.desk.answers_from() is None:
        return now
    there = set(assistant.read(now).levels["account"].keys)
    theirs = set(assistant.score(now).levels["account"].keys)
    return replace(now, lost=frozenset(there - theirs))


def has_workspace(assistant: Assistant) -> bool:
    """Whether there is a workspace, in which something can be kept."""
    try:
        return assistant.workspace.knowledge.is_dir()
    except ConfigurationError:
        return False


def _renewed(assistant: Assistant) -> Assistant:
    """The same over the files as they are now; what is remembered stays open."""
    now = Assistant(assistant.workspace, assistant.settings, assistant.day)
    now.live, now.memory = assistant.live, assistant.memory
    return now


def _universe(assistant: Assistant, asker: Asker) -> Universe:
    terms = assistant.glossary.value.terms
    teams = {team for term in terms for team in (*term.agreed_by, *(t for s in term.senses for t in s.said_by))}
    scored = has_workspace(assistant) and (assistant.workspace.knowledge / "segments.yaml").exists()
    scoring = assistant.read(asker) if scored and asker.rights != "none" else None
    column = assistant.desk.owner_column() if scoring else None
    return Universe(asker, terms, tuple(sorted(teams)), scoring, column)


def _stamp(assistant: Assistant) -> Stamp:
    """When each file that answers come from was changed last."""
    if not has_workspace(assistant):
        return ()
    workspace = assistant.workspace
    folders = (workspace.knowledge, workspace.prompts, workspace.state / "runs")
    return tuple(sorted(entry for folder in folders for entry in _files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path)) if folder.name != "runs" else ()
            else:
                told = entry.stat()
                yield entry.path, told.st_mtime_ns, told.st_size
