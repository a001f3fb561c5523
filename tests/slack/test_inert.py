"""Nothing that comes from evidence, the CRM or a question mentions somebody, links, unfurls or formats."""

from __future__ import annotations

import json
from pathlib import Path

from slack_workspace import MARK, Slack, words

from assistant.slack.letter import letters, paragraph
from assistant.slack.markup import inert, mentions, pieces, plain

NASTY = "<!channel> <@U02> <!here> &<>\"' <https://evil.example|click> *bold* `code` :tada: https://evil.example"


def nasty_name(sample: Path) -> None:
    accounts = sample / "knowledge" / "crm" / "accounts.csv"
    quoted = NASTY.replace('"', '""')
    accounts.write_text(accounts.read_text().replace("Mercy General", f'"Mercy {quoted}"'))


def test_markup_in_names_and_questions_is_shown_letter_by_letter(slack: Slack, sample: Path) -> None:
    """Only rich and plain text elements, which Slack does not parse; the notification is escaped."""
    nasty_name(sample)
    answers = slack.ask(MARK, slack.direct(MARK), f"check: our customers {NASTY}")
    answers += slack.ask(MARK, slack.direct(MARK), "why is 004101 Invest?")
    assert "<!channel>" in words([m.blocks for m in answers])
    for message in answers:
        assert "mrkdwn" not in json.dumps(message.blocks)
        assert "<" not in message.text
        assert ">" not in message.text
        assert not mentions(message.text)


def test_links_never_unfurl_and_names_are_never_linked(slack: Slack) -> None:
    """Every post says so, whatever stands in it."""
    slack.ask(MARK, slack.direct(MARK), "check: see https://evil.example/customers")
    slack.ask(MARK, "C0MIXED", "talking points for Mercy General")
    posts = slack.called("chat.postMessage")
    assert posts
    for post in posts:
        assert str(post["unfurl_links"]).lower() in ("0", "false")
        assert str(post["unfurl_media"]).lower() in ("0", "false")
        assert str(post["link_names"]).lower() in ("0", "false")


def test_home_and_modals_are_inert_as_well(slack: Slack, sample: Path) -> None:
    """A name with markup on the home tab is text."""
    from assistant.slack.rehearsal import payloads

    nasty_name(sample)
    slack.send(payloads.opened(slack.world, MARK, "home"))
    slack.answers()
    home = slack.world.homes[MARK]
    assert "<!channel>" in words(home)
    assert "mrkdwn" not in json.dumps(home)


def test_a_typed_message_is_read_as_its_words() -> None:
    """Mentions of the bot go, links become their label or address, entities their characters."""
    typed = "<@U0PARLANCE> check: a &lt;b&gt; &amp; <https://x.example|our page> <mailto:a@x.example>"
    assert plain(typed, bot="U0PARLANCE") == "check: a <b> & our page a@x.example"


def test_escaping_is_undone_by_reading() -> None:
    """What is escaped reads as it was, so nothing is lost."""
    assert plain(inert(NASTY)) == NASTY


def test_long_texts_are_cut_at_paragraphs_then_sentences_then_words() -> None:
    """Nothing is lost but white space at the cuts, and no part is longer than it may be."""
    text = "\n\n".join(" ".join(f"Sentence {n} of paragraph {p} says something." for n in range(30)) for p in range(12))
    parts = pieces(text, 1000)
    assert max(map(len, parts)) <= 1000
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.endswith(".") for part in parts)
    assert pieces("x" * 2500, 1000) == ["x" * 1000, "x" * 1000, "x" * 500]


def test_a_long_answer_is_several_messages_with_the_buttons_below_the_last(slack: Slack) -> None:
    """A text of 11,000 characters comes back whole, in messages that Slack takes."""
    text = "check: " + "Our customers feel understood and the customer renews. " * 200
    answers = slack.ask(MARK, slack.direct(MARK), text)
    assert len(answers) > 1
    assert all(m.thread == answers[0].thread for m in answers)
    holding = [any(block["type"].endswith("actions") for block in m.blocks) for m in answers]
    assert holding == [False] * (len(answers) - 1) + [True]


def test_letters_stay_below_the_limits_of_slack() -> None:
    """Many blocks are spread over messages of at most fifty."""
    blocks = [block for number in range(200) for block in paragraph(f"Line {number}")]
    made = letters(blocks, (), "many")
    assert all(len(letter.blocks) <= 50 for letter in made)
    assert sum(len(letter.blocks) for letter in made) == 200
