"""What to say: request, brief, composer, review, draft."""

from assistant.drafting.audience import combinations, named_audience, resolve_audience, validate_audience
from assistant.drafting.batch import Drafted, drafted, drafts
from assistant.drafting.brief.brief import DraftRequest, Writer, build_brief
from assistant.drafting.brief.patterns import Patterns, load_patterns
from assistant.drafting.deck.deck import check_claims
from assistant.drafting.deck.sayable import Sayable
from assistant.drafting.draft import Sources, draft, draft_id
from assistant.drafting.review.review import Reviewer, review
from assistant.drafting.sheet.formats import Format, chosen_format, rendered
from assistant.drafting.sheet.markdown import render_markdown
from assistant.drafting.sheet.sheet import Sheet, sheet
from assistant.drafting.sheet.views import View, Views, load_views
from assistant.drafting.standing import Standing, standing
from assistant.drafting.writers.composer import Composition, compose
from assistant.drafting.writers.prompts import Prompts, load_prompts
from assistant.drafting.writers.writer import ModelWriter

__all__ = [
    "Composition",
    "DraftRequest",
    "Drafted",
    "Format",
    "ModelWriter",
    "Patterns",
    "Prompts",
    "Reviewer",
    "Sayable",
    "Sheet",
    "Sources",
    "Standing",
    "View",
    "Views",
    "Writer",
    "build_brief",
    "check_claims",
    "chosen_format",
    "combinations",
    "compose",
    "draft",
    "draft_id",
    "drafted",
    "drafts",
    "load_patterns",
    "load_prompts",
    "load_views",
    "named_audience",
    "render_markdown",
    "rendered",
    "resolve_audience",
    "review",
    "sheet",
    "standing",
    "validate_audience",
]
