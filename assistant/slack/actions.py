"""The doors of the buttons below an answer that ask for more.

A click asks again as whoever clicked: it shows nobody another's answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from assistant.slack import modals, reply_view
from assistant.slack.bot import Bot
from assistant.slack.context import Context
from assistant.slack.incoming import Payload, from_click
from assistant.slack.modals import Behind

ASKING = re.compile(rf"^{reply_view.ASK}:(?P<words>.*)$")


def open(app: App, bot: Bot) -> None:
    """Answers each button."""

    def asks(ack: Ack, body: dict[str, Any]) -> None:
        context = Context.read(body["actions"][0].get("value", ""))
        if context:
            before = "" if ASKING.sub(r"\g<words>", body["actions"][0]["action_id"]).isdecimal() else context.question
            bot.take(from_click(body, context, context.choice, before))
        ack()

    app.action(ASKING)(asks)
    app.action(reply_view.SOURCES)(opening(bot, "Sources and the rest", _sources))
    app.action(reply_view.STAKEHOLDER)(opening(bot, "Another stakeholder", _stakeholders))

    def chosen(ack: Ack, view: dict[str, Any]) -> None:
        ack()
        _draft_for(bot, view)

    app.view("stakeholder")(chosen)


def opening(bot: Bot, title: str, made: Callable[[Bot, Behind], View]) -> Callable[..., None]:
    """A door that opens a modal about the answer above the button."""

    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        context = Context.read(body["actions"][0].get("value", ""))
        if context:
            open_modal(bot, body, title, behind(body, context), made)

    return pressed


def open_modal(bot: Bot, body: Payload, title: str, about: Behind, made: Callable[[Bot, Behind], View]) -> None:
    """Opens a modal at once and fills it when its content is there."""

    def opened() -> None:
        client = bot.answering.client
        first = client.views_open(trigger_id=body["trigger_id"], view=modals.waiting(title))
        client.views_update(view_id=first["view"]["id"], view=made(bot, about))

    bot.beside(about.question, opened)


def behind(body: Payload, context: Context) -> Behind:
    """What a modal below an answer is about."""
    return Behind(question=from_click(body, context, context.question, context.before), draft=context.draft)


def _sources(bot: Bot, about: Behind) -> View:
    return modals.sources(bot.answering.again(about.question))


def _stakeholders(bot: Bot, about: Behind) -> View:
    asked = bot.answering.asked(about.question)
    if asked.asker.rights == "none":
        return modals.stakeholders(about, {})
    model = asked.now.assistant.read(asked.asker).model.value
    roles = model.stakeholders.roles if model.stakeholders else []
    return modals.stakeholders(about, {role.id: role.name for role in roles})


def _draft_for(bot: Bot, view: Payload) -> None:
    about = Behind.model_validate_json(view["private_metadata"])
    option = view["state"]["values"]["role"]["role"]["selected_option"]
    words = f"for the {option['text']['text'].lower()} instead"
    asked = about.question
    key = f"chosen:{view['id']}"
    bot.take(asked.model_copy(update={"key": key, "text": words, "before": asked.text}))
