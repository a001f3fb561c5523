"""The form of a language model's answer: statements in sections, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.value import Value


class WrittenStatement(Value):
    """One sentence."""

    text: str
    """The sentence, in plain words."""
    cites: tuple[str, ...]
    """Ids of the sources that it comes from."""


class WrittenSection(Value):
    """A section that was asked for."""

    id: str
    """Its id, as given."""
    statements: tuple[WrittenStatement, ...]
    """What it says; none when the sources cannot fill it."""


class WrittenDraft(Value):
    """A draft as a language model writes it."""

    sections: tuple[WrittenSection, ...]
    """In the order that was given."""


class WrittenAnswer(Value):
    """An answer as a language model words it."""

    statements: tuple[WrittenStatement, ...]
    """At most six short sentences."""


FORMS: Mapping[str, type[Value]] = {"draft": WrittenDraft, "answer": WrittenAnswer}
"""Forms by the name that a prompt's `output` gives."""
