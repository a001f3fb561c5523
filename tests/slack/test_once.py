"""Each question is acknowledged at once, answered once, and only when Slack signed it."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import deque
from pathlib import Path

import pytest
from slack_workspace import BOT_USER, MARK, SAL, Slack, button, signature, words

from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.world import Message


def test_an_event_is_acknowledged_before_it_is_answered(slack: Slack) -> None:
    """200 comes back while the answer is still being made; the answer follows."""
    slack.world.lock.acquire()  # the answer cannot be posted before this is released
    try:
        message = Message(slack.world.next_ts(), "C0ALL", MARK, f"<@{BOT_USER}> what does customer mean?")
        slack.world.messages.append(message)
        started = time.monotonic()
        response = slack.send(payloads.message_events(slack.world, message)[0])
        assert response.status == 200
        assert time.monotonic() - started < 1.0
        assert not list(slack.world.posted())
    finally:
        slack.world.lock.release()
    assert "account for the organisation" in words([m.blocks for m in slack.answers()])


def test_four_deliveries_of_one_event_two_of_them_at_once_give_one_answer(slack: Slack) -> None:
    """Slack resends what it thinks was lost: one job, one reply."""
    message = slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    event = payloads.message_events(slack.world, message)[0]
    both = [threading.Thread(target=slack.send, args=(event,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    slack.send(event)
    slack.answers()
    slack.send(event)
    assert len(slack.answers()) == 1
    assert {response.status for response in slack.responses} == {200}


def test_a_mention_that_arrives_as_two_events_is_answered_once(slack: Slack) -> None:
    """A mention comes as a message and as a mention, with two event ids: it is one post."""
    message = slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    events = payloads.message_events(slack.world, message)
    assert len({event["event_id"] for event in events}) == 2
    for event in events:
        slack.send(event)
    assert len(slack.answers()) == 1


@pytest.mark.parametrize("fault", ["wrong secret", "301 seconds old", "altered body", "no signature"])
def test_what_slack_did_not_sign_just_now_is_refused_and_leaves_nothing(slack: Slack, fault: str) -> None:
    """401 from Bolt's verifier; nothing is stored, nothing is said."""
    event = payloads.message_events(slack.world, slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> help"))[0]
    body = json.dumps(event)
    headers = {
        "wrong secret": signature(body, key="another key"),
        "301 seconds old": signature(body, at=time.time() - 301),
        "altered body": signature(body + " "),
        "no signature": {"x-slack-request-timestamp": [str(int(time.time()))]},
    }[fault]
    before = slack.bot.bot.answering.inbox.waiting()
    assert slack.send(event, headers=headers).status == 401
    assert slack.answers() == []
    assert slack.bot.bot.answering.inbox.waiting() == before
    assert slack.send(event).status == 200
    assert len(slack.answers()) == 1


def test_nothing_is_acknowledged_that_could_not_be_kept(slack: Slack, sample: Path) -> None:
    """A question that a full disk does not take is not acknowledged, so that Slack sends it again."""
    message = slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    event = payloads.message_events(slack.world, message)[0]
    arrivals = slack.bot.bot.arrivals
    disk, arrivals._file = arrivals._file, os.open("/dev/full", os.O_RDWR)
    assert slack.send(event).status == 500
    os.close(arrivals._file)
    arrivals._file = disk
    assert slack.send(event).status == 200
    assert len(slack.answers()) == 1


def test_what_the_inbox_does_not_take_is_answered_with_the_next_connection(slack: Slack, sample: Path) -> None:
    """An inbox that fails after the acknowledgement: the person is told, and the question is not lost."""
    database = slack.bot.bot.answering.inbox._keeper
    with database._engines.writer.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")
    (told,) = slack.ask(MARK, slack.direct(MARK), "what does customer mean?")
    assert "I cannot write down" in words(told.blocks)
    with database._engines.writer.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox")
    assert slack.bot.bot.resume() == 1
    (_, answer) = slack.answers()
    assert "account for the organisation" in words(answer.blocks)
    assert slack.bot.bot.resume() == 0


def test_a_resend_of_what_was_answered_leaves_no_status(slack: Slack) -> None:
    """Slack resends hours later: no second answer, and nothing says that one is coming."""
    message = slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    event = payloads.message_events(slack.world, message)[0]
    slack.send(event)
    assert len(slack.answers()) == 1
    slack.send(event)
    assert len(slack.answers()) == 1
    assert slack.world.statuses == {}


def test_limits_are_waited_for_and_order_is_kept(slack: Slack) -> None:
    """429 twice: both answers of one thread arrive, in the order of the questions, after the seconds asked for."""
    slack.world.refusals["chat.postMessage"] = deque([{"retry_after": 5}, {"retry_after": 9}])
    root = slack.say(MARK, slack.direct(MARK), "what does customer mean?")
    slack.say(MARK, slack.direct(MARK), "what does lead mean?", root.ts)
    first, second = slack.answers()
    assert "customer" in words(first.blocks)
    assert "lead" in words(second.blocks)
    assert slack.clock.sleeps == [5.0, 9.0]


def test_a_limit_on_statuses_delays_no_answer(slack: Slack) -> None:
    """A status that Slack does not take now is left out: nobody waits for it."""
    slack.world.refusals["assistant.threads.setStatus"] = deque([{"retry_after": 30}] * 10)
    assert len(slack.ask(MARK, "C0ALL", "what does customer mean?")) == 1
    assert slack.clock.sleeps == []


def test_a_click_that_is_sent_twice_asks_once(slack: Slack) -> None:
    """The same click, delivered twice, gives one answer."""
    (answer,) = slack.ask(SAL, slack.direct(SAL), "talking points for Mercy General")
    click = payloads.click(slack.world, SAL, answer, button(answer.blocks, "Shorter"), slack.server.base)
    before = {m.ts for m in slack.world.posted()}
    slack.send(click, form="payload")
    slack.send(click, form="payload")
    assert len(slack.answers(before)) == 1


def test_a_bot_that_cannot_reach_slack_for_a_while_answers_then(slack: Slack) -> None:
    """A connection that breaks is tried again on the clock; the answer is posted once."""
    slack.world.refusals["chat.postMessage"] = deque([{"hang_up": True}] * 3)
    assert len(slack.ask(MARK, "C0ALL", "what does customer mean?")) == 1
    assert slack.clock.sleeps
