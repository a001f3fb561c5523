"""What indexing reports: the documents it read, and what it left out, with reasons."""

from __future__ import annotations

from assistant.domain.value import Value


class Unreadable(Value):
    """A file that is no evidence."""

    document: str
    """Path under `documents/`."""
    reason: str
    """Why, and what to do about it."""


class Marked(Value):
    """A passage that is kept out of search results and briefs."""

    id: str
    """Id of the passage."""
    document: str
    """Id of its document."""
    reason: str
    """What it does instead of informing."""


class Untied(Value):
    """A document that names accounts and is tied to none, so that every asker reads it."""

    document: str
    """Id of the document."""
    names: tuple[str, ...]
    """Names of the accounts, as their table has them, sorted."""


class DocumentCounts(Value):
    """Documents of one indexing."""

    read: int
    """Documents that could be read."""
    changed: int
    """Of these, how many are new or differ from the index before."""
    removed: int
    """Documents of the index before that are gone, or can no longer be read."""


class IndexReport(Value):
    """One indexing."""

    documents: DocumentCounts
    """How many documents."""
    passages: int
    """Passages in the index, marked ones included."""
    unreadable: tuple[Unreadable, ...]
    """Files left out, sorted by path."""
    marked: tuple[Marked, ...]
    """Passages not used as evidence, sorted by id."""
