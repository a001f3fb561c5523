"""What Slack sends, read into questions. Other apps, our own messages, edits and joins ask nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.slack.context import Context
from assistant.slack.markup import mentions, plain
from assistant.slack.question import Question

Payload = Mapping[str, Any]
SAID = (None, "file_share", "thread_broadcast")
"""Subtypes of messages that somebody wrote."""
HELP = "help"


def written_by_person(event: Payload, bot: str) -> bool:
    """Whether a person wrote this message just now."""
    return (
        event.get("subtype") in SAID
        and bool(event.get("user"))
        and event.get("user") != bot
        and not event.get("bot_id")
        and not event.get("hidden")
    )


def post_key(channel: str, ts: str) -> str:
    """The same for every event about one message, such as a mention and the message that holds it."""
    return f"post:{channel}:{ts}"


def from_message(event: Payload, team: str, bot: str) -> Question:
    """A message that a person wrote."""
    return Question(
        key=post_key(event["channel"], event["ts"]),
        team=team,
        channel=event["channel"],
        thread=event.get("thread_ts") or event["ts"],
        person=event["user"],
        text=plain(event.get("text") or "", bot=bot) or HELP,
    )


def speaks_to_others(event: Payload, bot: str) -> bool:
    """Whether the message mentions people other than the bot."""
    return bool(mentions(event.get("text") or "") - {bot})


def speaks_to(event: Payload, bot: str) -> bool:
    """Whether the message mentions the bot."""
    return bot in mentions(event.get("text") or "")


def from_command(command: Payload) -> Question:
    """`/parlance words`: nobody else sees the question, so nobody else sees the answer."""
    return Question(
        key=f"command:{command['trigger_id']}",
        team=command["team_id"],
        channel=command["channel_id"],
        thread="",
        person=command["user_id"],
        text=plain(command.get("text") or "") or HELP,
        unseen=True,
        response_url=command.get("response_url") or "",
    )


def from_click(body: Payload, context: Context, words: str, before: str = "") -> Question:
    """A button below an answer that asks something: where the answer stands, by whoever clicked."""
    container, action = body["container"], body["actions"][0]
    alone = bool(container.get("is_ephemeral"))
    thread = container.get("thread_ts") or ("" if alone else container["message_ts"])
    return Question(
        key=f"click:{container['channel_id']}:{container['message_ts']}:{action['action_ts']}:{body['user']['id']}",
        team=body["team"]["id"],
        channel=container["channel_id"],
        thread=thread,
        person=body["user"]["id"],
        text=words or context.question,
        before=before,
        unseen=alone,
        response_url=(body.get("response_url") or "") if alone else "",
    )


def from_shortcut(shortcut: Payload, words: str) -> Question:
    """A shortcut on a message, for whoever chose it alone."""
    message = shortcut["message"]
    return Question(
        key=f"shortcut:{shortcut['trigger_id']}",
        team=shortcut["team"]["id"],
        channel=shortcut["channel"]["id"],
        thread=message.get("thread_ts") or message["ts"],
        person=shortcut["user"]["id"],
        text=words,
        unseen=True,
        response_url=shortcut.get("response_url") or "",
    )
