"""What is remembered between commands."""

from assistant.store.answers import record_answers, recorded_answers
from assistant.store.disputes import Disputes
from assistant.store.memory import Memory
from assistant.store.runs import KeptRuns, Part
from assistant.store.store import Store, StoredDraft

__all__ = ["Disputes", "KeptRuns", "Memory", "Part", "Store", "StoredDraft", "record_answers", "recorded_answers"]
