"""Socket Mode: the bot reconnects when the connection breaks or Slack asks it to, and loses and repeats nothing."""

from __future__ import annotations

import time
from collections import deque

from slack_workspace import MARK, Slack, words

from assistant.slack.rehearsal import payloads

WAIT = 20


def asked(slack: Slack, text: str) -> str:
    """Sends a question in a direct message over the socket; the timestamp of its thread."""
    message = slack.wrote(MARK, slack.direct(MARK), text)
    (event,) = payloads.message_events(slack.world, message)
    assert slack.server.socket_mode.send("events_api", event, seconds=WAIT) is not None
    return message.ts


def test_a_question_over_the_socket_is_acknowledged_and_answered(slack: Slack) -> None:
    """An envelope is acknowledged; the answer stands in the thread."""
    slack.bot.open()
    thread = asked(slack, "what does customer mean?")
    (answer,) = slack.answers()
    assert answer.thread == thread


def test_the_bot_reconnects_after_a_cut_and_after_being_asked_to(slack: Slack) -> None:
    """The connection ends without a word, then Slack asks for a new one: both times the next question is answered."""
    slack.bot.open()
    mode = slack.server.socket_mode
    assert mode.wait_for_connections(1, WAIT)
    asked(slack, "what does customer mean?")
    for connection in tuple(mode.connections):
        connection.cut()
    assert mode.wait_for_connections(2, WAIT)
    asked(slack, "what does lead mean?")
    mode.ask_to_reconnect()
    assert mode.wait_for_connections(3, WAIT)
    asked(slack, "what does target mean?")
    assert len(slack.answers()) == 3


def test_an_envelope_whose_acknowledgement_was_lost_is_answered_once(slack: Slack) -> None:
    """Slack sends it again with a retry number: one answer."""
    slack.bot.open()
    message = slack.wrote(MARK, slack.direct(MARK), "what does customer mean?")
    (event,) = payloads.message_events(slack.world, message)
    for _ in range(3):
        slack.server.socket_mode.send("events_api", event, seconds=WAIT)
    assert len(slack.answers()) == 1


def test_a_form_over_the_socket_hears_what_is_wrong_with_it(slack: Slack) -> None:
    """The acknowledgement of a form carries its errors back."""
    slack.bot.open()
    (answer,) = slack.ask(MARK, slack.direct(MARK), "why is Mercy General Invest?")
    slack.press(MARK, answer, "This is wrong")
    modal = [m for m in slack.world.modals.values() if m.user == MARK][-1]
    values = {
        "kind": {"kind": {"selected_option": {"value": "answer"}}},
        "account": {"account": {"selected_option": {"value": "004101"}}},
    }
    told = slack.server.socket_mode.send("interactive", payloads.submission(modal, values), seconds=WAIT)
    assert told
    assert "Choose what you know" in words([{"text": text} for text in told["errors"].values()])


def test_what_an_outage_kept_from_being_answered_is_answered_with_the_next_connection(slack: Slack) -> None:
    """Slack takes no call for longer than the bot tries: nothing can be said. With a new connection it is answered."""
    slack.bot.open()
    mode = slack.server.socket_mode
    assert mode.wait_for_connections(1, WAIT)
    methods = (
        "users.info",
        "conversations.info",
        "chat.postMessage",
        "chat.postEphemeral",
        "assistant.threads.setStatus",
    )
    slack.world.refusals |= {method: deque([{"hang_up": True}] * 50) for method in methods}
    asked(slack, "what does customer mean?")
    assert slack.answers() == []
    slack.world.refusals.clear()
    mode.ask_to_reconnect()
    assert mode.wait_for_connections(2, WAIT)
    until = time.monotonic() + WAIT
    while not slack.answers() and time.monotonic() < until:
        time.sleep(0.05)
    (answer,) = slack.answers()
    assert "account for the organisation" in words(answer.blocks)
