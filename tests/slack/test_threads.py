"""Threads: what follows from what, who is meant, and what asks nothing."""

from __future__ import annotations

from slack_workspace import BOT_USER, MARK, SAL, Slack, words

from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.world import BOT, Message

OWN = "talking points for Mercy General"


def test_a_follow_up_in_the_thread_needs_no_mention(slack: Slack) -> None:
    """Who asked in a thread goes on without a mention; the answer stands in the same thread."""
    (first,) = slack.ask(SAL, "G0PRIVATE", OWN)
    before = {m.ts for m in slack.world.posted()}
    slack.say(SAL, "G0PRIVATE", "shorter", first.thread)
    (second,) = slack.answers(before)
    assert second.thread == first.thread
    assert 0 < len(words(second.blocks)) < len(words(first.blocks))


def test_people_who_talk_with_each_other_are_left_alone(slack: Slack) -> None:
    """No answer to somebody who did not ask, to words for another person, or outside the thread."""
    (first,) = slack.ask(SAL, "G0PRIVATE", OWN)
    before = {m.ts for m in slack.world.posted()}
    slack.say(MARK, "G0PRIVATE", "I would open with the cost", first.thread)
    slack.say(SAL, "G0PRIVATE", f"<@{MARK}> why?", first.thread)
    slack.say(SAL, "G0PRIVATE", "why?")
    assert slack.answers(before) == []


def test_two_people_in_one_thread_get_each_their_own(slack: Slack) -> None:
    """A marketer and a rep ask the same in one thread: each gets what they may see, and neither reads the other's."""
    from slack_workspace import INES

    root = slack.wrote(MARK, "C0PUBLIC", "Let us ask.")
    marks = slack.ask(MARK, "C0PUBLIC", "list accounts", root.ts)
    ines = slack.ask(INES, "C0PUBLIC", "list accounts", root.ts)
    why = slack.ask(INES, "C0PUBLIC", "why is Mercy General Invest?", root.ts)
    assert {m.only_for for m in marks if "Mercy" in words(m.blocks)} == {MARK}
    assert "Mercy General" not in words([m.blocks for m in ines + why])
    for person, other in ((MARK, INES), (INES, MARK)):
        seen = slack.world.seen_by(person, "C0PUBLIC")
        assert not [m for m in seen if m.only_for == other]
        assert [m for m in seen if m.only_for == person]


def test_a_follow_up_on_anothers_account_is_a_follow_up_on_nothing(slack: Slack) -> None:
    """A rep who asks “why?” below a marketer's answer about somebody else's account learns nothing of it."""
    from slack_workspace import INES

    root = slack.wrote(MARK, "C0PUBLIC", "Let us ask.")
    slack.ask(MARK, "C0PUBLIC", OWN, root.ts)
    below = slack.ask(INES, "C0PUBLIC", "shorter", root.ts)
    elsewhere = slack.ask(INES, "C0PUBLIC", "shorter", slack.wrote(MARK, "C0PUBLIC", "Another one.").ts)
    assert [words(m.blocks) for m in below] == [words(m.blocks) for m in elsewhere]


def test_other_bots_and_own_posts_ask_nothing(slack: Slack) -> None:
    """Messages of apps, of the bot itself, joins and other notices get no answer."""
    message = slack.wrote(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    odd = (
        {"bot_id": "B0OTHER"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"user": BOT_USER},
        {"bot_id": BOT, "user": BOT_USER},
        {"subtype": "channel_join"},
        {"subtype": "message_replied", "hidden": True},
    )
    for more in odd:
        for event in payloads.message_events(slack.world, message, **more):
            assert slack.send(event).status == 200
    assert slack.answers() == []


def test_an_edit_asks_nothing(slack: Slack) -> None:
    """An edited question is not answered again."""
    message = slack.say(MARK, "C0ALL", f"<@{BOT_USER}> what does customer mean?")
    assert len(slack.answers()) == 1
    slack.send(payloads.changed(slack.world, message, f"<@{BOT_USER}> what does lead mean?"))
    assert len(slack.answers()) == 1


def test_a_question_that_was_deleted_in_time_is_not_answered(slack: Slack) -> None:
    """What was deleted while others waited before it is dropped; what was answered stays."""
    direct = slack.direct(MARK)
    with slack.world.lock:  # the first answer waits for this, so the second question waits, too
        root = Message(slack.world.next_ts(), direct, MARK, "what does customer mean?")
        second = Message(slack.world.next_ts(), direct, MARK, "what does lead mean?", root.ts)
        slack.world.messages += [root, second]
        slack.send(payloads.message_events(slack.world, root)[0])
        slack.send(payloads.message_events(slack.world, second)[0])
        slack.send(payloads.deleted(slack.world, second))
    (answer,) = slack.answers()
    assert "customer" in words(answer.blocks)


def test_a_mention_without_a_question_gets_help(slack: Slack) -> None:
    """The bare name of the bot is a question: what can you do?"""
    (answer,) = slack.ask(MARK, "C0ALL", "")
    assert "talking points" in words(answer.blocks)
