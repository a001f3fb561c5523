"""The place has an audience: who asks, what, and where decides who reads the answer."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest
from slack_workspace import BOT_USER, GUEST, INES, MARK, NOBODY, SAL, STRANGER, THEO, Slack, words

from assistant.slack import phrases
from assistant.slack.rehearsal.world import Channel, Message

OWN, DEFINITION = "talking points for Mercy General", "what does customer mean?"
FACT, MEANING = "Whitcomb", "account for the organisation"
HERE, ALONE, NOTHING = "here", "alone", "definitions only"


def told(answers: list[Message], fact: str) -> str:
    """Where the fact was shown."""
    seen = [m for m in answers if fact in words(m.blocks) or fact in m.text]
    if not seen:
        return NOTHING
    return ALONE if all(m.only_for for m in seen) else HERE


@pytest.mark.parametrize(
    ("person", "place", "account", "definition"),
    [
        (MARK, "direct", HERE, HERE),
        (SAL, "direct", HERE, HERE),
        (INES, "direct", NOTHING, HERE),
        (NOBODY, "direct", NOTHING, HERE),
        (GUEST, "direct", NOTHING, HERE),
        (STRANGER, "direct", NOTHING, HERE),
        (MARK, "C0ALL", HERE, HERE),
        (THEO, "C0ALL", HERE, HERE),
        (MARK, "C0PUBLIC", ALONE, HERE),
        (SAL, "C0PUBLIC", ALONE, HERE),
        (INES, "C0PUBLIC", NOTHING, HERE),
        (MARK, "G0PRIVATE", HERE, HERE),
        (SAL, "G0PRIVATE", HERE, HERE),
        (MARK, "C0MIXED", ALONE, HERE),
        (SAL, "C0MIXED", ALONE, HERE),
        (NOBODY, "C0MIXED", NOTHING, HERE),
        (MARK, "C0GUEST", ALONE, HERE),
        (GUEST, "C0GUEST", NOTHING, HERE),
        (MARK, "C0SHARED", NOTHING, HERE),
        (STRANGER, "C0SHARED", NOTHING, HERE),
    ],
)
def test_who_reads_an_answer_at_which_place(
    slack: Slack, person: str, place: str, account: str, definition: str
) -> None:
    """Account content where every member may see it, else for the asker alone; definitions everywhere for everybody."""
    channel = slack.direct(person) if place == "direct" else place
    assert told(slack.ask(person, channel, OWN), FACT) == account
    assert told(slack.ask(person, channel, DEFINITION), MEANING) == definition


def test_an_answer_for_one_person_leaves_a_note_that_tells_nothing(slack: Slack) -> None:
    """Who owns the account and who does not: what the others read is the same to the byte."""
    notes = []
    for person in (SAL, INES):
        answers = slack.ask(person, "C0PUBLIC", OWN)
        (note,) = [m for m in answers if not m.only_for]
        notes.append((note.text, note.blocks))
    assert notes[0] == notes[1]
    assert phrases.ALONE in notes[0][0]


def test_a_name_that_is_not_theirs_gets_the_answer_of_a_name_that_is_nobodys(slack: Slack) -> None:
    """By id, name and typo, in a direct message and in a channel: byte for byte what a name of nothing gets."""
    for place in (slack.direct(INES), "C0PUBLIC"):
        for theirs, nobodys in (
            ("Mercy General", "Zanzibar General"),
            ("004101", "994101"),
            ("Mercy Genral", "Zanzi Genral"),
        ):
            hidden, absent = (
                [(m.text, words(m.blocks)) for m in slack.ask(INES, place, f"why is {name} Invest?")]
                for name in (theirs, nobodys)
            )
            assert hidden == absent


def test_membership_is_read_at_each_answer(slack: Slack) -> None:
    """Somebody without rights joins between two questions: the second answer is for the asker alone."""
    assert told(slack.ask(SAL, "G0PRIVATE", OWN), FACT) == HERE
    slack.world.channels["G0PRIVATE"].members.append(NOBODY)
    assert told(slack.ask(SAL, "G0PRIVATE", OWN), FACT) == ALONE
    slack.world.channels["G0PRIVATE"].members.remove(NOBODY)
    assert told(slack.ask(SAL, "G0PRIVATE", OWN), FACT) == HERE


def test_rights_are_read_at_each_answer(slack: Slack, sample: Path) -> None:
    """team.yaml changes between two questions: the next answer follows it, without a restart."""
    assert told(slack.ask(SAL, slack.direct(SAL), OWN), FACT) == HERE
    team = sample / "knowledge" / "team.yaml"
    team.write_text(team.read_text().replace("accounts: {owner: sal}", "accounts: {owner: nobody}"))
    assert told(slack.ask(SAL, slack.direct(SAL), OWN), FACT) == NOTHING


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
@pytest.mark.parametrize("fault", ["fatal_error", "missing_scope", "user_not_found"])
def test_a_look_up_that_fails_denies(slack: Slack, method: str, fault: str) -> None:
    """Whatever cannot be read about the place or the people: no account content where others may read it."""
    slack.world.refusals[method] = deque([{"error": fault}] * 20)
    answers = slack.ask(SAL, "G0PRIVATE", OWN)
    assert told(answers, FACT) in (ALONE, NOTHING)
    assert answers, "something is said all the same"


def test_apps_and_closed_accounts_do_not_read(slack: Slack) -> None:
    """Another app and a person who left the company are members without being readers."""
    slack.world.people["U0BOT"] = type(slack.world.people[MARK])("U0BOT", "Reminders", flags={"is_bot": True})
    slack.world.people[NOBODY].flags["deleted"] = True
    slack.world.channels["G0PRIVATE"].members += ["U0BOT", NOBODY]
    assert told(slack.ask(SAL, "G0PRIVATE", OWN), FACT) == HERE


@pytest.mark.parametrize(
    "flags",
    [
        {"is_ext_shared": True},
        {"is_pending_ext_shared": True},
        {"pending_connected_team_ids": ["T99"]},
        {"is_shared": True},
    ],
    ids=lambda flags: next(iter(flags)),
)
def test_whatever_says_that_another_company_reads_there_is_believed(slack: Slack, flags: dict[str, object]) -> None:
    """Shared, about to be shared, or shared in a way that Slack does not explain: definitions only."""
    slack.world.channels["C0ALL"].flags.update(flags)
    assert told(slack.ask(MARK, "C0ALL", OWN), FACT) == NOTHING
    assert told(slack.ask(MARK, "C0ALL", DEFINITION), MEANING) == HERE


@pytest.mark.parametrize("flag", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_every_kind_of_guest_gets_definitions_only(slack: Slack, flag: str) -> None:
    """Even a person of team.yaml, while Slack calls them a guest."""
    slack.world.people[SAL].flags[flag] = True
    assert told(slack.ask(SAL, slack.direct(SAL), OWN), FACT) == NOTHING


def test_a_member_beyond_the_first_page_counts(slack: Slack) -> None:
    """Members come in pages; one without rights on the last page keeps the answer from the channel."""
    channel = Channel("C0LARGE", "large", [BOT_USER] * 250 + [MARK, NOBODY])
    slack.world.channels[channel.id] = channel
    assert told(slack.ask(MARK, channel.id, OWN), FACT) == ALONE


def test_an_id_of_team_yaml_is_not_a_slack_id(slack: Slack, sample: Path) -> None:
    """A guest whose Slack id happens to be somebody's id in team.yaml does not become that person."""
    team = sample / "knowledge" / "team.yaml"
    team.write_text(team.read_text() + f"  - {{id: {GUEST}, name: Other, team: sales, accounts: all}}\n")
    assert told(slack.ask(GUEST, slack.direct(GUEST), OWN), FACT) == NOTHING


def test_a_guest_whom_team_yaml_names_gets_definitions_only(slack: Slack, sample: Path) -> None:
    """A guest account stays a guest, whatever team.yaml says."""
    team = sample / "knowledge" / "team.yaml"
    team.write_text(team.read_text() + f"  - {{id: gus, name: Gus, team: sales, slack: {GUEST}, accounts: all}}\n")
    assert told(slack.ask(GUEST, slack.direct(GUEST), OWN), FACT) == NOTHING


def test_a_command_is_answered_for_the_asker_alone(slack: Slack) -> None:
    """Nobody saw `/parlance`, so nobody sees the answer, nor a note about it."""
    from assistant.slack.rehearsal import payloads

    command = payloads.command(slack.world, SAL, slack.world.channels["G0PRIVATE"], OWN, slack.server.base)
    assert slack.send(command, form="command").status == 200
    answers = slack.answers()
    assert told(answers, FACT) == ALONE
    assert len(answers) == 1
