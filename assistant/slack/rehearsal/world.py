"""What the stand-in knows: people, channels, messages, modals.

Timestamps of messages come from a counter, so that order never depends on time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.llm import Clock, SystemClock

TEAM, BOT_USER, BOT, APP = "T00000001", "U0PARLANCE", "B0PARLANCE", "A0PARLANCE"
EPOCH = 1763600000
TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1800.0
Json = dict[str, Any]


@dataclass
class Member:
    """Somebody of the workspace, or of another one."""

    id: str
    name: str
    team: str = TEAM
    flags: Json = field(default_factory=dict)
    """Of a profile, such as `is_restricted`."""

    def profile(self) -> Json:
        """As `users.info` gives it."""
        return {"id": self.id, "team_id": self.team, "name": self.name.lower(), "real_name": self.name, **self.flags}


@dataclass
class Channel:
    """A channel or direct message."""

    id: str
    name: str
    members: list[str]
    flags: Json = field(default_factory=dict)
    """Such as `is_private`, `is_im`, `is_ext_shared`."""

    @property
    def family(self) -> str:
        """What the scopes for it are called by."""
        if self.flags.get("is_im"):
            return "im"
        if self.flags.get("is_mpim"):
            return "mpim"
        return "groups" if self.flags.get("is_private") else "channels"

    def about(self) -> Json:
        """As `conversations.info` gives it."""
        return {"id": self.id, "name": self.name, **self.flags}


@dataclass
class Message:
    """A message, an ephemeral one, or a stream that is being written."""

    ts: str
    channel: str
    user: str
    text: str
    thread: str = ""
    """Timestamp of the thread's first message; empty outside a thread."""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    only_for: str = ""
    """The one person who sees it; empty for everybody."""
    streaming: bool = False
    arguments: Json = field(default_factory=dict)
    """How it was posted, such as `unfurl_links`."""

    def as_json(self) -> Json:
        """As `conversations.replies` gives it."""
        told: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "blocks": self.blocks}
        if self.thread:
            told["thread_ts"] = self.thread
        if self.user == BOT_USER:
            told |= {"bot_id": BOT, "app_id": APP}
        return told


@dataclass
class Modal:
    """A modal that is open for somebody."""

    id: str
    user: str
    view: Json


@dataclass
class World:
    """One Slack workspace with the bot in it."""

    people: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    modals: dict[str, Modal] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    prompts: dict[str, Json] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Who may open a modal with each trigger, and until when on the clock."""
    clock: Clock = field(default_factory=SystemClock)
    epoch: int = EPOCH
    """Seconds from which timestamps are counted."""
    responses: dict[str, Json] = field(default_factory=dict)
    """Where each response URL leads: channel, user, thread, uses left, and until when on the clock."""
    scopes: frozenset[str] | None = None
    """What the bot may do; None: everything in the manifest."""
    needed: set[frozenset[str]] = field(default_factory=set)
    """The scopes that calls needed, each time one of several."""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    """Every call of the Web API, in the order in which they came."""
    refusals: dict[str, deque[Json]] = field(default_factory=dict)
    """What the next calls of a method get instead of an answer: `error`, `retry_after` with seconds, or `hang_up`."""
    witness: Callable[[str, bool], None] = lambda _method, _done: None
    """Hears of each call before it is done and, with True, after it is done and before it is answered."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    _count: int = 0

    def __post_init__(self) -> None:
        self.people[BOT_USER] = Member(BOT_USER, "Parlance", flags={"is_bot": True})
        self._changed = threading.Condition(self.lock)

    def next_ts(self) -> str:
        """The timestamp of a new message; later ones are greater."""
        with self.lock:
            self._count += 1
            return f"{self.epoch + self._count}.{self._count:06d}"

    def next_id(self, letter: str) -> str:
        """A new id, also for a bot that remembers an earlier world."""
        with self.lock:
            self._count += 1
            return f"{letter}{self.epoch:X}{self._count:06d}"

    @property
    def version(self) -> int:
        """Grows with every change that somebody may see."""
        return self._count

    def touch(self) -> None:
        """Something changed."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait_beyond(self, version: int, seconds: float) -> int:
        """The version, once it is beyond the given one or time ran out."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > version, seconds)
            return self._count

    def add(self, message: Message) -> Message:
        """Keeps a message."""
        with self.lock:
            self.messages.append(message)
            self.touch()
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        """The message of that timestamp."""
        with self.lock:
            return next((m for m in self.messages if m.channel == channel and m.ts == ts), None)

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """What somebody reads in a channel, oldest first."""
        with self.lock:
            return [m for m in self.messages if m.channel == channel and m.only_for in ("", user)]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A thread as everybody reads it, its first message included."""
        with self.lock:
            return [m for m in self.messages if m.channel == channel and ts in (m.ts, m.thread) and not m.only_for]

    def direct(self, user: str) -> Channel:
        """The direct message between somebody and the bot."""
        id = f"D{user[1:]}"
        with self.lock:
            return self.channels.setdefault(
                id, Channel(id, "parlance", [user, BOT_USER], {"is_im": True, "user": user})
            )

    def trigger(self, user: str) -> str:
        """A trigger with which a modal can be opened for somebody, once."""
        with self.lock:
            trigger = self.next_id("trigger.")
            self.triggers[trigger] = (user, self.clock.now() + TRIGGER_SECONDS)
            return trigger

    def response_url(self, base: str, channel: str, user: str, thread: str) -> str:
        """Where up to five answers for somebody alone can be sent, for half an hour."""
        with self.lock:
            token = self.next_id("R")
            until = self.clock.now() + RESPONSE_SECONDS
            self.responses[token] = {"channel": channel, "user": user, "thread": thread, "left": 5, "until": until}
            return f"{base}/respond/{token}"

    def next_refusal(self, method: str) -> Json | None:
        """What the next call of that method gets instead of an answer."""
        with self.lock:
            waiting = self.refusals.get(method)
            return waiting.popleft() if waiting else None

    def posted(self) -> Iterator[Message]:
        """What the bot wrote, oldest first."""
        with self.lock:
            yield from [m for m in self.messages if m.user == BOT_USER]
