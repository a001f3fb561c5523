"""What is remembered between commands."""

from assistant.store.answers import answers_of, record_answers, recorded_answers
from assistant.store.disputes import Disputes
from assistant.store.forgetting import Forgotten
from assistant.store.memory import Memory
from assistant.store.runs import KeptRuns, Part
from assistant.store.store import Store, StoredDraft

__all__ = [
    "Disputes",
    "Forgotten",
    "KeptRuns",
    "Memory",
    "Part",
    "Store",
    "StoredDraft",
    "answers_of",
    "record_answers",
    "recorded_answers",
]
