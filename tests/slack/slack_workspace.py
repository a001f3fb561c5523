"""A Slack workspace on loopback with the bot in it, driven by signed requests through Bolt's own dispatch."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier

from assistant.app import Assistant
from assistant.domain.run import Day
from assistant.llm.scripted import ManualClock
from assistant.settings import configure
from assistant.slack.connection import Connection
from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.server import SlackServer
from assistant.slack.rehearsal.world import BOT_USER, Channel, Json, Member, Message, World
from assistant.workspace import Workspace

SIGNED_WITH = "a signing secret"
MARK, SAL, INES, THEO, GUEST, STRANGER, NOBODY = "U01", "U02", "U03", "U04", "U05", "U06", "U07"
WAIT = 30


EPOCHS = count(1_763_600_000, 1_000_000)


def new_world() -> World:
    """People of the sample's team.yaml, a guest, a person of another company, one who is not in team.yaml."""
    world = World(clock=ManualClock(), epoch=next(EPOCHS))
    for id, name in ((MARK, "Mark"), (SAL, "Sal"), (INES, "Ines"), (THEO, "Theo"), (NOBODY, "Noor")):
        world.people[id] = Member(id, name)
    world.people[GUEST] = Member(GUEST, "Gus", flags={"is_restricted": True})
    world.people[STRANGER] = Member(STRANGER, "Stella", team="T99", flags={"is_stranger": True})
    channels = (
        Channel("C0PUBLIC", "general", [MARK, SAL, INES, THEO, BOT_USER]),
        Channel("C0ALL", "marketing", [MARK, THEO, BOT_USER]),
        Channel("C0MIXED", "everybody", [MARK, SAL, NOBODY, BOT_USER]),
        Channel("C0GUEST", "with-a-guest", [MARK, GUEST, BOT_USER]),
        Channel("G0PRIVATE", "sales-leads", [MARK, SAL, BOT_USER], {"is_private": True}),
        Channel("C0SHARED", "with-a-partner", [MARK, STRANGER, BOT_USER], {"is_ext_shared": True, "is_shared": True}),
    )
    world.channels |= {channel.id: channel for channel in channels}
    return world


def copied(folder: Path) -> Path:
    """A copy of the sample workspace."""
    root = Path(__file__).parent.parent.parent
    for part in ("knowledge", "prompts"):
        shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(root / "parlance.toml", folder / "parlance.toml")
    return folder


def opened(workspace: Path) -> Assistant:
    """The assistant over that workspace as its parlance.toml says."""
    found = Workspace.at(workspace)
    settings = configure(workspace / "parlance.toml", {}, {}).settings
    return Assistant(found, settings, Day(today=date(2026, 11, 20), wanted=settings.as_of))


@dataclass
class Slack:
    """The workspace, what the bot is, and what somebody does in it."""

    world: World
    server: SlackServer
    bot: Connection
    clock: ManualClock
    responses: list[BoltResponse] = field(default_factory=list)

    def send(self, payload: Json, *, form: str = "json", headers: dict[str, list[str]] | None = None) -> BoltResponse:
        """A signed request as Slack sends it; `form` is json, payload or command."""
        body = json.dumps(payload)
        if form == "payload":
            body = urlencode({"payload": body})
        elif form == "command":
            body = urlencode(payload)
        kind = "application/json" if form == "json" else "application/x-www-form-urlencoded"
        signed = headers or signature(body)
        response = self.bot.app.dispatch(BoltRequest(body=body, headers={"content-type": [kind], **signed}))
        self.responses.append(response)
        return response

    def say(self, user: str, channel: str, text: str, thread: str = "") -> Message:
        """Somebody writes a message; the bot hears of it."""
        message = self.wrote(user, channel, text, thread)
        for event in payloads.message_events(self.world, message):
            self.send(event)
        return message

    def wrote(self, user: str, channel: str, text: str, thread: str = "") -> Message:
        """Somebody writes a message of which nobody hears yet."""
        return self.world.add(Message(self.world.next_ts(), channel, user, text, thread))

    def ask(self, user: str, channel: str, text: str, thread: str = "") -> list[Message]:
        """Somebody mentions the bot (in a direct message just writes); what it answered, notes included."""
        words = text if channel.startswith("D") else f"<@{BOT_USER}> {text}"
        before = {m.ts for m in self.world.posted()}
        self.say(user, channel, words, thread)
        return self.answers(before)

    def ask_elsewhere(self, user: str, text: str) -> list[Message]:
        """Somebody asks in a direct message while the bot is at work for others; what it answered there."""
        root = self.say(user, self.direct(user), text)
        for _ in range(WAIT * 20):
            if found := [m for m in self.world.posted() if m.thread == root.ts]:
                return found
            time.sleep(0.05)
        return []

    def answers(self, before: set[str] | None = None) -> list[Message]:
        """What the bot wrote since, once it has nothing left to do."""
        assert self.bot.bot.settle(WAIT), "the bot is still at work"
        return [m for m in self.world.posted() if m.ts not in (before or set())]

    def direct(self, user: str) -> str:
        """The direct message between somebody and the bot."""
        return self.world.direct(user).id

    def press(self, user: str, message: Message, label: str) -> list[Message]:
        """Somebody presses a button below a message, by its label; what the bot wrote then."""
        before = {m.ts for m in self.world.posted()}
        action = button(message.blocks, label)
        self.send(payloads.click(self.world, user, message, action, self.server.base), form="payload")
        return self.answers(before)

    def choose(self, user: str, message: Message, shortcut: str) -> Json:
        """Somebody chooses a shortcut on a message; the modal that they see then."""
        payload = payloads.shortcut(self.world, user, message, shortcut, self.server.base)
        self.send(payload, form="payload")
        self.answers()
        return self.modal(user)

    def submit(self, user: str, values: dict[str, Any]) -> BoltResponse:
        """Somebody sends the form that they see; `values` by name, options as their value."""
        modal = [m for m in self.world.modals.values() if m.user == user][-1]
        state = {name: {name: value} for name, value in values.items()}
        response = self.send(payloads.submission(modal, state), form="payload")
        self.answers()
        return response

    def modal(self, user: str) -> Json:
        """The last modal that was opened for somebody."""
        return [m for m in self.world.modals.values() if m.user == user][-1].view

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [arguments for name, arguments in self.world.calls if name == method]


def signature(body: str, *, at: float | None = None, key: str = SIGNED_WITH) -> dict[str, list[str]]:
    """The headers with which Slack signs a request."""
    stamp = str(int(at if at is not None else time.time()))
    signed = SignatureVerifier(key).generate_signature(timestamp=stamp, body=body)
    return {"x-slack-signature": [signed or ""], "x-slack-request-timestamp": [stamp]}


def words(part: Any) -> str:
    """Every text of blocks, modals and home tabs, one a line."""
    found: list[str] = []
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            found.append(part["text"])
        found += [words(value) for value in part.values() if isinstance(value, dict | list)]
    elif isinstance(part, list):
        found += [words(value) for value in part]
    return "\n".join(text for text in found if text)


def button(blocks: list[Json], label: str) -> Json:
    """The action of a button or feedback by its label, as a click sends it."""
    for block in blocks:
        for element in block.get("elements", ()):
            if element.get("type") == "button" and element["text"]["text"] == label:
                return {"type": "button", "action_id": element["action_id"], "value": element["value"]}
            if element.get("type") == "feedback_buttons":
                for side in ("positive_button", "negative_button"):
                    if element[side]["text"]["text"] == label:
                        return {
                            "type": "feedback_buttons",
                            "action_id": element["action_id"],
                            "value": element[side]["value"],
                        }
    raise AssertionError(f"no button {label} in {words(blocks)}")


MakeSlack = Callable[..., Slack]
