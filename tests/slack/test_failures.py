"""When something fails: the person reads what to do, the log has the rest, and nothing is lost or said twice."""

from __future__ import annotations

import logging
from collections import deque
from datetime import date
from pathlib import Path

import pytest
from model_server import ChatServer, Handler, answered, sent
from slack_workspace import MARK, SAL, MakeSlack, Slack, opened, words

from assistant.app import Assistant
from assistant.domain.run import Day
from assistant.settings import configure
from assistant.slack.current import Current
from assistant.slack.rehearsal import payloads
from assistant.workspace import Workspace

SECOND = 1.0


def test_a_bug_is_told_as_what_to_do_and_logged_with_its_reference(
    slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack refuses the answer: the person reads a sentence and a reference, the log has the traceback under it."""
    slack.world.refusals["chat.postMessage"] = deque([{"error": "fatal_error"}])
    with caplog.at_level(logging.ERROR, logger="assistant.slack"):
        (told,) = slack.ask(MARK, "C0ALL", "what does customer mean?")
    assert told.only_for == MARK
    text = words(told.blocks)
    assert "Ask again in a minute" in text
    reference = text.rsplit(" ", 1)[1].rstrip(".")
    assert reference in caplog.text
    assert "Traceback" in caplog.text
    assert "fatal_error" not in text


def test_a_broken_file_is_told_without_its_content(slack: Slack, sample: Path) -> None:
    """A workspace that is not in order: the asker is sent to whoever runs it; paths and lines stay in the log."""
    (sample / "knowledge" / "glossary.yaml").write_text("terms: [{id: x, nonsense: 1}]\n")
    (told,) = slack.ask(MARK, slack.direct(MARK), "what does customer mean?")
    text = words(told.blocks)
    assert "parlance doctor" in text
    assert "nonsense" not in text
    assert str(sample) not in text


def test_when_nothing_can_be_said_the_log_says_so(slack: Slack, sample: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No post and no ephemeral message comes through: one line under the reference, and the bot goes on."""
    slack.world.refusals["chat.postMessage"] = deque([{"error": "fatal_error"}])
    slack.world.refusals["chat.postEphemeral"] = deque([{"error": "fatal_error"}])
    with caplog.at_level(logging.WARNING, logger="assistant.slack"):
        assert slack.ask(MARK, "C0ALL", "what does customer mean?") == []
    assert "nothing could be said" in caplog.text
    assert len(slack.ask(MARK, "C0ALL", "what does customer mean?")) == 1


def test_a_command_whose_address_is_used_up_is_answered_all_the_same(slack: Slack) -> None:
    """After half an hour, as after a crash, the answer comes as a message for the asker alone."""
    command = payloads.command(
        slack.world, SAL, slack.world.channels["C0ALL"], "what does lead mean?", slack.server.base
    )
    slack.world.channels["C0ALL"].members.append(SAL)
    for target in slack.world.responses.values():
        target["left"] = 0
    slack.send(command, form="command")
    (answer,) = slack.answers()
    assert answer.only_for == SAL
    assert "lead" in words(answer.blocks)


def with_model(sample: Path, server: ChatServer) -> Current:
    """The sample with a language model at that address."""
    settings = {"llm.model": "loopback-1", "llm.base_url": server.base_url, "llm.api_key": "key"}

    def open() -> Assistant:
        found = configure(sample / "parlance.toml", {}, settings).settings
        return Assistant(Workspace.at(sample), found, Day(today=date(2026, 11, 20), wanted=found.as_of))

    return Current(open, lambda: date(2026, 11, 20))


def test_a_model_that_takes_a_minute_keeps_nobody_waiting(
    make_slack: MakeSlack, sample: Path, chat_server: ChatServer
) -> None:
    """Acknowledged, with a status, while the model thinks for 60 seconds; others are answered meanwhile."""
    clock: list[float] = []

    def thinking(handler: Handler) -> None:
        slack.clock.sleep(60)
        clock.append(slack.clock.now())
        statuses.extend(slack.called("assistant.threads.setStatus"))
        others.extend(slack.ask_elsewhere(SAL, "what does customer mean?"))
        answered("this is not JSON")(handler)

    chat_server.script = [thinking, answered("nor is this")]
    slack = make_slack(with_model(sample, chat_server))
    statuses: list[object] = []
    others: list[object] = []
    direct = slack.direct(MARK)
    (answer,) = [m for m in slack.ask(MARK, direct, "value proposition for the economic buyer") if m.channel == direct]
    assert clock
    assert clock[0] >= 60
    assert {response.status for response in slack.responses} == {200}
    assert statuses, "a status stands there while the model thinks"
    assert others, "somebody else was answered meanwhile"
    assert "BridgeCall" in words(answer.blocks)


def test_a_model_that_refuses_our_key_is_told_as_what_to_do(
    make_slack: MakeSlack, sample: Path, chat_server: ChatServer
) -> None:
    """401: no draft of anybody, a sentence that says who can mend it."""
    chat_server.script = [sent(b'{"error": {"message": "bad key", "code": "invalid_api_key"}}', status=401)]
    slack = make_slack(with_model(sample, chat_server))
    (told,) = slack.ask(MARK, slack.direct(MARK), "value proposition for the economic buyer")
    assert "parlance doctor" in words(told.blocks)
    assert "bad key" not in words(told.blocks)


def test_what_was_kept_and_not_answered_is_answered_at_the_next_start(make_slack: MakeSlack, sample: Path) -> None:
    """A question of which only the record is left is taken up; the one that was answered is not."""
    from assistant.slack.incoming import from_message

    current = Current(lambda: opened(sample), lambda: date(2026, 11, 20))
    slack = make_slack(current)
    slack.ask(MARK, "C0ALL", "what does lead mean?")
    message = slack.wrote(MARK, "C0ALL", "what does customer mean?")
    event = {"channel": "C0ALL", "ts": message.ts, "user": MARK, "text": message.text}
    question = from_message(event, slack.bot.bot.answering.people.team, slack.bot.bot.user)
    assert slack.bot.bot.answering.inbox.accept(question.key, question.lane, question.model_dump_json())
    again = make_slack(current, server=slack.server)
    assert again.bot.bot.resume() == 1
    assert len(again.answers()) == 2
    assert again.bot.bot.resume() == 0


def test_a_question_that_ends_the_process_each_time_is_given_up(make_slack: MakeSlack, sample: Path) -> None:
    """After three starts that never finished it, the person is told instead of trying a fourth time."""
    from assistant.slack.incoming import from_message

    current = Current(lambda: opened(sample), lambda: date(2026, 11, 20))
    slack = make_slack(current)
    message = slack.wrote(MARK, "C0ALL", "what does customer mean?")
    event = {"channel": "C0ALL", "ts": message.ts, "user": MARK, "text": message.text}
    question = from_message(event, slack.bot.bot.answering.people.team, slack.bot.bot.user)
    inbox = slack.bot.bot.answering.inbox
    inbox.accept(question.key, question.lane, question.model_dump_json())
    for _ in range(3):
        inbox.begin(question.key)
    slack.bot.bot.resume()
    (told,) = slack.answers()
    assert "Something failed on our side" in words(told.blocks)
    assert inbox.waiting() == ()
