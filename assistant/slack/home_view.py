"""The home tab: the asker's accounts by account segment, agreed definitions, open disputes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.access import Asker
from assistant.app import Assistant
from assistant.domain.conversation import Home
from assistant.domain.run import Dispute
from assistant.slack import phrases
from assistant.slack.current import Now
from assistant.slack.letter import bullets, heading, line, paragraph, small

MOST_NAMES = 12
"""Names of accounts in one segment."""
MOST_TERMS = 20
MOST_DISPUTES = 10


@dataclass(frozen=True)
class Group:
    """The accounts of one account segment."""

    name: str
    coverage: str
    accounts: tuple[str, ...]


def groups(assistant: Assistant, asker: Asker) -> tuple[Group, ...]:
    """The asker's accounts by account segment, in the order of the segment model; empty segments are left out."""
    scoring = assistant.read(asker)
    named: dict[str, list[str]] = {}
    for account in scoring.accounts():
        named.setdefault(account.segment, []).append(account.name or account.id)
    return tuple(
        Group(segment.name, segment.coverage, tuple(named[segment.id]))
        for segment in scoring.model.value.account_segments
        if segment.id in named
    )


def home(now: Now, asker: Asker, name: str) -> View:
    """What the asker sees when they open the app."""
    about = now.brain.home(asker)
    blocks = heading(f"Hello {name}")
    if asker.rights == "none":
        blocks += paragraph(phrases.OUTSIDE)
    else:
        blocks += _accounts(groups(now.assistant, asker), about)
        blocks += [*line(), *_disputes(about.disputes)]
    blocks += [*line(), *_definitions(about.definitions)]
    return View(type="home", blocks=blocks)


def _accounts(found: Sequence[Group], about: Home) -> list[Block]:
    blocks = heading("Your accounts by account segment")
    if not found:
        return blocks + paragraph("No account is yours yet. Whoever runs Parlance sets this in knowledge/team.yaml.")
    for group in found:
        blocks += paragraph(f"{group.name}: {len(group.accounts)} (coverage {group.coverage})", bold=True)
        rest = len(group.accounts) - MOST_NAMES
        more = f" and {rest} more" if rest > 0 else ""
        blocks += paragraph(", ".join(group.accounts[:MOST_NAMES]) + more)
    return blocks + small(f"As of {about.as_of}")


def _disputes(doubts: Sequence[Dispute]) -> list[Block]:
    blocks = heading("Open disputes")
    if not doubts:
        return blocks + paragraph("Nobody doubts a segment of these accounts.")
    return blocks + bullets(f"{d.id}: {d.account} is {d.segment}. {d.reason}" for d in doubts[:MOST_DISPUTES])


def _definitions(terms: Sequence[tuple[str, str]]) -> list[Block]:
    return heading("Agreed definitions") + bullets(f"{name}: {meaning}" for name, meaning in terms[:MOST_TERMS])
