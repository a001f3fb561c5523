"""Terms and senses: the shared words of marketing and sales. Also the shape of `glossary.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from assistant.domain.value import Value

TermLevel = Literal["account", "stakeholder", "none"]


class Avoided(Value):
    """A wrong word for a term."""

    text: str = Field(min_length=1)
    """The wrong word or words."""
    note: str = ""
    """Why it is wrong, or who says it."""


def _avoided(entry: object) -> object:
    return {"text": entry} if isinstance(entry, str) else entry


class Sense(Value):
    """One meaning of a word that has several."""

    id: str
    """Distinct within its term."""
    use: str
    """Id of the term to write instead."""
    said_by: tuple[str, ...] = ()
    """Teams that mean this sense."""
    meaning: str = ""
    """The meaning in a few words."""
    cues: tuple[str, ...] = ()
    """Words nearby that point to this sense."""


class Term(Value):
    """A glossary entry."""

    id: str = Field(min_length=1)
    """Distinct within the glossary."""
    name: str = Field(min_length=1)
    """As it is written in shared text."""
    plural: str = ""
    """Defaults to the name and an s."""
    meaning: str = ""
    """What both teams mean by it."""
    level: TermLevel = "none"
    """Which level the word speaks of."""
    owner: str = ""
    """Team that keeps the wording."""
    status: Literal["proposed", "agreed", "deprecated"] = "agreed"
    """A deprecated term names its successor."""
    agreed_by: tuple[str, ...] = ()
    """Teams that signed the wording."""
    successor: str | None = None
    """Id of the term that replaces a deprecated one."""
    avoid: tuple[Annotated[Avoided, BeforeValidator(_avoided)], ...] = ()
    """Wrong words for this meaning; never a word with senses."""
    senses: tuple[Sense, ...] = ()
    """Meanings of a word that is never used bare in shared text."""
    keep: tuple[str, ...] = ()
    """Phrases that are left alone."""

    def plural_form(self) -> str:
        """The plural as it is written."""
        return self.plural or f"{self.name}s"
