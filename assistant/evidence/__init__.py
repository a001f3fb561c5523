"""What we may say: documents, their passages, approved claims, and the search over them."""

from assistant.evidence.claims.claims import ClaimsFile, load_claims
from assistant.evidence.evidence import NO_WORDS, Evidence, has_words
from assistant.evidence.report import DocumentCounts, IndexReport, Marked, Unreadable, Untied
from assistant.evidence.scope import Scope
from assistant.evidence.setup import Setup

__all__ = [
    "NO_WORDS",
    "ClaimsFile",
    "DocumentCounts",
    "Evidence",
    "IndexReport",
    "Marked",
    "Scope",
    "Setup",
    "Unreadable",
    "Untied",
    "has_words",
    "load_claims",
]
