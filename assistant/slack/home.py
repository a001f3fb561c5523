"""The door for opening the app: the home tab, and suggested prompts for a direct message."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import App

from assistant.access import Asker
from assistant.app import Assistant
from assistant.slack import home_view
from assistant.slack.bot import Bot
from assistant.slack.question import Question

MOST_PROMPTS = 4
Prompt = dict[str, str]


def open(app: App, bot: Bot) -> None:
    """Shows the home tab and sets the prompts."""

    def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        question = Question(
            key=f"opened:{body['event_id']}",
            team=body["team_id"],
            channel=event.get("channel") or "",
            thread="",
            person=event["user"],
            text="",
            unseen=True,
        )
        if event.get("tab") == "messages":
            bot.lanes.put(question.key, partial(_suggest, bot, question))
        elif event.get("tab") == "home":
            bot.lanes.put(question.key, partial(_publish, bot, question))

    app.event("app_home_opened")(opened)


def _publish(bot: Bot, question: Question) -> None:
    answering = bot.answering
    now = answering.current.now()
    asker = answering.people.asker(question.person, now.assistant)
    name = answering.people.name(question.person)
    answering.client.views_publish(user_id=question.person, view=home_view.home(now, asker, name))


def _suggest(bot: Bot, question: Question) -> None:
    answering = bot.answering
    now = answering.current.now()
    asker = answering.people.asker(question.person, now.assistant)
    answering.client.assistant_threads_setSuggestedPrompts(
        channel_id=question.channel, title="Try one of these", prompts=suggested(now.assistant, asker)
    )


def suggested(assistant: Assistant, asker: Asker) -> list[Prompt]:
    """What somebody of that team may want to ask first, with an account of theirs where one helps."""
    words = [_prompt("What does customer mean?", "What does customer mean?")]
    if asker.rights == "none":
        return [*words, _prompt("Check a sentence", "check: Our customers feel understood by the new segment.")]
    found = home_view.groups(assistant, asker)
    if not found:
        return words
    group = found[0]
    name = group.accounts[0]
    talk = _prompt(f"Talking points for {name}"[:75], f"talking points for {name}")
    why = _prompt(f"Why is {name} {group.name}?"[:75], f"why is {name} {group.name}?")
    persona = _prompt(f"Persona for {group.name} accounts"[:75], f"persona for {group.name} accounts")
    missing = _prompt(f"What is missing for {name}?"[:75], f"what is missing for {name}?")
    by_team = {"marketing": [persona, talk, *words, why], "telesales": [missing, why, talk, *words]}
    return by_team.get(asker.team, [talk, why, missing, *words])[:MOST_PROMPTS]


def _prompt(title: str, message: str) -> Prompt:
    return {"title": title, "message": message}
