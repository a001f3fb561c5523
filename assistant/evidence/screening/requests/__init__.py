"""Requests: whether a sentence of a document asks its reader for work, where a document should inform."""

from assistant.evidence.screening.requests.requests import Surroundings, requested
from assistant.evidence.screening.requests.steps import agreed

__all__ = ["Surroundings", "agreed", "requested"]
