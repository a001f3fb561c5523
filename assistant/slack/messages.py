"""The door for messages: direct ones, and what an asker goes on to say in a thread with the bot.

A message that was deleted before it was answered is not answered. An edit asks nothing: links unfurl as edits, too.
"""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from assistant.slack.bot import Bot
from assistant.slack.incoming import from_message, post_key, speaks_to, speaks_to_others, written_by_person


def open(app: App, bot: Bot) -> None:
    """Takes questions from messages."""

    def said(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("subtype") == "message_deleted":
            bot.drop(post_key(event["channel"], event["deleted_ts"]))
        elif written_by_person(event, bot.user) and _asks(event, body["team_id"], bot):
            bot.take(from_message(event, body["team_id"], bot.user))

    app.event("message")(said)


def _asks(event: dict[str, Any], team: str, bot: Bot) -> bool:
    if event.get("channel_type") == "im" or speaks_to(event, bot.user):
        return True
    if not event.get("thread_ts") or speaks_to_others(event, bot.user):
        return False
    return bot.knows(from_message(event, team, bot.user).lane)
