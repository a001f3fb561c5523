"""The page of a rehearsal as HTML: a seat decides whose eyes it is seen with. Everything that is shown is escaped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.slack.markup import plain
from assistant.slack.rehearsal.world import BOT_USER, Channel, Json, Member, Message, World

HOME, DIRECT = "home", "direct"
SHORTCUTS = (("check_wording", "Check wording"), ("who_means_what", "Who means what?"))


@dataclass(frozen=True)
class Seat:
    """Who looks, and at what."""

    user: str
    place: str
    """Id of a channel, `home` or `direct`."""

    @classmethod
    def of(cls, query: dict[str, str], world: World) -> Seat:
        """The seat that an address names; somebody's direct message when it names none that is there."""
        people = [id for id in world.people if id != BOT_USER]
        user = query.get("as", "")
        user = user if user in people else people[0]
        place = query.get("place", DIRECT)
        known = place in (HOME, DIRECT) or (place in world.channels and user in world.channels[place].members)
        return cls(user, place if known else DIRECT)


@dataclass(frozen=True)
class Talk:
    """A message with the replies below it."""

    root: Message
    replies: tuple[Message, ...]
    status: str


class Page:
    """Renders one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._templates = Environment(
            loader=PackageLoader("assistant.slack.rehearsal", "page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"typed": self._typed, "action": _action}

    def whole(self, seat: Seat) -> str:
        """The page with everything around the view."""
        return self._templates.get_template("page.html").render(
            seat=seat,
            place=self._place(seat),
            people=[member for member in self._world.people.values() if member.id != BOT_USER],
            channels=self._channels(seat),
            view=self.view(seat),
            version=self._world.version,
        )

    def view(self, seat: Seat) -> str:
        """What changes: messages or the home tab, prompts, and an open modal."""
        with self._world.lock:
            channel = self._channel(seat)
            modal = next((m for m in reversed(self._world.modals.values()) if m.user == seat.user), None)
            return self._templates.get_template("view.html").render(
                seat=seat,
                home=self._world.homes.get(seat.user),
                talks=self._talks(seat, channel) if channel else [],
                prompts=self._world.prompts.get(channel.id, {}).get("prompts", []) if channel else [],
                modal=modal,
                shortcuts=SHORTCUTS,
                name=self._name,
                bot=BOT_USER,
            )

    def _place(self, seat: Seat) -> str:
        known = {HOME: "Home", DIRECT: "Parlance"}
        return known.get(seat.place) or f"Channel {self._world.channels[seat.place].name}"

    def _channels(self, seat: Seat) -> list[Channel]:
        every = self._world.channels.values()
        return [channel for channel in every if seat.user in channel.members and not channel.flags.get("is_im")]

    def _channel(self, seat: Seat) -> Channel | None:
        if seat.place == HOME:
            return None
        return self._world.direct(seat.user) if seat.place == DIRECT else self._world.channels[seat.place]

    def _talks(self, seat: Seat, channel: Channel) -> list[Talk]:
        seen = self._world.seen_by(seat.user, channel.id)
        return [
            Talk(
                root,
                tuple(m for m in seen if m.thread == root.ts),
                self._world.statuses.get((channel.id, root.ts), ""),
            )
            for root in seen
            if not root.thread
        ]

    def _name(self, user: str) -> str:
        return self._world.people.get(user, Member(user, user)).name

    def _typed(self, text: str) -> str:
        """A message that a person typed, mentions by name."""
        for member in self._world.people.values():
            text = text.replace(f"<@{member.id}>", f"@{member.name}")
        return plain(text)


def _action(element: Json, side: str = "") -> str:
    """What a click on a button or on one side of the feedback sends."""
    told: dict[str, Any] = {"type": element["type"], "action_id": element["action_id"]}
    told["value"] = element[side]["value"] if side else element.get("value", "")
    return json.dumps(told)
