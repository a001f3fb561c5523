"""The Bolt app: signature, then doors. What a door keeps is kept before Slack hears that it arrived.

Bolt's own verifier refuses wrong and stale signatures before any door; Bolt leaves out the bot's own events.
"""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from assistant.slack import actions, commands, home, mentions, messages, opinions, shortcuts
from assistant.slack.bot import Bot

LOG = logging.getLogger(__name__)
DOORS = (mentions, messages, commands, shortcuts, actions, opinions, home)
"""One module for each kind of event."""


def application(bot: Bot, client: WebClient, signing_secret: str) -> App:
    """The app with every door open; `signing_secret` is for requests over HTTP, Socket Mode has none."""
    app = App(
        client=client,
        signing_secret=signing_secret,
        process_before_response=True,  # a door keeps the question before it is acknowledged
    )
    for door in DOORS:
        door.open(app, bot)
    app.error(_failed)
    return app


def _failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """A door that could not keep what came: Slack is not told that it arrived, so it sends it again."""
    LOG.error("an event of type %s could not be kept", body.get("type"), exc_info=error)
    return BoltResponse(status=500, body="")
