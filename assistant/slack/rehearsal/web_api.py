"""The Web API of the stand-in: every method that the bot may call, with the scope it needs and what Slack refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.slack.rehearsal import streams, validation
from assistant.slack.rehearsal.arguments import decoded, joined, own, readable, require_scope, thread_of
from assistant.slack.rehearsal.validation import RefusedError
from assistant.slack.rehearsal.world import BOT, BOT_USER, TEAM, Json, Message, Modal, World

Method = Callable[[World, Json], Json]


@dataclass(frozen=True)
class Known:
    """A method of the Web API."""

    act: Method
    scopes: tuple[str, ...] = ()
    """The bot needs one of them."""


def call(world: World, method: str, arguments: Json) -> Json:
    """What Slack answers; `RefusedError` for what it refuses."""
    known = METHODS.get(method)
    if known is None:
        raise RefusedError("unknown_method", req_method=method)
    world.witness(method, False)
    with world.lock:
        world.calls.append((method, arguments))
        if known.scopes:
            require_scope(world, *known.scopes)
        answer = known.act(world, arguments)
    world.witness(method, True)
    return answer


def _auth_test(_world: World, _arguments: Json) -> Json:
    return {
        "url": "https://rehearsal.invalid/",
        "team": "Rehearsal",
        "user": "parlance",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
    }


def _users_info(world: World, arguments: Json) -> Json:
    member = world.people.get(arguments.get("user", ""))
    if member is None:
        raise RefusedError("user_not_found")
    return {"user": member.profile()}


def _conversations_info(world: World, arguments: Json) -> Json:
    channel = readable(world, arguments)
    require_scope(world, f"{channel.family}:read")
    return {"channel": channel.about()}


def _conversations_members(world: World, arguments: Json) -> Json:
    channel = readable(world, arguments)
    require_scope(world, f"{channel.family}:read")
    members = channel.members
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    following = str(start + limit) if start + limit < len(members) else ""
    return {"members": members[start : start + limit], "response_metadata": {"next_cursor": following}}


def _conversations_replies(world: World, arguments: Json) -> Json:
    channel = joined(world, arguments)
    require_scope(world, f"{channel.family}:history")
    thread = world.thread(channel.id, arguments.get("ts", ""))
    if not thread:
        raise RefusedError("thread_not_found")
    told = [message.as_json() for message in thread]
    if _true(arguments.get("include_all_metadata")):
        told = [{**said, "metadata": m.metadata or {}} for said, m in zip(told, thread, strict=True)]
    return {"messages": told, "has_more": False}


def _post_message(world: World, arguments: Json) -> Json:
    channel = joined(world, arguments)
    message = world.add(
        Message(
            world.next_ts(),
            channel.id,
            BOT_USER,
            arguments.get("text", ""),
            thread=thread_of(world, channel, arguments),
            blocks=validation.message(arguments),
            metadata=decoded(arguments.get("metadata")),
            arguments=arguments,
        )
    )
    world.statuses.pop((channel.id, message.thread), None)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


def _post_ephemeral(world: World, arguments: Json) -> Json:
    channel = joined(world, arguments)
    if arguments.get("user") not in channel.members:
        raise RefusedError("user_not_in_channel")
    return {
        "message_ts": ephemeral(
            world, channel.id, arguments["user"], thread_of(world, channel, arguments), arguments
        ).ts
    }


def ephemeral(world: World, channel: str, user: str, thread: str, arguments: Json) -> Message:
    """Shows a message to one person; in a thread without a reply Slack takes it and shows nothing."""
    kept = validation.message(arguments)
    text = arguments.get("text", "")
    said = Message(world.next_ts(), channel, BOT_USER, text, thread, kept, only_for=user, arguments=arguments)
    return said if thread and len(world.thread(channel, thread)) < 2 else world.add(said)


def _update(world: World, arguments: Json) -> Json:
    message = own(world, arguments)
    message.blocks = validation.message(arguments)
    message.text = arguments.get("text", "")
    world.touch()
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def _set_status(world: World, arguments: Json) -> Json:
    channel = joined(world, arguments, name="channel_id")
    if len(decoded(arguments.get("loading_messages")) or []) > 10:
        raise RefusedError("invalid_arguments", messages=["at most 10 loading messages"])
    place = (channel.id, arguments.get("thread_ts", ""))
    if arguments.get("status"):
        world.statuses[place] = arguments["status"]
    else:
        world.statuses.pop(place, None)
    world.touch()
    return {}


def _set_prompts(world: World, arguments: Json) -> Json:
    channel = joined(world, arguments, name="channel_id")
    if arguments.get("thread_ts"):
        raise RefusedError(
            "invalid_arguments", messages=["an agent has prompts for a direct message, not for a thread"]
        )
    prompts = decoded(arguments.get("prompts")) or []
    if not 1 <= len(prompts) <= 4 or any(not p.get("title") or not p.get("message") for p in prompts):
        raise RefusedError("invalid_arguments", messages=["one to four prompts with title and message"])
    world.prompts[channel.id] = {"title": arguments.get("title", ""), "prompts": prompts}
    world.touch()
    return {}


def _views_open(world: World, arguments: Json) -> Json:
    user, until = world.triggers.pop(arguments.get("trigger_id", ""), ("", 0.0))
    if not user:
        raise RefusedError("invalid_trigger_id")
    if world.clock.now() > until:
        raise RefusedError("expired_trigger_id")
    modal = Modal(world.next_id("V"), user, validation.view(arguments.get("view"), "modal"))
    world.modals[modal.id] = modal
    world.touch()
    return {"view": {"id": modal.id, **modal.view}}


def _views_update(world: World, arguments: Json) -> Json:
    modal = world.modals.get(arguments.get("view_id", ""))
    if modal is None:
        raise RefusedError("not_found")
    modal.view = validation.view(arguments.get("view"), "modal")
    world.touch()
    return {"view": {"id": modal.id, **modal.view}}


def _views_publish(world: World, arguments: Json) -> Json:
    if arguments.get("user_id") not in world.people:
        raise RefusedError("user_not_found")
    world.homes[arguments["user_id"]] = validation.view(arguments.get("view"), "home")
    world.touch()
    return {"view": world.homes[arguments["user_id"]]}


def _true(given: Any) -> bool:
    return str(given).lower() in ("1", "true")


METHODS: Mapping[str, Known] = {
    "auth.test": Known(_auth_test),
    "users.info": Known(_users_info, ("users:read",)),
    "conversations.info": Known(_conversations_info),
    "conversations.members": Known(_conversations_members),
    "conversations.replies": Known(_conversations_replies),
    "chat.postMessage": Known(_post_message, ("chat:write",)),
    "chat.postEphemeral": Known(_post_ephemeral, ("chat:write",)),
    "chat.update": Known(_update, ("chat:write",)),
    "chat.startStream": Known(streams.start, ("chat:write",)),
    "chat.appendStream": Known(streams.append, ("chat:write",)),
    "chat.stopStream": Known(streams.stop, ("chat:write",)),
    "assistant.threads.setStatus": Known(_set_status, ("chat:write",)),
    "assistant.threads.setSuggestedPrompts": Known(_set_prompts, ("assistant:write",)),
    "views.open": Known(_views_open),
    "views.update": Known(_views_update),
    "views.publish": Known(_views_publish),
}
