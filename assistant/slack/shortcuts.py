"""The doors of the message shortcuts: Check wording, and Who means what? for a thread."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from assistant.slack import modals, wording_view
from assistant.slack.bot import Bot
from assistant.slack.incoming import Payload, from_shortcut
from assistant.slack.letter import letters, paragraph
from assistant.slack.markup import plain
from assistant.slack.modals import Behind
from assistant.slack.question import Question

CHECK, ALIGN, SHARE = "check_wording", "who_means_what", "aligned"
MOST_MESSAGES = 200
NO_HISTORY = (
    "I may not read threads here, so I compared nothing. Invite me to the channel; if that is not enough, the scope "
    "channels:history or groups:history is missing (docs/slack.md)."
)


def open(app: App, bot: Bot) -> None:
    """Opens a modal for each shortcut."""

    def check(ack: Ack, shortcut: dict[str, Any]) -> None:
        ack()
        show(bot, shortcut, "Check wording", partial(_checked, bot, shortcut))

    def align(ack: Ack, shortcut: dict[str, Any]) -> None:
        ack()
        show(bot, shortcut, "Who means what?", partial(_aligned, bot, shortcut))

    def share(ack: Ack, view: dict[str, Any]) -> None:
        ack()
        question = Behind.model_validate_json(view["private_metadata"]).question
        bot.beside(question, partial(_share, bot, question))

    app.message_shortcut(CHECK)(check)
    app.message_shortcut(ALIGN)(align)
    app.view(SHARE)(share)


def show(bot: Bot, shortcut: Payload, title: str, made: Callable[[], View]) -> None:
    """Opens a modal at once and fills it when its content is there."""
    question = from_shortcut(shortcut, title)

    def opened() -> None:
        client = bot.answering.client
        first = client.views_open(trigger_id=shortcut["trigger_id"], view=modals.waiting(title))
        client.views_update(view_id=first["view"]["id"], view=made())

    bot.beside(question, opened)


def _checked(bot: Bot, shortcut: Payload) -> View:
    assistant = bot.answering.current.now().assistant
    text = plain(shortcut["message"].get("text") or "", bot=bot.user)
    return wording_view.checked(text, assistant.check(text, "message"), assistant.mended(text, "message"))


def _aligned(bot: Bot, shortcut: Payload) -> View:
    question = from_shortcut(shortcut, "Who means what?")
    try:
        transcript = _transcript(bot, question)
    except SlackApiError as error:
        if error.response["error"] not in ("missing_scope", "channel_not_found", "not_in_channel", "no_permission"):
            raise
        return modals.view("Who means what?", paragraph(NO_HISTORY))
    return wording_view.aligned(bot.answering.current.now().assistant.align(transcript), Behind(question=question))


def _share(bot: Bot, question: Question) -> None:
    alignment = bot.answering.current.now().assistant.align(_transcript(bot, question))
    told = "Who means what by the same word in this thread."
    bot.answering.delivery.post(question, letters(wording_view.summary(alignment), (), told))


def _transcript(bot: Bot, question: Question) -> str:
    """The thread as an export with the people's names; a message alone as its text."""
    page = bot.answering.client.conversations_replies(channel=question.channel, ts=question.thread, limit=MOST_MESSAGES)
    said = [message for message in page["messages"] if message.get("user") and not message.get("bot_id")]
    if len(said) == 1:
        return plain(said[0].get("text") or "", bot=bot.user)
    names = {user: bot.answering.people.name(user) for user in {message["user"] for message in said}}
    return json.dumps(
        [
            {
                "user": message["user"],
                "ts": message["ts"],
                "text": message.get("text") or "",
                "user_profile": {"real_name": names[message["user"]]},
            }
            for message in said
        ]
    )
