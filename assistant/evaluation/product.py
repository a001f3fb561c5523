"""The product as it is graded: one workspace, opened for each day that cases hold on, with one writer.

What is graded is the workspace as it stands: tables and not a published run, and nothing of it is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.access import Asker
from assistant.app import Assistant
from assistant.domain.draft import Audience, Draft, Kind
from assistant.domain.run import Day
from assistant.drafting import DraftRequest, ModelWriter, Prompts, Sources, Writer, draft, load_patterns, load_prompts
from assistant.language import Glossary
from assistant.llm import Gateway
from assistant.settings import Settings
from assistant.workspace import Loaded, Workspace


@dataclass(eq=False)
class Product:
    """A workspace and who writes in it."""

    workspace: Workspace
    settings: Settings
    today: date
    """The day for cases that name none, in workspaces that set none."""
    writer: Writer = "composer"
    """Who writes drafts: the composer, or the language model of the settings."""
    gateway: Gateway | None = None
    """The way to the language model; None for the composer."""
    prompts: Workspace | None = None
    """Where prompts and patterns come from; None: from the workspace."""
    glossary: Loaded[Glossary] | None = None
    """Another glossary than that of the workspace."""
    _opened: dict[date | None, Assistant] = field(default_factory=dict)
    _sources: dict[tuple[date | None, str], Sources] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """`composer`, or `model:NAME`."""
        return f"model:{self.settings.llm.model}" if self.writer == "model" else "composer"

    def on(self, as_of: date | None) -> Assistant:
        """The product on that day; each is opened once."""
        if as_of not in self._opened:
            wanted = as_of or self.settings.as_of
            assistant = Assistant(self.workspace, self.settings, Day(today=self.today, wanted=wanted, insisted=True))
            assistant.live = True
            if self.glossary:
                assistant.glossary = self.glossary
            self._opened[as_of] = assistant
        return self._opened[as_of]

    def words(self) -> Loaded[Glossary]:
        """The glossary."""
        return self.on(None).glossary

    def sources(self, as_of: date | None, asker: Asker) -> Sources:
        """Everything that a draft for this asker may be made from."""
        key = (as_of, asker.id)
        if key not in self._sources:
            self._sources[key] = self._sources_for(as_of, asker)
        return self._sources[key]

    def draft(self, as_of: date | None, asker: Asker, kind: Kind, audience: Audience) -> Draft:
        """A draft as the asker would get it."""
        return draft(DraftRequest(kind=kind, audience=audience, writer=self.writer), self.sources(as_of, asker))

    def writing(self) -> Prompts:
        """The prompts of the language model."""
        return load_prompts(self.prompts or self.workspace)

    def changed(self, **parts: Any) -> Product:
        """The product with other parts, opened anew."""
        return replace(self, _opened={}, _sources={}, **parts)

    def _sources_for(self, as_of: date | None, asker: Asker) -> Sources:
        sources = self.on(as_of).sources(asker)
        if self.prompts:
            sources = replace(sources, patterns=load_patterns(self.prompts))
        return replace(sources, model=ModelWriter(self.gateway, self.writing()) if self.gateway else None)
