"""What to say: request, brief, composer, review, draft."""

from assistant.drafting.audience import combinations, named_audience, resolve_audience, validate_audience
from assistant.drafting.brief import DraftRequest, Sources, Writer, build_brief
from assistant.drafting.composer import Composition, compose
from assistant.drafting.deck import check_claims
from assistant.drafting.draft import draft, draft_id
from assistant.drafting.markdown import render_markdown
from assistant.drafting.patterns import Patterns, load_patterns
from assistant.drafting.prompts import Prompts, load_prompts
from assistant.drafting.review import Reviewer, review
from assistant.drafting.sayable import Sayable
from assistant.drafting.writer import ModelWriter

__all__ = [
    "Composition",
    "DraftRequest",
    "ModelWriter",
    "Patterns",
    "Prompts",
    "Reviewer",
    "Sayable",
    "Sources",
    "Writer",
    "build_brief",
    "check_claims",
    "combinations",
    "compose",
    "draft",
    "draft_id",
    "load_patterns",
    "load_prompts",
    "named_audience",
    "render_markdown",
    "resolve_audience",
    "review",
    "validate_audience",
]
