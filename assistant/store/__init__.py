"""What is remembered between commands."""

from assistant.store.store import Store, StoredDraft

__all__ = ["Store", "StoredDraft"]
