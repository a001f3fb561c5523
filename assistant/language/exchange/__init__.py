"""Glossaries of other tools: read into proposals for ours, and written as rules for Vale."""

from assistant.language.exchange.entry import Entry
from assistant.language.exchange.merge import Merge, merged
from assistant.language.exchange.reading import read_entries
from assistant.language.exchange.vale import vale_files

__all__ = ["Entry", "Merge", "merged", "read_entries", "vale_files"]
