"""Who somebody in Slack is: an asker of team.yaml, or a person who gets definitions only.

Guests, strangers and people of other companies get definitions only even when team.yaml names them. A look-up that
fails denies.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from assistant import access
from assistant.access import Asker
from assistant.app import Assistant

LOG = logging.getLogger(__name__)
OUTSIDE_FLAGS = ("is_restricted", "is_ultra_restricted", "is_stranger")


@dataclass(frozen=True)
class People:
    """The people of one Slack workspace."""

    client: WebClient
    team: str
    """Id of the Slack workspace."""

    def asker(self, user: str, assistant: Assistant) -> Asker:
        """The person of team.yaml with that Slack id, when they are a full member here; rights are read anew."""
        known = next((p for p in access.team(assistant.workspace).people if p.slack == user), None)
        if known is None or not self._is_colleague(user):
            return unknown(user)
        return assistant.asker(known.id)

    def reader(self, user: str, assistant: Assistant) -> Asker | None:
        """The member of a channel as an asker; None for an app or an account that was closed.

        `SlackClientError` when Slack does not say who it is.
        """
        profile = self._profile(user)
        if profile.get("is_bot") or profile.get("deleted"):
            return None
        known = next((p for p in access.team(assistant.workspace).people if p.slack == user), None)
        return assistant.asker(known.id) if known and self._inside(profile) else unknown(user)

    def name(self, user: str) -> str:
        """What people call somebody: their real name, else the id."""
        try:
            profile = self._profile(user)
        except SlackClientError:
            return user
        return str(profile.get("real_name") or profile.get("name") or user)

    def _is_colleague(self, user: str) -> bool:
        try:
            profile = self._profile(user)
        except SlackClientError as error:
            LOG.warning("users.info failed, so the person gets definitions only: %s", type(error).__name__)
            return False
        return self._inside(profile) and not profile.get("is_bot")

    def _inside(self, profile: dict[str, Any]) -> bool:
        return profile.get("team_id") == self.team and not any(profile.get(flag) for flag in OUTSIDE_FLAGS)

    def _profile(self, user: str) -> dict[str, Any]:
        return dict(self.client.users_info(user=user)["user"])


def unknown(user: str) -> Asker:
    """Somebody who gets definitions only, whatever ids team.yaml has."""
    return Asker(f"slack:{user}", "", "none")
