"""The door for mentions in channels."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from assistant.slack.bot import Bot
from assistant.slack.incoming import from_message, written_by_person


def open(app: App, bot: Bot) -> None:
    """Takes a question from each message that mentions the bot."""

    def mentioned(event: dict[str, Any], body: dict[str, Any]) -> None:
        if written_by_person(event, bot.user):
            bot.take(from_message(event, body["team_id"], bot.user))

    app.event("app_mention")(mentioned)
