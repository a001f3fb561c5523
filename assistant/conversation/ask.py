"""What a tool is called with, and how it says that it cannot answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.app import Assistant
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Choice, Reply
from assistant.domain.draft import Section, Statement

Progress = Callable[[str], None]
MOST = 6
"""Short sentences of an answer for five minutes."""


@dataclass(frozen=True)
class Ask:
    """One request of an asker, over the app."""

    assistant: Assistant
    universe: Universe
    wanted: Wanted
    progress: Progress

    @property
    def run(self) -> str:
        """The citation of what everybody reads."""
        return f"run:{self.universe.read.run}"

    @property
    def glossary(self) -> str:
        """The citation of the glossary as a whole."""
        return f"glossary:{self.assistant.glossary.fingerprint}"

    @property
    def as_of(self) -> date:
        """The day for which the answer holds."""
        return self.universe.read.as_of


def said(text: str, *cites: str) -> Statement:
    """One sentence with its citations."""
    return Statement(text=text, cites=cites)


def section(id: str, title: str, statements: Iterable[Statement]) -> Section:
    """A part of the rest of an answer."""
    return Section(id=id, title=title, share="internal", statements=tuple(statements))


def abstained(reason: str, *, choices: Sequence[Choice] = (), follow_ups: Sequence[str] = ()) -> Reply:
    """An answer that says why there is none, and what can be asked instead."""
    return Reply(
        question="", intent="", abstained=True, reason=reason, choices=tuple(choices), follow_ups=tuple(follow_ups)
    )


def answered(statements: Iterable[Statement], *, title: str = "The rest", most: int = MOST) -> Reply:
    """An answer: the first sentences, and what is over in a section of its own."""
    every = tuple(statements)
    more = (section("rest", title, every[most:]),) if len(every) > most else ()
    return Reply(question="", intent="", statements=every[:most], more=more)


def day(value: date) -> str:
    """A day as people write it."""
    return f"{value.day} {value:%B %Y}"


def joined(items: Iterable[str], word: str = "and") -> str:
    """`a, b and c`."""
    every = list(items)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {word} {every[-1]}" if every else ""


def counted(number: int, noun: str) -> str:
    """`1 account`, `2 accounts`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
