"""What we may say: documents, their passages, approved claims, and the search over them."""

from assistant.evidence.claims import ClaimsFile, load_claims
from assistant.evidence.evidence import Evidence
from assistant.evidence.report import DocumentCounts, IndexReport, Marked, Unreadable
from assistant.evidence.scope import Scope

__all__ = [
    "ClaimsFile",
    "DocumentCounts",
    "Evidence",
    "IndexReport",
    "Marked",
    "Scope",
    "Unreadable",
    "load_claims",
]
