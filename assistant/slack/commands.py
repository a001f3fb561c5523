"""The door for `/parlance`."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from assistant.slack.bot import Bot
from assistant.slack.incoming import from_command

COMMAND = "/parlance"


def open(app: App, bot: Bot) -> None:
    """Takes a question from each command."""

    def asked(ack: Ack, command: dict[str, Any]) -> None:
        bot.take(from_command(command))
        ack()

    app.command(COMMAND)(asked)
