"""Views: one draft as each team reads it. The same statements, chosen and put in order, and none of them rewritten.

Which sections a team reads, and in which order, is content (`prompts/views.yaml`), checked against the patterns when it
is read. What customers may read holds no section of ours, whatever the file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import Field

from assistant.domain.draft import Draft, Kind, Section
from assistant.domain.evidence import Share
from assistant.domain.value import Value
from assistant.drafting.brief.patterns import Patterns
from assistant.errors import FileProblemsError, Problem, UnknownNameError, did_you_mean
from assistant.workspace import Loaded, Workspace, starter

FILE = "views.yaml"
SUMMARY = "summary"


class View(Value):
    """How one team reads drafts."""

    name: str = Field(min_length=1)
    """Display name of the team."""
    purpose: str = Field(min_length=1)
    """What they read it for, in a sentence."""
    readers: Share = "internal"
    """Who may read it: `customer` shows only what customers may see."""
    owns: tuple[str, ...] = ()
    """Teams whose open questions come first."""
    sections: dict[Kind, tuple[str, ...]]
    """Ids of the sections of each kind, in order."""


class ViewsFile(Value):
    """Shape of `prompts/views.yaml`."""

    views: dict[str, View] = Field(min_length=1)
    """Views by the name that `--view` takes."""


@dataclass(frozen=True)
class Views:
    """The views of a workspace."""

    by_name: dict[str, View]

    def of(self, name: str) -> View:
        """The view of that name; `UnknownNameError` suggests the nearest."""
        if name not in self.by_name:
            raise UnknownNameError.of("view", name, self.by_name, hint=f"There is {', '.join(self.by_name)}.")
        return self.by_name[name]

    def shown(self, draft: Draft, name: str) -> Draft:
        """The draft with the sections of that view, in its order; statements and citations as they are."""
        view = self.of(name)
        named = {id for other in self.by_name.values() for id in other.sections.get(draft.kind, ())}
        there = {section.id: section for section in draft.sections if section.id != SUMMARY}
        order = [*view.sections.get(draft.kind, ()), *(id for id in there if id not in named)]
        chosen = [there[id] for id in order if id in there]
        if view.readers == "customer":
            chosen = [section for section in chosen if section.share == "customer"]
            return draft.model_copy(update={"sections": tuple(chosen), "open_questions": ()})
        summary = [_summary(section, chosen) for section in draft.sections if section.id == SUMMARY]
        asked = sorted(draft.open_questions, key=lambda question: question.owner not in view.owns)
        sections = (*(section for section in summary if section.statements), *chosen)
        return draft.model_copy(update={"sections": sections, "open_questions": tuple(asked)})


def load_views(workspace: Workspace, patterns: Patterns) -> Views:
    """The workspace's views; those of the sample when it has none. All problems of the file come at once."""
    own = (workspace.prompts / FILE).exists()
    home = workspace if own else Workspace(starter())
    loaded = home.load(home.prompts / FILE, ViewsFile)
    if own and (problems := list(_problems(loaded, patterns))):
        raise FileProblemsError(problems)
    return Views(loaded.value.views)


def _summary(summary: Section, chosen: list[Section]) -> Section:
    """The lines of the summary that stand in what is shown, in its order."""
    lines = dict.fromkeys(s for section in chosen for s in section.statements if s in summary.statements)
    return summary.model_copy(update={"statements": tuple(lines)})


def _problems(file: Loaded[ViewsFile], patterns: Patterns) -> Iterator[Problem]:
    for name, view in file.value.views.items():
        for kind in get_args(Kind):
            if kind not in view.sections:
                yield file.problem(("views", name, "sections"), f"says nothing of `{kind}`; list its sections.")
        for kind, ids in view.sections.items():
            shares = {section.id: section.share for section in patterns.of(kind).sections}
            for place, id in enumerate(ids):
                if message := _fault(id, ids[:place], shares, view):
                    yield file.problem(("views", name, "sections", kind, place), message)


def _fault(id: str, before: tuple[str, ...], shares: dict[str, Share], view: View) -> str:
    if id not in shares:
        near = did_you_mean(id, shares) or f" There is {', '.join(shares)}."
        return f"no section `{id}` in the patterns.{near}"
    if id in before:
        return f"`{id}` is there twice."
    if view.readers == "customer" and shares[id] != "customer":
        return f"`{id}` is internal; a view with `readers: customer` lists sections for customers only."
    return ""
