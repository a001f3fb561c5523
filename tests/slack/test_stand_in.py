"""The stand-in for Slack refuses what Slack refuses, so that a test against it means something."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from assistant.llm.scripted import ManualClock
from assistant.slack.patience import Patience
from assistant.slack.rehearsal.server import BOT_TOKEN, SlackServer
from assistant.slack.rehearsal.world import BOT_USER, Channel, Member, Message, World

TEXT = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


@pytest.fixture
def server() -> Iterator[SlackServer]:
    world = World()
    world.people["U1"] = Member("U1", "Una")
    world.channels["C1"] = Channel("C1", "one", ["U1", BOT_USER])
    world.channels["C2"] = Channel("C2", "two", ["U1"])
    world.channels["D1"] = Channel("D1", "dm", ["U1", BOT_USER], {"is_im": True})
    running = SlackServer(world).start()
    yield running
    running.close()


@pytest.fixture
def client(server: SlackServer) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=server.api)


def refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section"},
        {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}},
        {"type": "poem", "text": "hello"},
        {**TEXT, "colour": "red"},
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}},
        {"type": "section", "text": {"type": "mrkdwn", "text": ""}},
        {"type": "input", "label": {"type": "plain_text", "text": "l"}, "element": {"type": "plain_text_input"}},
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "b" * 76}}],
        },
    ],
)
def test_blocks_that_slack_does_not_take_are_refused(client: WebClient, block: dict[str, Any]) -> None:
    """Unknown blocks and fields, missing and overlong texts, inputs in messages are `invalid_blocks`."""
    assert refused(client.chat_postMessage, channel="C1", text="x", blocks=[block]) == "invalid_blocks"


def test_a_message_has_at_most_fifty_blocks_and_one_of_each_action(client: WebClient) -> None:
    """Fifty blocks pass, fifty-one do not; neither do two elements with one `action_id`."""
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "b"}, "value": "1"}
    assert client.chat_postMessage(channel="C1", text="x", blocks=[TEXT] * 50)["ok"]
    assert refused(client.chat_postMessage, channel="C1", text="x", blocks=[TEXT] * 51) == "invalid_blocks"
    twice = [{"type": "actions", "elements": [button, button]}]
    assert refused(client.chat_postMessage, channel="C1", text="x", blocks=twice) == "invalid_blocks"


def test_messages_go_only_where_the_bot_is(client: WebClient) -> None:
    """A channel without the bot, one that is not there, a person outside the channel, an empty message are refused."""
    assert refused(client.chat_postMessage, channel="C2", text="x") == "not_in_channel"
    assert refused(client.chat_postMessage, channel="C9", text="x") == "channel_not_found"
    assert refused(client.chat_postEphemeral, channel="C1", user="U9", text="x") == "user_not_in_channel"
    assert refused(client.chat_postMessage, channel="C1", text="") == "no_text"
    assert refused(client.chat_postMessage, channel="C1", text="x", thread_ts="1.0") == "thread_not_found"


def test_a_stream_has_a_state_and_in_channels_a_recipient(server: SlackServer, client: WebClient) -> None:
    """Streams answer in a thread, name their recipient in channels, and take nothing after they were stopped."""
    root = server.world.add(Message(server.world.next_ts(), "C1", "U1", "question"))
    assert refused(client.chat_startStream, channel="C1", thread_ts=root.ts) == "missing_recipient_team_id"
    stream = client.chat_stream(channel="C1", thread_ts=root.ts, recipient_team_id="T1", recipient_user_id="U1")
    stream.append(markdown_text="checked ")
    stopped = stream.stop(markdown_text="text", blocks=[TEXT])
    assert server.world.find("C1", stopped["ts"]).text == "checked text"
    again = {"channel": "C1", "ts": stopped["ts"], "markdown_text": "more"}
    assert refused(client.chat_appendStream, **again) == "message_not_in_streaming_state"
    assert refused(client.chat_stopStream, channel="C1", ts=stopped["ts"]) == "message_not_in_streaming_state"


def test_a_modal_needs_a_fresh_trigger(server: SlackServer, client: WebClient) -> None:
    """A trigger opens one modal, within three seconds; a form has a title and a submit button."""
    world = server.world
    world.clock = clock = ManualClock()
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [TEXT]}
    trigger = world.trigger("U1")
    assert client.views_open(trigger_id=trigger, view=view)["ok"]
    assert refused(client.views_open, trigger_id=trigger, view=view) == "invalid_trigger_id"
    late = world.trigger("U1")
    clock.sleep(3.5)
    assert refused(client.views_open, trigger_id=late, view=view) == "expired_trigger_id"
    field = {
        "type": "input",
        "label": {"type": "plain_text", "text": "l"},
        "element": {"type": "plain_text_input", "action_id": "x"},
    }
    form = {**view, "blocks": [field]}
    assert refused(client.views_open, trigger_id=world.trigger("U1"), view=form) == "invalid_arguments"
    long = {**view, "title": {"type": "plain_text", "text": "a title of more than 24 letters"}}
    assert refused(client.views_open, trigger_id=world.trigger("U1"), view=long) == "invalid_arguments"


def test_tokens_and_scopes_are_looked_at(server: SlackServer, client: WebClient) -> None:
    """A wrong token, a bot token for Socket Mode and a missing scope are refused by name."""
    assert refused(WebClient("xoxb-other", base_url=server.api).auth_test) == "invalid_auth"
    assert refused(client.apps_connections_open, app_token=BOT_TOKEN) == "not_allowed_token_type"
    server.world.scopes = frozenset(["chat:write", "im:read"])
    assert refused(client.users_info, user="U1") == "missing_scope"
    assert refused(client.conversations_info, channel="C1") == "missing_scope"
    assert client.conversations_info(channel="D1")["channel"]["is_im"]


def test_a_limit_is_told_with_the_seconds_to_wait(server: SlackServer, client: WebClient) -> None:
    """429 comes with Retry-After, which the client waits on its clock before it tries again."""
    clock = ManualClock()
    client.retry_handlers.append(Patience(clock))
    server.world.refusals["chat.postMessage"] = deque([{"retry_after": 7}, {"retry_after": 20}])
    assert client.chat_postMessage(channel="C1", text="x")["ok"]
    assert clock.sleeps == [7.0, 20.0]


def test_one_person_alone_sees_nothing_in_a_thread_without_a_reply(server: SlackServer, client: WebClient) -> None:
    """Slack takes such a message and shows it only where a thread is active already."""
    root = server.world.add(Message(server.world.next_ts(), "C1", "U1", "question"))
    alone = {"channel": "C1", "user": "U1", "text": "for you", "thread_ts": root.ts}
    assert client.chat_postEphemeral(**alone)["ok"]
    assert [m.text for m in server.world.seen_by("U1", "C1")] == ["question"]
    client.chat_postMessage(channel="C1", text="a reply", thread_ts=root.ts)
    client.chat_postEphemeral(**alone)
    assert [m.text for m in server.world.seen_by("U1", "C1")] == ["question", "a reply", "for you"]


def test_a_status_needs_the_scope_to_write_and_prompts_belong_to_no_thread(
    server: SlackServer, client: WebClient
) -> None:
    """`assistant:write` does not set a status any more; an agent's prompts name no thread."""
    status = {"channel_id": "D1", "thread_ts": "1.0", "status": "is looking"}
    prompts = {"channel_id": "D1", "prompts": [{"title": "a", "message": "b"}]}
    server.world.scopes = frozenset(["assistant:write"])
    assert refused(client.assistant_threads_setStatus, **status) == "missing_scope"
    assert client.assistant_threads_setSuggestedPrompts(**prompts)["ok"]
    assert refused(client.assistant_threads_setSuggestedPrompts, **prompts, thread_ts="1.0") == "invalid_arguments"
    server.world.scopes = frozenset(["chat:write"])
    assert client.assistant_threads_setStatus(**status)["ok"]


def test_an_address_for_answers_serves_five_times_and_for_half_an_hour(server: SlackServer) -> None:
    """Then it is used up or expired, and nothing is shown."""
    server.world.clock = clock = ManualClock()
    url = server.world.response_url(server.base, "C1", "U1", "")
    said = [WebhookClient(url).send(text="x").body for _ in range(6)]
    assert said == ["ok"] * 5 + ["used_url"]
    late = server.world.response_url(server.base, "C1", "U1", "")
    clock.sleep(1801)
    assert WebhookClient(late).send(text="x").body == "expired_url"


def test_no_two_worlds_give_the_same_id() -> None:
    """A bot that remembers the commands of an earlier rehearsal takes none of a later one for them."""
    earlier, later = World(epoch=1_763_600_000), World(epoch=1_763_600_500)
    assert {earlier.trigger("U1") for _ in range(3)}.isdisjoint({later.trigger("U1") for _ in range(3)})
