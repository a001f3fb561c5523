"""What calls of the Web API have in common: which channel, thread and message they mean, and whether they may."""

from __future__ import annotations

import json
from typing import Any

from assistant.slack.rehearsal.validation import RefusedError
from assistant.slack.rehearsal.world import BOT_USER, Channel, Json, Message, World


def require_scope(world: World, *scopes: str) -> None:
    """Refuses what none of these scopes allows."""
    world.needed.add(frozenset(scopes))
    if world.scopes is not None and not world.scopes & set(scopes):
        raise RefusedError("missing_scope", needed=scopes[0], provided=",".join(sorted(world.scopes)))


def readable(world: World, arguments: Json, name: str = "channel") -> Channel:
    """The channel that is meant, when the bot may know of it."""
    channel = world.channels.get(arguments.get(name, ""))
    hidden = channel and BOT_USER not in channel.members and channel.flags.get("is_private")
    if channel is None or hidden:
        raise RefusedError("channel_not_found")
    return channel


def joined(world: World, arguments: Json, name: str = "channel") -> Channel:
    """The channel that is meant, when the bot is in it."""
    channel = readable(world, arguments, name)
    if BOT_USER not in channel.members:
        raise RefusedError("not_in_channel")
    return channel


def thread_of(world: World, channel: Channel, arguments: Json) -> str:
    """The thread that is meant; empty for none."""
    thread = arguments.get("thread_ts") or ""
    if thread and world.find(channel.id, thread) is None:
        raise RefusedError("thread_not_found")
    return thread


def own(world: World, arguments: Json) -> Message:
    """The message of the bot that is meant."""
    message = world.find(arguments.get("channel", ""), arguments.get("ts", ""))
    if message is None:
        raise RefusedError("message_not_found")
    if message.user != BOT_USER or message.only_for:
        raise RefusedError("cant_update_message")
    return message


def decoded(given: Any) -> Any:
    """A value that may have come as JSON."""
    return json.loads(given) if isinstance(given, str) and given[:1] in ("[", "{") else given
