"""Audit: who asked what, which evidence was used and what was shown, in a chain that shows where it was broken."""

from __future__ import annotations

from datetime import date

from assistant.domain.value import Value


class AuditEntry(Value):
    """One thing that a person was told."""

    person: str
    """Id of who asked, empty for the local user; the chain holds a pseudonym instead."""
    on: date
    """Day on which it was asked."""
    surface: str
    """Where it was asked, such as `ask`, `chat`, `slack`."""
    question: str
    """As it was asked; kept beside the chain, which holds its keyed hash, and gone once the person is forgotten."""
    intent: str
    """What was understood, by the name of the tool that answered."""
    evidence: tuple[str, ...] = ()
    """Citations that were used, such as `claim:C-014`, `receipt:A-001`."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts that were spoken of."""
    draft: str | None = None
    """Id of the draft that was shown, where one was."""
    writer: str = ""
    """Who put it into words: the language model's name or `composer`; empty where nothing was written."""
    shown: str = ""
    """The text that was shown; kept like the question."""


class AuditLine(Value):
    """One row of the chain as an auditor reads it."""

    sequence: int
    """Place in the chain, from 1."""
    who: str
    """Pseudonym of the person."""
    entry: AuditEntry
    """What was recorded; without person, question and text once the person is forgotten."""


class AuditVerdict(Value):
    """Whether the chain is whole."""

    ok: bool
    """No row was edited, removed or added since it was recorded, as far as the chain and its anchor can tell."""
    rows: int
    """Rows that are there."""
    head: str
    """Hash of the last row that holds; an empty chain has the hash of nothing."""
    bad: int | None = None
    """Sequence of the first row that is not as it was recorded; None when all are."""
    reason: str = ""
    """What is wrong with it."""

    @property
    def anchor(self) -> str:
        """Count and hash, `ROWS:HASH`; kept elsewhere, it shows later whether the chain still holds these rows."""
        return f"{self.rows}:{self.head}"
