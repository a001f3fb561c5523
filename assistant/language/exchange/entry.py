"""What another tool says about a word."""

from __future__ import annotations

from assistant.domain.value import Value


class Entry(Value):
    """A term to write, or wrong words for one."""

    name: str
    """The term; empty when the words are wrong and nobody says what to write instead."""
    meaning: str = ""
    """What it means; may be empty."""
    avoid: tuple[str, ...] = ()
    """Wrong words for it."""
    plural: str = ""
    """As the other tool gives it; empty when it does not."""
    owner: str = ""
    """Team that keeps the wording; may be empty."""
    group: str = ""
    """Heading under which it stood."""
    pattern: bool = False
    """Whether it is a pattern for many words, which a glossary cannot hold."""
