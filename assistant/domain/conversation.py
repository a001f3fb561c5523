"""Replies: what a person who asks is told, on every surface.

A surface renders a reply; it adds no fact to it and takes no check away.
"""

from __future__ import annotations

from datetime import date

from assistant.domain.draft import OpenQuestion, Section, Statement
from assistant.domain.finding import Finding
from assistant.domain.run import Dispute
from assistant.domain.value import Value


class Footnote(Value):
    """Where a citation leads."""

    cite: str
    """Such as `claim:C-014`, `passage:ID`, `receipt:ACCOUNT`, `term:ID`."""
    label: str
    """What a reader sees of it."""


class Choice(Value):
    """One of several things that a question may have meant."""

    label: str
    """What the person chooses by, such as `Mercy General (A-001)`."""
    question: str
    """The question to ask instead."""


class Reply(Value):
    """One checked answer; an answer that abstains says why and what can be asked."""

    question: str
    """As it was asked."""
    intent: str
    """What was understood, by the name of the tool that answered."""
    statements: tuple[Statement, ...] = ()
    """The answer for five minutes: at most six short sentences."""
    more: tuple[Section, ...] = ()
    """The rest, on request."""
    open_questions: tuple[OpenQuestion, ...] = ()
    """What is not known, and who owns finding out."""
    footnotes: tuple[Footnote, ...] = ()
    """The citations of statements and sections, in the order of their first use."""
    choices: tuple[Choice, ...] = ()
    """What an ambiguous question may have meant; empty otherwise."""
    follow_ups: tuple[str, ...] = ()
    """Questions that can be asked next in this thread, such as `why?`."""
    text: str = ""
    """A text the person gave, mended; empty when none was."""
    findings: tuple[Finding, ...] = ()
    """On a text that the person gave, or of the review of this reply."""
    abstained: bool = False
    """Whether the question is left unanswered."""
    reason: str = ""
    """Why, and what can be asked instead."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts of which the reply speaks; who may not see one of them may not see the reply."""
    personal: bool = False
    """Whether it depends on what the asker may see, as counts and lists do."""
    as_of: date | None = None
    """The day for which it holds; None when it depends on no table."""
    draft: str | None = None
    """Id of the stored draft that it is taken from."""


class Feedback(Value):
    """What a person said of a reply or a draft."""

    person: str
    """Id of the person; empty for the local user."""
    helpful: bool
    """Whether it helped."""
    reason: str = ""
    """In the person's words."""
    question: str = ""
    """The question that the reply answered."""
    draft: str | None = None
    """Id of the draft, where it is about one."""
    on: date
    """Day on which it was said."""


class SegmentCount(Value):
    """How many accounts of a segment somebody sees."""

    segment: str
    """Display name of the account segment."""
    coverage: str
    """How it is covered."""
    accounts: int
    """Accounts that exist for the asker."""


class Home(Value):
    """What a person sees before they ask."""

    segments: tuple[SegmentCount, ...] = ()
    """Accounts by account segment, in the order of the segment model; empty without rights to accounts."""
    definitions: tuple[tuple[str, str], ...] = ()
    """Name and meaning of each agreed term."""
    disputes: tuple[Dispute, ...] = ()
    """Open doubts about accounts that exist for the asker."""
    as_of: date | None = None
    """The day for which it holds."""
    examples: tuple[str, ...] = ()
    """Questions that can be asked."""


class Completions(Value):
    """What may be completed while a question is typed; only what exists for the asker."""

    accounts: tuple[str, ...] = ()
    """Names of accounts."""
    roles: tuple[str, ...] = ()
    """Names of roles."""
    segments: tuple[str, ...] = ()
    """Names of segments."""
    terms: tuple[str, ...] = ()
    """Names of terms."""
