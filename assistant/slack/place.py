"""The place has an audience: who reads an answer decides whether it is shown there.

Membership and rights are read at each answer, and a look-up that fails denies. Where not everybody sees the same
accounts, an answer that says "there is no such account" goes to the asker alone as well, like one that speaks of an
account: what others see tells them nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from assistant.access import Asker
from assistant.app import Assistant
from assistant.conversation import Brain
from assistant.conversation.tools import TOOLS
from assistant.domain.conversation import Reply
from assistant.slack.people import People, unknown

LOG = logging.getLogger(__name__)
MOST_READERS = 200
"""Members of a channel that are looked up; with more of them the answer goes to the asker alone."""
Kind = Literal["direct", "private", "public", "shared", "unclear"]


@dataclass(frozen=True)
class Place:
    """A channel or direct message, and who reads there."""

    kind: Kind
    readers: tuple[Asker, ...] = ()
    """Members of a private or public channel but for apps; it ends at the first who gets definitions only."""

    @property
    def open_to_others(self) -> bool:
        """Whether people of another company read there, or nobody knows who does: definitions only."""
        return self.kind in ("shared", "unclear")


UNCLEAR = Place("unclear")
"""What a place is when Slack does not say who reads there."""


def look(client: WebClient, people: People, channel: str, assistant: Assistant) -> Place:
    """The place as it is now."""
    try:
        about = dict(client.conversations_info(channel=channel)["channel"])
        kind = _kind(about)
        if kind in ("direct", "shared"):
            return Place(kind)
        return Place(kind, tuple(_readers(client, people, channel, assistant)))
    except SlackClientError as error:
        LOG.warning("the members of a channel cannot be read, so it gets definitions only: %s", type(error).__name__)
        return UNCLEAR


def _kind(about: dict[str, Any]) -> Kind:
    shared = about.get("is_ext_shared") or about.get("is_pending_ext_shared") or about.get("pending_connected_team_ids")
    if shared or (about.get("is_shared") and not about.get("is_org_shared")):
        return "shared"
    if about.get("is_im"):
        return "direct"
    return "private" if about.get("is_private") or about.get("is_mpim") else "public"


def _readers(client: WebClient, people: People, channel: str, assistant: Assistant) -> Iterator[Asker]:
    for number, user in enumerate(_members(client, channel)):
        if number == MOST_READERS:
            yield unknown(user)
            return
        reader = people.reader(user, assistant)
        if reader is not None:
            yield reader
            if reader.rights == "none":
                return


def _members(client: WebClient, channel: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = client.conversations_members(channel=channel, limit=200, cursor=cursor)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def may_show(reply: Reply, asker: Asker, place: Place, brain: Brain) -> bool:
    """Whether everybody who reads at the place may read the reply."""
    if place.kind == "direct" or for_everybody(reply):
        return True
    if place.open_to_others or any(reader.rights == "none" for reader in place.readers):
        return False
    own = brain.accounts(asker)
    views = [brain.accounts(reader) for reader in place.readers]
    if all(view == own for view in views):
        return True
    if reply.personal or reply.abstained:
        return False
    return all(view.issuperset(reply.accounts) for view in views)


def for_everybody(reply: Reply) -> bool:
    """Whether the reply holds nothing but what everybody may know: words, and texts that the person gave."""
    tool = TOOLS.get(reply.intent)
    if tool is None or not tool.for_everybody:
        return False
    return not (reply.accounts or reply.personal or reply.abstained or reply.draft or reply.as_of)
