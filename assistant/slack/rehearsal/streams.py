"""Streams of the stand-in: a message that is written piece by piece, in a thread, and ends once."""

from __future__ import annotations

from slack_sdk.models.messages.chunk import Chunk

from assistant.slack.rehearsal import validation
from assistant.slack.rehearsal.arguments import decoded, joined, own, thread_of
from assistant.slack.rehearsal.validation import RefusedError
from assistant.slack.rehearsal.world import BOT_USER, Json, Message, World

MOST_STREAMED = 12_000
"""Characters of one call."""


def start(world: World, arguments: Json) -> Json:
    """Begins a stream; in a channel it names who it is for."""
    channel = joined(world, arguments)
    thread = thread_of(world, channel, arguments)
    if not thread:
        raise RefusedError("invalid_arguments", messages=["a stream answers in a thread"])
    if not channel.flags.get("is_im"):
        for name in ("recipient_team_id", "recipient_user_id"):
            if not arguments.get(name):
                raise RefusedError(f"missing_{name}")
    message = Message(world.next_ts(), channel.id, BOT_USER, "", thread, streaming=True, arguments=arguments)
    _stream(message, arguments)
    world.add(message)
    return {"channel": channel.id, "ts": message.ts}


def append(world: World, arguments: Json) -> Json:
    """Writes on."""
    message = _streaming(world, arguments)
    _stream(message, arguments)
    world.touch()
    return {"channel": message.channel, "ts": message.ts}


def stop(world: World, arguments: Json) -> Json:
    """Ends a stream, with blocks below what was written."""
    message = _streaming(world, arguments)
    _stream(message, arguments)
    message.blocks = [*message.blocks, *validation.blocks(arguments.get("blocks"))]
    message.streaming = False
    world.statuses.pop((message.channel, message.thread), None)
    world.touch()
    return {"channel": message.channel, "ts": message.ts, "message": message.as_json()}


def _stream(message: Message, arguments: Json) -> None:
    text = arguments.get("markdown_text") or ""
    for given in decoded(arguments.get("chunks")) or []:
        chunk = Chunk.parse(given)
        if chunk is None:
            raise RefusedError("invalid_chunks")
        told = chunk.to_dict()
        text += told.get("text", "") if told["type"] == "markdown_text" else ""
    if len(text) > MOST_STREAMED:
        raise RefusedError("msg_too_long")
    message.text += text


def _streaming(world: World, arguments: Json) -> Message:
    message = own(world, arguments)
    if not message.streaming:
        raise RefusedError("message_not_in_streaming_state")
    return message
