"""Findings: what a check reports, at the word itself."""

from __future__ import annotations

from typing import Literal

from assistant.domain.value import Value

Severity = Literal["error", "warning"]


class Finding(Value):
    """One thing that a check reports. Lines and columns count from 1, columns in characters, ends are exclusive."""

    file: str
    """Path as given, `-` for standard input, or the id of a draft's section."""
    page: int | None = None
    """Page or slide, from 1, whose lines are counted; None where the file has no pages."""
    line: int
    """First line; in a draft the number of the statement in its section."""
    column: int
    """First column."""
    end_line: int
    """Line of the end."""
    end_column: int
    """Column after the last character."""
    rule: str
    """Id of the rule: avoid, sense, unclear, levels, deprecated, segment, casing, or one of the review."""
    severity: Severity
    """An error keeps a draft from leaving and makes `check` exit with 3."""
    text: str
    """The words found."""
    term: str | None = None
    """Id of the glossary term that speaks."""
    sense: str | None = None
    """Id of the sense that the text means; None when unclear or not about senses."""
    level: Literal["account", "stakeholder", "none"] | None = None
    """Level of the term to use; None when unclear."""
    message: str
    """What is wrong and what it went by."""
    suggestion: str | None = None
    """The text to put in its place; None when only a person can decide."""
