"""The composition root: one `Assistant` over one workspace, whose methods take the asker.

A room is imported when a method first needs it, so that checking a text loads no dataframe and no index. What an
asker may not see is taken out of the scoring before anything is found, counted, searched or drafted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from assistant import access
from assistant.access import Asker, Visible
from assistant.domain.finding import Finding
from assistant.domain.run import Day
from assistant.domain.term import Term
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.workspace import Loaded, Workspace

if TYPE_CHECKING:  # for annotations only: these rooms load dataframes, an index or a database, these values take time
    from assistant.domain.draft import Audience, Draft, Kind
    from assistant.domain.evidence import Hit
    from assistant.domain.segments import Receipt
    from assistant.drafting import Drafted, DraftRequest, ModelWriter, Sayable, Sources, Standing, Writer
    from assistant.evidence import Evidence, IndexReport, Scope
    from assistant.evidence.support import Support
    from assistant.language import Alignment, Glossary, Translation
    from assistant.llm import Gateway
    from assistant.segmentation.operations import Desk, Doubts
    from assistant.segmentation.receipts import Replay, SavedReceipt
    from assistant.segmentation.scoring import Scoring
    from assistant.store import Memory


class Assistant:
    """Everything that Parlance can do, for any surface.

    One instance answers from one reading of the tables: what two askers are told agrees, because it is the same
    scoring, less what one of them may not see.
    """

    def __init__(self, workspace: Workspace | None, settings: Settings, day: Day) -> None:
        self._workspace = workspace and replace(workspace, database=settings.state.database)
        self.settings = settings
        self.day = day
        self.live = False
        """Answer from the tables as they are, whatever is published; to be set before the first answer."""

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

    @cached_property
    def desk(self) -> Desk:
        """Runs, what everybody reads, and what another segment model would change."""
        from assistant.segmentation.operations import Desk

        return Desk(self.workspace, self.day, self.live)

    @property
    def as_of(self) -> date:
        """The day for which the tables are scored."""
        return self.desk.as_of

    def score(self, asker: Asker, *, tables: Mapping[str, Path] | None = None, engine: str = "pandas") -> Scoring:
        """Scores the tables as they are, less what the asker may not see."""
        return self.desk.score(asker, tables=tables, engine=engine)

    def read(self, asker: Asker) -> Scoring:
        """What everybody reads, the published run or else the tables as they are, less what the asker may not see."""
        return self.desk.read(asker)

    def explain(self, asker: Asker, name: str, to: str | None = None) -> Receipt:
        """The receipt of an account or stakeholder, by id or name, with what would change it; `to` is a segment."""
        from assistant.segmentation.operations import explained

        scoring = self.read(asker)
        level, id = scoring.find(name)
        return explained(scoring.subject(level, id), scoring.segment_names(level), to)

    def saved(self, asker: Asker, name: str) -> SavedReceipt:
        """The receipt of an account or stakeholder with everything it was computed from."""
        from assistant.segmentation.receipts import saved

        scoring = self.read(asker)
        return saved(scoring.subject(*scoring.find(name)), scoring.run)

    def replay(self, asker: Asker, kept: SavedReceipt) -> Replay:
        """A saved receipt, computed again and compared with what is there for the asker now."""
        from assistant.segmentation.operations import replayed

        return replayed(kept, self.read(asker))

    def visible(self, asker: Asker) -> Visible:
        """The accounts that exist for the asker."""
        if asker.rights in ("all", "none"):
            return asker.visible(())
        return Visible(frozenset(self.read(asker).levels["account"].keys))

    @cached_property
    def doubts(self) -> Doubts:
        """Doubts about the segments of accounts."""
        from assistant.segmentation.operations import Doubts

        return Doubts(self.desk)

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

        return check(text, self.glossary.value, file=file, segment_names=self._segment_names(text))

    def mended(self, text: str, file: str) -> str:
        """The text with every certain suggestion put in, until nothing is left that is certain."""
        from assistant.language import mended

        return mended(text, self.glossary.value, file=file, segment_names=self._segment_names(text))

    def align(self, transcript: str) -> Alignment:
        """Who means what by the same word; teams that the transcript does not name come from team.yaml."""
        from assistant.language import align

        people = access.team(self._workspace).people if self._workspace else ()
        return align(transcript, self.glossary.value, people=people)

    def translate(self, text: str, from_team: str, to_team: str) -> Translation:
        """A sentence of one team in shared words."""
        from assistant.language import translate

        return translate(text, self.glossary.value, from_team, to_team)

    def _segment_names(self, text: str) -> tuple[str, ...]:
        """Names of the segment model's segments, where the text may name one; empty without a model."""
        from assistant.language import may_name_segments

        if self._workspace is None or not may_name_segments(text):
            return ()
        if not (self._workspace.knowledge / "segments.yaml").exists():
            return ()
        from assistant.segmentation.model import load_segment_model

        model = load_segment_model(self._workspace).value
        return tuple(segment.name for segment in (*model.account_segments, *model.stakeholder_segments))

    # WHAT WE MAY SAY

    @cached_property
    def evidence(self) -> Evidence:
        """Documents, passages and claims of the workspace."""
        from assistant.evidence import Evidence
        from assistant.search_setup import search_setup

        return Evidence.open(self.workspace, search_setup(self.settings, lambda: self.glossary.value.synonyms))

    def index(self, asker: Asker, progress: Callable[[int, int], None] | None = None) -> IndexReport:
        """Brings the index up to the documents."""
        asker.require_accounts()
        return self.evidence.index(progress)

    def search(self, asker: Asker, queries: Sequence[str], k: int, narrowed: Scope) -> list[tuple[Hit, ...]]:
        """The best passages for each query, among those that exist for the asker."""
        asker.require_accounts()
        return self.evidence.search_many(queries, k=k, scope=replace(narrowed, visible=self.visible(asker)))

    def ground(self, claim: str, evidence: Sequence[str]) -> Support:
        """Whether the evidence supports the sentence, with reasons."""
        from assistant.evidence.support import supports

        return supports(claim, evidence, synonyms=self.glossary.value.synonyms)

    # WHAT TO SAY

    def check_claims(self, asker: Asker, texts: Sequence[tuple[str, str]]) -> list[tuple[Finding, ...]]:
        """For each `(file, text)`: findings on sentences that claim what may not be said so, in their order."""
        from assistant.drafting import check_claims

        sayable = self.sayable(asker)
        return [check_claims(text, sayable, file=file) for file, text in texts]

    def sayable(self, asker: Asker) -> Sayable:
        """The claims and the documents for customers that exist for the asker, on the day."""
        from assistant.drafting import Sayable
        from assistant.evidence import Scope

        asker.require_accounts()
        seen = Scope(self.visible(asker), share="customer")
        return Sayable(
            claims=self.evidence.all_claims(seen),
            as_of=self.as_of,
            company=self.settings.company,
            product=self.settings.product,
            documents=tuple(passage.text for passage in self.evidence.passages(seen)),
        )

    def audience(self, asker: Asker, kind: Kind, names: Mapping[str, str | None]) -> Audience:
        """The audience that these names mean, for a draft of that kind."""
        from assistant.drafting import resolve_audience

        return resolve_audience(kind, names, self.read(asker))

    def audiences(self, asker: Asker, kind: Kind, names: Mapping[str, str | None]) -> tuple[Audience, ...]:
        """Every audience that occurs for that kind and fits these names."""
        from assistant.drafting import combinations, named_audience

        scoring = self.read(asker)
        narrowed = named_audience(names, scoring).model_dump(exclude_none=True)
        return tuple(a for a in combinations(scoring, kind) if narrowed.items() <= a.model_dump().items())

    def draft(self, asker: Asker, kind: Kind, audience: Audience, writer: Writer | None = None) -> Draft:
        """A checked draft, or a refused one with its reasons; it is remembered under what it was made from."""
        from assistant.drafting import DraftRequest, drafted

        request = DraftRequest(kind=kind, audience=audience, writer=writer)
        return drafted(request, self.sources(asker), self.memory).draft

    def drafts(self, asker: Asker, requests: Sequence[DraftRequest], workers: int = 1) -> Iterator[Drafted]:
        """A draft for each request, in their order; what did not change comes from memory."""
        from assistant.drafting import drafts

        return drafts(requests, self.sources(asker), self.memory, workers)

    def standing(self, asker: Asker) -> Standing:
        """Which remembered drafts hold, which are stale and because of what, and which were never made."""
        from assistant.drafting import standing

        return standing(self.memory.drafts(), self.sources(asker))

    @cached_property
    def memory(self) -> Memory:
        """What the workspace remembers."""
        from assistant.store import Memory

        return Memory(self.workspace)

    def sources(self, asker: Asker) -> Sources:
        """Everything that a draft for this asker may be made from."""
        from assistant.drafting import Sources, load_patterns

        return Sources(
            scoring=self.read(asker),
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

        return open_gateway(self.settings.llm, clock=SystemClock(), jitter=Random(), cache=self.memory.responses)
