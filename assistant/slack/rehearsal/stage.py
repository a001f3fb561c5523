"""The stage of a rehearsal: people and channels made from the workspace, and what somebody does on the page.

Everything goes the way it goes with Slack: as an event over Socket Mode to the bot, and back over the Web API.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from assistant import access
from assistant.access import Person
from assistant.app import Assistant
from assistant.slack.markup import inert
from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.page import Page, Seat
from assistant.slack.rehearsal.server import Answer, SlackServer
from assistant.slack.rehearsal.world import BOT_USER, Channel, Json, Member, Message, World

GUEST = Member("U0GUEST", "Guest", flags={"is_restricted": True})
FILES = {"style.css": "text/css", "script.js": "text/javascript"}
HERE = Path(__file__).parent / "page"
LINE = re.compile(r"^\s*(?P<name>[^:\n]{1,40}):\s+(?P<words>\S.*)$")
COMMAND = "/parlance"
GONE = "That is not here any more. Load the page again."
WAIT = 25.0
"""Seconds for which the page waits for a change."""


def cast(assistant: Assistant, epoch: int) -> World:
    """The people of team.yaml and a guest, in a channel for all, one for each team, and one shared with a partner.

    Timestamps are counted from `epoch`: a bot that remembers an earlier rehearsal must not take this one for it.
    """
    world = World(epoch=epoch)
    team = access.team(assistant.workspace).people
    for number, person in enumerate(team):
        world.people[_id(person, number)] = Member(_id(person, number), person.name or person.id)
    everybody = [*world.people]
    _add(world, Channel("C0LAUNCH", "launch", everybody))
    for name in dict.fromkeys(person.team for person in team if person.team):
        members = [_id(person, number) for number, person in enumerate(team) if person.team == name]
        _add(world, Channel(f"G0{name.upper()}", f"{name}-only", [*members, BOT_USER], {"is_private": True}))
    world.people[GUEST.id] = GUEST
    shared = {"is_ext_shared": True, "is_shared": True}
    _add(world, Channel("C0PARTNER", "with-a-partner", [*everybody, GUEST.id], shared))
    return world


def _id(person: Person, number: int) -> str:
    return person.slack or f"U1{number:04d}"


def _add(world: World, channel: Channel) -> None:
    world.channels[channel.id] = channel


class Stage:
    """Shows the page and passes on what people do on it."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._world = server.world
        self._page = Page(server.world)
        self._acts = {
            "/say": self._say,
            "/press": self._press,
            "/shortcut": self._shortcut,
            "/submit": self._submit,
            "/close": self._close,
            "/open": self._open,
        }

    def get(self, path: str, query: dict[str, str]) -> Answer:
        """The page, its parts and its files."""
        name = path.removeprefix("/")
        if name in FILES:
            return 200, f"{FILES[name]}; charset=utf-8", (HERE / name).read_bytes()
        if path == "/changes":
            version = self._world.wait_beyond(int(query.get("version") or 0), WAIT)
            return 200, "application/json", json.dumps({"version": version}).encode()
        seat = Seat.of(query, self._world)
        if path == "/":
            return 200, "text/html; charset=utf-8", self._page.whole(seat).encode()
        if path == "/view":
            return 200, "text/html; charset=utf-8", self._page.view(seat).encode()
        return 404, "text/plain", b"There is no such page; the rehearsal is at /."

    def post(self, path: str, form: dict[str, str]) -> Answer:
        """What somebody did: JSON with errors by field, or why it is `gone`; empty when all is well."""
        act = self._acts.get(path)
        if act is None:
            return 404, "text/plain", b"There is no such action."
        try:
            done = act(form)
        except KeyError:
            done = {"gone": GONE}  # another window was quicker, or the page is of an earlier rehearsal
        return 200, "application/json", json.dumps(done).encode()

    def _say(self, form: dict[str, str]) -> Json:
        user, channel = form["as"], self._channel(form)
        text = form.get("text", "").strip()
        if text.startswith(COMMAND):
            words = text.removeprefix(COMMAND).strip()
            self._deliver("slash_commands", payloads.command(self._world, user, channel, words, self._server.base))
            return {}
        thread = form.get("thread", "")
        for speaker, words in self._spoken(user, text):
            message = Message(self._world.next_ts(), channel.id, speaker, _typed(words), thread)
            self._world.add(message)
            thread = thread or (message.ts if words != text else "")
            for event in payloads.message_events(self._world, message):
                self._deliver("events_api", event)
        return {}

    def _spoken(self, user: str, text: str) -> Iterator[tuple[str, str]]:
        """Who says what: a pasted conversation of people here is theirs, everything else is the person's own."""
        by_name = {member.name.casefold(): member.id for member in self._world.people.values()}
        lines = [LINE.match(line) for line in text.splitlines() if line.strip()]
        speakers = [by_name.get(line["name"].strip().casefold()) if line else None for line in lines]
        if len(lines) < 2 or not all(speakers):
            if text:
                yield user, text
            return
        for line, speaker in zip(lines, speakers, strict=True):
            if line and speaker:
                yield speaker, line["words"]

    def _press(self, form: dict[str, str]) -> Json:
        message = self._message(form)
        action = json.loads(form["action"])
        self._deliver("interactive", payloads.click(self._world, form["as"], message, action, self._server.base))
        return {}

    def _shortcut(self, form: dict[str, str]) -> Json:
        message = self._message(form)
        payload = payloads.shortcut(self._world, form["as"], message, form["callback"], self._server.base)
        self._deliver("interactive", payload)
        return {}

    def _submit(self, form: dict[str, str]) -> Json:
        modal = self._world.modals[form["modal"]]
        answer = self._deliver("interactive", payloads.submission(modal, _states(modal.view, form)))
        if answer.get("response_action") == "errors":
            return {"errors": answer["errors"]}
        return self._close(form)

    def _close(self, form: dict[str, str]) -> Json:
        with self._world.lock:
            self._world.modals.pop(form["modal"], None)
            self._world.touch()
        return {}

    def _open(self, form: dict[str, str]) -> Json:
        tab = "home" if form.get("place") == "home" else "messages"
        self._deliver("events_api", payloads.opened(self._world, form["as"], tab))
        return {}

    def _deliver(self, kind: str, payload: Json) -> Json:
        return self._server.socket_mode.send(kind, payload) or {}

    def _channel(self, form: dict[str, str]) -> Channel:
        place = form["place"]
        return self._world.direct(form["as"]) if place == "direct" else self._world.channels[place]

    def _message(self, form: dict[str, str]) -> Message:
        found = self._world.find(form["channel"], form["ts"])
        if found is None:
            raise KeyError(form["ts"])
        return found


def _typed(text: str) -> str:
    """What Slack makes of what somebody types: escaped, with a mention of the bot where it is named."""
    return inert(text).replace("@Parlance", f"<@{BOT_USER}>")


def _states(view: Json, form: dict[str, str]) -> Json:
    """The states of a form's inputs, as Slack sends them."""
    states: Json = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        given = form.get(block["block_id"], "")
        options = [option for option in element.get("options", ()) if option["value"] == given]
        state: Json = {"type": element["type"]}
        if "options" in element:
            state["selected_option"] = options[0] if options else None
        else:
            state["value"] = given or None
        states[block["block_id"]] = {element["action_id"]: state}
    return states
