"""The brief: everything that one draft may use, and nothing else.

What the asker may not see never enters it; of the evidence only approved, unexpired claims and unmarked passages; of
the sections only those whose layer the data supports. What is missing already stands in it as open questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.access import Visible
from assistant.domain.draft import Audience, AudienceCount, Brief, Kind, OpenQuestion, Vocabulary
from assistant.domain.segments import Layer, Receipt, Stakeholder
from assistant.domain.value import Value
from assistant.drafting.audience import UNKNOWN, in_audience
from assistant.drafting.brief import questions
from assistant.drafting.brief.patterns import KindPatterns, Patterns
from assistant.drafting.brief.pieces import shown_name
from assistant.drafting.brief.sameness import same_evidence
from assistant.drafting.brief.stock import stock_for
from assistant.drafting.sentences.names import Names
from assistant.evidence import Evidence, Scope
from assistant.language import Glossary
from assistant.segmentation.scoring import Scoring
from assistant.workspace import Loaded

EXAMPLES = 3
"""Accounts whose receipts show what is said of an audience."""
MOST_LOOKED_AT = 200
"""Stakeholders whose receipts decide whether an audience's layer is ready."""
MOST_IN_THE_ROOM = 8
"""Stakeholders for whom points are written."""
DEPTHS: dict[Layer, str] = {"who": "who they are", "behaviour": "how they behave", "motivation": "what moves them"}


Writer = Literal["composer", "model"]


class DraftRequest(Value):
    """What is to be written, and for whom."""

    kind: Kind
    """What is to be written."""
    audience: Audience
    """For whom; names are resolved to ids."""
    writer: Writer | None = None
    """Who writes; None: the language model where one is configured, else the composer."""


@dataclass(frozen=True)
class BriefSources:
    """Everything that a brief for one asker may be made from."""

    scoring: Scoring
    """Restricted to what the asker may see."""
    visible: Visible
    """The accounts that exist for the asker."""
    glossary: Loaded[Glossary]
    evidence: Evidence
    patterns: Patterns
    company: str
    product: str
    passages: int
    """How many passages a brief may hold."""

    @cached_property
    def names(self) -> Names:
        """The names of everybody whom the asker may see: a language model hears none of them."""
        return Names(self.scoring.everybody)


def build_brief(request: DraftRequest, sources: BriefSources) -> Brief:
    """Collects what the draft may use; missing evidence becomes open questions, never an error."""
    audience, scoring = request.audience, sources.scoring
    people = in_audience(audience, scoring)
    brief = _named(request, sources).model_copy(
        update={
            "count": _count(audience, people, scoring),
            "absent": _absent(audience, people, scoring),
            **_receipts(audience, people, scoring),
        }
    )
    file = sources.patterns.of(request.kind)
    if request.kind == "persona" and not people and brief.receipt is None:
        return brief.model_copy(update={"questions": (questions.nobody_there(questions.whom(brief)),)})
    looked_at = [scoring.receipt("stakeholder", person.id) for person in people[:MOST_LOOKED_AT]]
    layers = brief.receipt.ready_layers() if brief.receipt else supported(looked_at)
    ready = [section for section in file.sections if section.layer is None or section.layer in layers]
    brief = brief.model_copy(update={"layers": layers, "outline": tuple(section.plan() for section in ready)})
    stock = stock_for(brief, sources.evidence, Scope(sources.visible), sources.passages)
    brief = brief.model_copy(update=stock.chosen(brief, ready))
    asked = (
        *(_layer_questions(brief, file, looked_at) if people or brief.receipt else ()),
        *_people_questions(brief, people),
        *same_evidence(brief, ready, stock, scoring.everybody),
    )
    return brief.model_copy(update={"questions": asked})


def supported(receipts: Sequence[Receipt]) -> frozenset[Layer]:
    """Layers that are ready for at least half of these stakeholders; who they are is known when there are any."""
    ready = Counter(layer for receipt in receipts for layer in receipt.ready_layers())
    known: set[Layer] = {layer for layer, count in ready.items() if 2 * count >= len(receipts)}
    return frozenset(known | ({"who"} if receipts else set()))


def _named(request: DraftRequest, sources: BriefSources) -> Brief:
    """The brief with names and meanings, and nothing counted or found yet."""
    model, audience = sources.scoring.model.value, request.audience
    segment = audience.account_segment
    if audience.account:
        known = sources.scoring.account_of.get(audience.account)
        segment = known.segment if known else segment
    account = model.account_segment(segment) if segment else None
    stakeholder = model.stakeholder_segment(audience.stakeholder_segment) if audience.stakeholder_segment else None
    return Brief(
        kind=request.kind,
        audience=audience,
        company=sources.company,
        product=sources.product,
        role_name=model.role(audience.role).name if audience.role else None,
        account_segment_name=account.name if account else None,
        account_segment_meaning=account.meaning if account else None,
        coverage=account.coverage if account else None,
        stakeholder_segment_name=stakeholder.name if stakeholder else None,
        stakeholder_segment_meaning=stakeholder.meaning if stakeholder else None,
        vocabulary=vocabulary(sources.scoring),
        count=AudienceCount(accounts=0, stakeholders=0),
        as_of=sources.scoring.as_of,
    )


def vocabulary(scoring: Scoring) -> Vocabulary:
    """Names of the segment model."""
    model = scoring.model.value
    segments = (*model.account_segments, *model.stakeholder_segments)
    levels = {"account": model.accounts, "stakeholder": model.stakeholders}
    return Vocabulary(
        roles={role.id: role.name for role in model.roles},
        role_meanings={role.id: role.meaning for role in model.roles if role.meaning},
        titles={role.id: role.titles for role in model.roles},
        account_segments={segment.id: segment.name for segment in model.account_segments},
        stakeholder_segments={segment.id: segment.name for segment in model.stakeholder_segments},
        meanings={segment.name: segment.meaning for segment in segments},
        asks={
            f"{level}.{name}": attribute.ask
            for level, part in levels.items()
            for name, attribute in (part.attributes if part else {}).items()
            if attribute.ask
        },
        fixed=frozenset(name for name, attribute in model.accounts.attributes.items() if attribute.fixed),
    )


def _count(audience: Audience, people: Sequence[Stakeholder], scoring: Scoring) -> AudienceCount:
    if audience.account:
        return AudienceCount(accounts=1, stakeholders=len(people))
    return AudienceCount(accounts=len(_accounts(people, scoring)), stakeholders=len(people))


def _accounts(people: Iterable[Stakeholder], scoring: Scoring) -> list[str]:
    """Accounts of these people that exist, those with most of them first."""
    counted = Counter(person.account for person in people if person.account in scoring.account_of)
    return sorted(counted, key=lambda account: (-counted[account], account))


def _receipts(audience: Audience, people: Sequence[Stakeholder], scoring: Scoring) -> dict[str, object]:
    """The one account with its people, or a few accounts that show what is said of the audience."""
    if audience.account:
        order = [*scoring.model.value.roles, None]
        place = {role.id if role else UNKNOWN: number for number, role in enumerate(order)}
        room = sorted(people, key=lambda p: (p.id != audience.meeting, place.get(p.role, len(place)), p.id))
        room = room[:MOST_IN_THE_ROOM]
        found: dict[str, object] = {"receipt": scoring.receipt("account", audience.account)}
    else:
        chosen = _accounts(people, scoring)[:EXAMPLES]
        room = [person for person in people if person.account in chosen]
        found = {"examples": tuple(scoring.receipt("account", account) for account in chosen)}
    receipts = tuple(scoring.receipt("stakeholder", person.id) for person in room)
    return found | {"stakeholders": tuple(room), "people": receipts}


def _absent(audience: Audience, people: Sequence[Stakeholder], scoring: Scoring) -> tuple[str, ...]:
    if not audience.account or audience.role or audience.stakeholder_segment:
        return ()
    there = {person.role for person in people}
    return tuple(role.id for role in scoring.model.value.roles if role.id not in there)


def _layer_questions(brief: Brief, file: KindPatterns, looked_at: Sequence[Receipt]) -> Iterator[OpenQuestion]:
    """What to collect for each layer that is not ready; of people in one account, it is asked for each."""
    asked = {line.layer for receipt in brief.people for line in receipt.dimensions if brief.receipt}
    receipts = (brief.receipt,) if brief.receipt else looked_at
    for layer, what in DEPTHS.items():
        if layer not in brief.layers and layer not in asked:
            titles = [section.title for section in file.sections if section.layer == layer] or [what]
            who = questions.whom(brief)
            if brief.receipt and layer == "motivation":
                who = f"the stakeholders at {who}"
            yield questions.layers_not_ready([layer], who, receipts, titles, brief.vocabulary.asks)


def _people_questions(brief: Brief, people: Sequence[Stakeholder]) -> Iterator[OpenQuestion]:
    if brief.receipt is None:
        if not people:
            yield questions.nobody_there(questions.whom(brief))
        return
    yield from (questions.role_unknown(person) for person in brief.stakeholders if person.role == UNKNOWN)
    yield from _deeper_layers(brief)
    names = brief.vocabulary.roles
    yield from (questions.role_without_person(names[role], questions.whom(brief)) for role in brief.absent)


def _deeper_layers(brief: Brief) -> Iterator[OpenQuestion]:
    """Stakeholders whose deeper layers are not ready: what they do or want is not written."""
    for person, receipt in zip(brief.stakeholders, brief.people, strict=True):
        if lacking := sorted({line.layer for line in receipt.dimensions} - receipt.ready_layers()):
            name = shown_name(person)
            yield questions.layers_not_ready(lacking, name, (receipt,), [f"what moves {name}"], brief.vocabulary.asks)
