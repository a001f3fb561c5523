"""What a person sees before they ask, and what is completed while they type: from their universe alone."""

from __future__ import annotations

from assistant.app import Assistant
from assistant.conversation.universe import Universe
from assistant.domain.conversation import Completions, Home, SegmentCount


def home(assistant: Assistant, universe: Universe) -> Home:
    """Accounts by segment, agreed definitions, open disputes."""
    definitions = tuple(
        (term.name, term.meaning) for term in universe.terms if term.status == "agreed" and term.meaning
    )
    if universe.scoring is None:
        return Home(definitions=definitions, examples=("what is a stakeholder?", "help"))
    model, counts = universe.scoring.model.value, universe.scoring.levels["account"].by_segment()
    segments = tuple(
        SegmentCount(segment=segment.name, coverage=segment.coverage, accounts=counts[segment.id])
        for segment in model.account_segments
    )
    disputes = tuple(d for d in assistant.doubts.all(universe.asker) if d.status == "open")
    name = next(iter(universe.accounts.names.values()), "")
    examples = (f"talking points for {name}", f"why is {name} in its segment?") if name else ()
    return Home(
        segments=segments,
        definitions=definitions,
        disputes=disputes,
        as_of=universe.scoring.as_of,
        examples=(*examples, "what is missing?", "what is a stakeholder?"),
    )


def completions(universe: Universe) -> Completions:
    """Names that exist for the asker."""
    return Completions(
        accounts=tuple(name or id for id, name in universe.accounts.names.items()),
        roles=tuple(universe.roles.values()),
        segments=(*universe.account_segments.values(), *universe.stakeholder_segments.values()),
        terms=tuple(term.name for term in universe.terms),
    )
