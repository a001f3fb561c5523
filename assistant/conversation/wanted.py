"""What a question asks for, with every name resolved: what tools are called with."""

from __future__ import annotations

from assistant.domain.conversation import Choice
from assistant.domain.segments import Level
from assistant.domain.value import Value


class Wanted(Value):
    """One request; every id in it exists for the asker."""

    intent: str = ""
    """Name of the tool that answers; empty when nothing was understood."""
    question: str = ""
    """The words that asked for it."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts that were named."""
    people: tuple[str, ...] = ()
    """Ids of the stakeholders that were named."""
    roles: tuple[str, ...] = ()
    """Ids of roles."""
    without: tuple[str, ...] = ()
    """Ids of roles that nobody has there."""
    account_segments: tuple[str, ...] = ()
    """Ids of account segments."""
    stakeholder_segments: tuple[str, ...] = ()
    """Ids of stakeholder segments."""
    coverages: tuple[str, ...] = ()
    """Field, inside, digital."""
    terms: tuple[str, ...] = ()
    """Ids of glossary terms."""
    owners: tuple[str, ...] = ()
    """Owners of accounts, as the table writes them."""
    attributes: tuple[str, ...] = ()
    """Names of attributes."""
    dimensions: tuple[str, ...] = ()
    """Ids of dimensions."""
    left: tuple[str, ...] = ()
    """Words of a list or count that mean nothing to it."""
    teams: tuple[str, ...] = ()
    """Teams in the order in which they were named."""
    level: Level = "account"
    """Whether a list or count is of accounts or stakeholders."""
    to: str | None = None
    """Id of the account segment that somebody wants to reach."""
    text: str = ""
    """A text to be checked, translated or aligned, or words to search for."""
    part: str = ""
    """Id of the section of a draft that alone is asked for."""
    whole: bool = False
    """Whether a list is asked for as a whole."""
    guessed: bool = False
    """Whether no phrase said what was wanted, and a search was the last resort."""
    page: int = 0
    """0 the usual answer, 1 and up the rest of it page by page, -1 and down ever shorter."""
    nobody: bool = False
    """Whether a name was said that names nothing that exists for the asker."""
    choices: tuple[Choice, ...] = ()
    """What an ambiguous name may have meant."""
    follow_up: str = ""
    """How it follows from what was asked before: shorter, more, source, why, instead."""
