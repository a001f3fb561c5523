"""Shortcuts on messages, the home tab and suggested prompts."""

from __future__ import annotations

from slack_workspace import GUEST, INES, MARK, SAL, THEO, Slack, words

from assistant.slack.rehearsal import payloads

MARK_AND_SAL = (
    (MARK, "We are introducing a new customer segmentation."),
    (SAL, "My team is updating the customer segmentation, too: the customers in each territory that we call on."),
    (MARK, "We need to reach all customers, since some are motivated by one message and some by another."),
    (SAL, "There are many customers that we choose not to visit; either a customer is big enough to cover or not."),
)


def test_check_wording_opens_findings_and_the_mended_text_for_the_asker(slack: Slack) -> None:
    """Only a modal: nothing is posted where others read."""
    message = slack.wrote(MARK, "C0ALL", "Each customer feels understood by our logo.")
    shown = words(slack.choose(THEO, message, "check_wording"))
    assert "customer" in shown
    assert "In shared words" in shown
    assert "stakeholder feels understood" in shown
    assert list(slack.world.posted()) == []


def test_check_wording_says_when_there_is_nothing_to_change(slack: Slack) -> None:
    """A text in shared words gets a plain yes."""
    message = slack.wrote(MARK, "C0ALL", "Each stakeholder in the account reads it.")
    assert "Nothing to change" in words(slack.choose(THEO, message, "check_wording"))


def test_who_means_what_explains_a_thread(slack: Slack) -> None:
    """The collision on customer is shown with who means what, teams from team.yaml, and can be shared."""
    first = slack.wrote(MARK, "C0ALL", MARK_AND_SAL[0][1])
    for person, text in MARK_AND_SAL[1:]:
        slack.wrote(person, "C0ALL", text, first.ts)
    shown = words(slack.choose(MARK, first, "who_means_what"))
    assert "“customer” means two things here" in shown
    assert "Mark (marketing) means stakeholder" in shown
    assert "Sal (sales) means account" in shown
    assert list(slack.world.posted()) == []
    slack.submit(MARK, {})
    (shared,) = slack.answers()
    assert shared.thread == first.ts
    assert "Sal (sales) means account" in words(shared.blocks)


def test_who_means_what_says_which_scope_it_lacks(slack: Slack) -> None:
    """History is optional: without it everything else works, and the shortcut says what is missing."""
    slack.world.scopes = frozenset(
        [
            "app_mentions:read",
            "chat:write",
            "commands",
            "users:read",
            "channels:read",
            "im:read",
            "im:history",
            "assistant:write",
        ]
    )
    first = slack.wrote(MARK, "C0ALL", MARK_AND_SAL[0][1])
    assert "channels:history" in words(slack.choose(MARK, first, "who_means_what"))
    assert slack.ask(MARK, "C0ALL", "what does customer mean?")


def test_a_modal_that_comes_too_late_is_said_to_be(slack: Slack) -> None:
    """Slack takes a modal within three seconds; later the asker reads what to do."""
    message = slack.wrote(MARK, "C0ALL", "Each customer feels understood.")
    payload = payloads.shortcut(slack.world, MARK, message, "check_wording", slack.server.base)
    slack.world.clock.sleep(4)
    slack.send(payload, form="payload")
    (told,) = slack.answers()
    assert told.only_for == MARK
    assert "Ask again in a minute" in words(told.blocks)


def test_the_home_tab_shows_whose_accounts_they_are(slack: Slack) -> None:
    """Accounts by account segment, definitions, disputes: a rep's own, a marketer's all, a guest's none."""
    for person in (MARK, SAL, INES, GUEST):
        slack.send(payloads.opened(slack.world, person, "home"))
    slack.answers()
    mark, sal, ines, guest = (words(slack.world.homes[person]) for person in (MARK, SAL, INES, GUEST))
    assert "Mercy General" in sal
    assert "Mercy General" not in ines
    assert "Mercy General" not in guest
    assert len(mark) > len(sal)
    assert all("Agreed definitions" in home for home in (mark, sal, ines, guest))
    assert "Open disputes" in sal


def test_prompts_are_the_teams(slack: Slack) -> None:
    """A rep is offered an own account, a marketer a persona, a guest a definition; each prompt gets an answer."""
    for person in (MARK, SAL, GUEST):
        slack.send(payloads.opened(slack.world, person, "messages"))
    slack.answers()
    offered = {p: [x["message"] for x in slack.world.prompts[slack.direct(p)]["prompts"]] for p in (MARK, SAL, GUEST)}
    assert any("persona" in message for message in offered[MARK])
    assert "talking points for Mercy General" in offered[SAL]
    assert not any("Mercy" in message for message in offered[GUEST])
    for person, messages in offered.items():
        for message in messages:
            (answer,) = slack.ask(person, slack.direct(person), message)
            assert "did not understand" not in words(answer.blocks), message
