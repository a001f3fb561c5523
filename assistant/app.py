"""The composition root: one `Assistant` over one workspace, whose methods take the asker.

A room is imported when a method first needs it, so that checking a text loads no dataframe and no index. What an
asker may not see is taken out of the scoring before anything is found, counted, searched or drafted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from assistant import access
from assistant.access import Asker, Visible
from assistant.domain.draft import Audience, Draft, Kind
from assistant.domain.finding import Finding
from assistant.domain.segments import Receipt
from assistant.domain.term import Term
from assistant.errors import ConfigurationError, StoreError
from assistant.settings import Settings
from assistant.workspace import Loaded, Workspace

if TYPE_CHECKING:  # for annotations only: these rooms load dataframes, an index or a database
    from assistant.domain.evidence import Hit
    from assistant.drafting import ModelWriter, Sources, Writer
    from assistant.evidence import Evidence, IndexReport, Scope
    from assistant.language import Glossary
    from assistant.llm import Gateway
    from assistant.segmentation import Scoring
    from assistant.store import Store
    from assistant.store.responses import Responses


class Assistant:
    """Everything that Parlance can do, for any surface.

    One instance answers from one reading of the tables: what two askers are told agrees, because it is the same
    scoring, less what one of them may not see.
    """

    def __init__(self, workspace: Workspace | None, settings: Settings, as_of: date) -> None:
        self._workspace = workspace
        self.settings = settings
        self.as_of = as_of
        self.notices: list[str] = []

    @property
    def workspace(self) -> Workspace:
        """The workspace; outside any, an error that says how to make one."""
        if self._workspace is None:
            raise ConfigurationError(
                "no workspace here or above (a folder with `knowledge/`). "
                "Run `parlance init my-workspace` to make one, or name yours with --workspace DIR."
            )
        return self._workspace

    def asker(self, name: str | None) -> Asker:
        """The person of that id, the local user for None."""
        return access.asker(self.workspace, name) if name is not None else access.LOCAL

    # WHO

    def score(self, asker: Asker, *, tables: Mapping[str, Path] | None = None, engine: str = "pandas") -> Scoring:
        """Scores the tables, less what the asker may not see."""
        from assistant.segmentation import score

        asker.require_accounts()
        if tables or engine != "pandas":
            scoring = score(
                self.workspace, as_of=self.as_of, tables=tables or {}, engine=engine, keep=self._rights_columns
            )
        else:
            scoring = self._scoring
        return scoring.restricted(asker.visible(scoring.account_cells()))

    def explain(self, asker: Asker, name: str) -> Receipt:
        """The receipt of an account or stakeholder, by id or name."""
        scoring = self.score(asker)
        return scoring.receipt(*scoring.find(name))

    @cached_property
    def _scoring(self) -> Scoring:
        from assistant.segmentation import score

        return score(self.workspace, as_of=self.as_of, keep=self._rights_columns)

    @cached_property
    def _rights_columns(self) -> tuple[str, ...]:
        people = access.team(self.workspace).people
        return tuple(sorted({column for p in people if isinstance(p.accounts, dict) for column in p.accounts}))

    def visible(self, asker: Asker) -> Visible:
        """The accounts that exist for the asker."""
        if asker.rights in ("all", "none"):
            return asker.visible(())
        return asker.visible(self._scoring.account_cells())

    # WHAT WORDS MEAN

    @cached_property
    def glossary(self) -> Loaded[Glossary]:
        """The workspace's glossary, or the built-in one."""
        from assistant.language import load_glossary

        return load_glossary(self._workspace)

    def define(self, word: str) -> Term:
        """What a word means; definitions are for everybody."""
        from assistant.language import define

        return define(self.glossary.value, word)

    def check(self, text: str, file: str) -> tuple[Finding, ...]:
        """Findings on a text, in the order of their places."""
        from assistant.language import check

        return check(text, self.glossary.value, file=file, segment_names=self._segment_names)

    def fix(self, text: str, findings: Sequence[Finding]) -> str:
        """The text with every certain suggestion put in."""
        from assistant.language import fix

        return fix(text, findings)

    @cached_property
    def _segment_names(self) -> tuple[str, ...]:
        """Names of the segment model's segments, empty without one."""
        if self._workspace is None or not (self._workspace.knowledge / "segments.yaml").exists():
            return ()
        from assistant.segmentation import load_segment_model

        model = load_segment_model(self._workspace).value
        return tuple(segment.name for segment in (*model.account_segments, *model.stakeholder_segments))

    # WHAT WE MAY SAY

    @cached_property
    def evidence(self) -> Evidence:
        """Documents, passages and claims of the workspace."""
        from assistant.evidence import Evidence

        return Evidence.open(self.workspace, embeddings=self.settings.embeddings)

    def index(self, asker: Asker, progress: Callable[[int, int], None] | None = None) -> IndexReport:
        """Brings the index up to the documents."""
        asker.require_accounts()
        return self.evidence.index(progress)

    def search(self, asker: Asker, queries: Sequence[str], k: int, narrowed: Scope) -> list[tuple[Hit, ...]]:
        """The best passages for each query, among those that exist for the asker."""
        from dataclasses import replace

        asker.require_accounts()
        return self.evidence.search_many(queries, k=k, scope=replace(narrowed, visible=self.visible(asker)))

    # WHAT TO SAY

    def audience(self, asker: Asker, kind: Kind, names: Mapping[str, str | None]) -> Audience:
        """The audience that these names mean, for a draft of that kind."""
        from assistant.drafting import resolve_audience

        return resolve_audience(kind, names, self.score(asker))

    def audiences(self, asker: Asker, kind: Kind, names: Mapping[str, str | None]) -> tuple[Audience, ...]:
        """Every audience that occurs for that kind and fits these names."""
        from assistant.drafting import combinations, named_audience

        scoring = self.score(asker)
        narrowed = named_audience(names, scoring).model_dump(exclude_none=True)
        return tuple(a for a in combinations(scoring, kind) if narrowed.items() <= a.model_dump().items())

    def draft(self, asker: Asker, kind: Kind, audience: Audience, writer: Writer | None = None) -> Draft:
        """A checked draft, or a refused one with its reasons; it is remembered under what it was made from."""
        from assistant.drafting import DraftRequest, draft, draft_id

        made = draft(DraftRequest(kind=kind, audience=audience, writer=writer), self.sources(asker))
        self._remember(draft_id(made), made)
        return made

    def sources(self, asker: Asker) -> Sources:
        """Everything that a draft for this asker may be made from."""
        from assistant.drafting import Sources, load_patterns

        return Sources(
            scoring=self.score(asker),
            visible=self.visible(asker),
            glossary=self.glossary,
            evidence=self.evidence,
            patterns=load_patterns(self.workspace),
            company=self.settings.company,
            product=self.settings.product,
            passages=self.settings.passages,
            model=self.model_writer,
        )

    @cached_property
    def model_writer(self) -> ModelWriter | None:
        """The language model with its prompts; None when none is configured."""
        if self.gateway is None:
            return None
        from assistant.drafting import ModelWriter, load_prompts

        return ModelWriter(self.gateway, load_prompts(self.workspace))

    @cached_property
    def gateway(self) -> Gateway | None:
        """The way to the language model; None when none is configured."""
        if not self.settings.llm.model:
            return None
        from assistant.llm import SystemClock, open_gateway

        return open_gateway(self.settings.llm, clock=SystemClock(), jitter=Random(), cache=self._responses)

    @cached_property
    def _responses(self) -> Responses | None:
        """Answers that were paid for; None where they cannot be kept."""
        from assistant.store.responses import Responses

        try:
            return Responses.open(self.workspace.writable_state())
        except StoreError:
            return None

    def remembered(self) -> Iterator[Draft]:
        """Drafts made before, oldest first."""
        yield from (stored.draft for stored in self._store.drafts()) if self._store else ()

    def _remember(self, id: str, draft: Draft) -> None:
        if self._store:
            self._store.remember(id, draft)

    @cached_property
    def _store(self) -> Store | None:
        """The state; None, with a notice, where it cannot be written."""
        from assistant.store import Store

        try:
            return Store.open(self.workspace.writable_state())
        except StoreError as error:
            self.notices.append(f"The draft is not remembered: {error}")
            return None
