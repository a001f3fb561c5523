"""What Slack sends to an app: events, commands, shortcuts, clicks and forms, as its documentation shows them."""

from __future__ import annotations

from typing import Any

from assistant.slack.rehearsal.world import APP, BOT_USER, TEAM, Channel, Json, Message, Modal, World

KINDS = {"im": "im", "mpim": "mpim", "groups": "group", "channels": "channel"}


def message_events(world: World, message: Message, **more: Any) -> list[Json]:
    """The events for a message that somebody wrote: as a message, and as a mention when it mentions the bot."""
    channel = world.channels[message.channel]
    event: Json = {
        "type": "message",
        "channel": channel.id,
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "channel_type": KINDS[channel.family],
        **more,
    }
    if message.thread:
        event["thread_ts"] = message.thread
    events = [callback(world, event)]
    if f"<@{BOT_USER}>" in message.text and not channel.flags.get("is_im"):
        mention = {name: value for name, value in event.items() if name != "channel_type"}
        events.insert(0, callback(world, mention | {"type": "app_mention"}))
    return events


def deleted(world: World, message: Message) -> Json:
    """The event for a message that was deleted."""
    channel = world.channels[message.channel]
    return callback(
        world,
        {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "channel": channel.id,
            "deleted_ts": message.ts,
            "ts": world.next_ts(),
            "channel_type": KINDS[channel.family],
        },
    )


def changed(world: World, message: Message, text: str) -> Json:
    """The event for a message that was edited."""
    channel = world.channels[message.channel]
    return callback(
        world,
        {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": channel.id,
            "ts": world.next_ts(),
            "message": {**message.as_json(), "text": text, "edited": {"user": message.user, "ts": world.next_ts()}},
            "previous_message": message.as_json(),
            "channel_type": KINDS[channel.family],
        },
    )


def opened(world: World, user: str, tab: str) -> Json:
    """The event for somebody who opens the app."""
    return callback(world, {"type": "app_home_opened", "user": user, "channel": world.direct(user).id, "tab": tab})


def callback(world: World, event: Json) -> Json:
    """An event as it is delivered."""
    id = world.next_id("Ev")
    envelope = {"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "event_id": id, "event_time": 1763600000}
    return envelope | {"event": event, "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}]}


def command(world: World, user: str, channel: Channel, text: str, base: str) -> Json:
    """`/parlance words`."""
    return {
        "command": "/parlance",
        "text": text,
        "team_id": TEAM,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user,
        "user_name": world.people[user].name.lower(),
        "api_app_id": APP,
        "trigger_id": world.trigger(user),
        "response_url": world.response_url(base, channel.id, user, ""),
    }


def shortcut(world: World, user: str, message: Message, callback_id: str, base: str) -> Json:
    """A shortcut that somebody chose on a message."""
    channel = world.channels[message.channel]
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "trigger_id": world.trigger(user),
        "response_url": world.response_url(base, channel.id, user, message.thread),
        "action_ts": world.next_ts(),
        "message_ts": message.ts,
        "team": {"id": TEAM},
        "channel": {"id": channel.id, "name": channel.name},
        "user": {"id": user, "team_id": TEAM},
        "message": message.as_json(),
    }


def click(world: World, user: str, message: Message, action: Json, base: str) -> Json:
    """A button, menu or feedback below a message."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.only_for),
    }
    if message.thread:
        container["thread_ts"] = message.thread
    told: Json = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": APP,
        "trigger_id": world.trigger(user),
        "response_url": world.response_url(base, message.channel, user, message.thread),
        "container": container,
        "channel": {"id": message.channel},
        "actions": [{**action, "action_ts": world.next_ts()}],
    }
    return told if message.only_for else told | {"message": message.as_json()}


def submission(modal: Modal, values: Json) -> Json:
    """A form that somebody sends; `values` are the states of its inputs by block and action."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": modal.user, "team_id": TEAM},
        "api_app_id": APP,
        "view": {"id": modal.id, **modal.view, "state": {"values": values}},
    }
