"""Speakers are laid side by side: who means what by the same word."""

import json
from pathlib import Path

import pytest
import yaml

from assistant.access import Person
from assistant.errors import DataError
from assistant.language import align, load_glossary

GLOSSARY = load_glossary(None).value
CASES = Path(__file__).parents[2] / "eval" / "cases" / "alignment" / "conversations.yaml"
QUARREL = """Mark (marketing): My team has messages for each type of customer.
They are moved by fear, and customers feel rushed.

Sal (sales): Either an account is big enough, or it is not.
Customers under contract get two visits.
"""


def test_a_collision_names_speakers_lines_quotes_and_what_to_say() -> None:
    """Each clear use has its place in the file, and the collision what to say instead."""
    (collision,) = align(QUARREL, GLOSSARY).collisions
    assert collision.word == "customer"
    assert collision.say == {"stakeholder": "stakeholder", "account": "account"}
    places = [(use.speaker, use.team, use.sense, use.line) for use in collision.uses]
    assert ("Mark", "marketing", "stakeholder", 2) in places
    assert ("Sal", "sales", "account", 5) in places
    assert collision.uses[-1].quote == "Customers under contract get two visits."


def test_different_words_for_one_meaning_are_found() -> None:
    """Sales says logo, marketing says account, and both mean the organisation."""
    text = "Tia (sales): The logo in Hull has nine plants.\nUdo (marketing): That account is a family business.\n"
    (different,) = align(text, GLOSSARY).different_words
    assert (different.meaning, different.words) == ("account", ("logo", "account"))


def test_words_used_alike_are_named() -> None:
    """Two speakers with one meaning agree, and nothing collides."""
    text = "A (x): The prospect has two plants.\nB (y): The prospect merged with its supplier.\n"
    found = align(text, GLOSSARY)
    assert found.same_meaning == ("prospect",)
    assert not found.collisions


@pytest.mark.parametrize(
    "said",
    [
        "You say customers, you mean the companies with nine plants.",
        "Fine, customers in your sense are what we call accounts with nine plants.",
        "Sal calls hospitals customers.",
        "When you say customers you think of hospitals.",
    ],
)
def test_what_is_said_about_the_others_use_is_not_ones_own(said: str) -> None:
    """Quoting, reporting and adopting the other's word collide with nothing."""
    text = f"Sal (sales): Customers feel rushed and told us so.\nMark (marketing): {said}\n"
    assert not align(text, GLOSSARY).collisions


def test_unclear_uses_are_listed_and_never_guessed() -> None:
    """A use that nothing decides stays open, whoever says it."""
    found = align("Kai (sales): The customer comes first.\nLou (marketing): The customer comes first.\n", GLOSSARY)
    assert not found.collisions
    assert [(u.word, u.speaker, u.line) for u in found.unclear] == [("customer", "Kai", 1), ("customer", "Lou", 2)]


def test_a_slack_export_is_read_with_the_names_and_teams_of_the_workspace() -> None:
    """Messages in order of time, people by member id, joins and bots left out."""
    messages = [
        {
            "type": "message",
            "user": "U02",
            "text": "The customer has nine plants, see <https://x.y|customer>",
            "ts": "2.0",
        },
        {
            "type": "message",
            "user": "U01",
            "text": "&gt; quoted customer has beds\nThe customer smiled at us",
            "ts": "1.0",
        },
        {"type": "message", "subtype": "channel_join", "user": "U03", "text": "joined", "ts": "0.5"},
        {"type": "message", "bot_id": "B1", "text": "customers cry", "ts": "3.0"},
    ]
    people = [
        Person(id="mark", name="Mark", team="marketing", slack="U01", accounts="all"),
        Person(id="sal", name="Sal", team="sales", slack="U02", accounts="all"),
    ]
    found = align(json.dumps(messages), GLOSSARY, people=people)
    assert [(s.name, s.team) for s in found.speakers] == [("Mark", "marketing"), ("Sal", "sales")]
    (collision,) = found.collisions
    assert [(use.speaker, use.sense) for use in collision.uses] == [("Mark", "stakeholder"), ("Sal", "account")]


@pytest.mark.parametrize("text", ["", "no speakers here\njust words", "[]", "{}", '[{"text": 5}]', "[1, null]"])
def test_a_text_in_which_nobody_speaks_is_refused(text: str) -> None:
    """The error says which lines are read."""
    with pytest.raises(DataError, match="Nobody speaks"):
        align(text, GLOSSARY)


def test_a_broken_export_is_refused_with_its_line() -> None:
    """Half a JSON file is no transcript."""
    with pytest.raises(DataError, match="line 1"):
        align('[{"text": ', GLOSSARY)


def test_labelled_conversations_are_told_apart() -> None:
    """F1 of the colliding words is at least 0.9, with at most one false alarm among conversations without."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]
    found = missed = extra = alarms = 0
    for case in cases:
        expected, given = set(case["collisions"]), {c.word for c in align(case["transcript"], GLOSSARY).collisions}
        found, missed, extra = (
            found + len(expected & given),
            missed + len(expected - given),
            extra + len(given - expected),
        )
        alarms += bool(given) and not expected
    assert len(cases) >= 20
    assert 2 * found / (2 * found + missed + extra) >= 0.9
    assert alarms <= 1


@pytest.mark.parametrize(
    "label",
    [
        "[00:01:12] Maya Li (marketing): ",
        "(00:01) Maya Li (marketing): ",
        "10:02 AM Maya Li (marketing): ",
        "2026-11-20 10:02 – Maya Li (marketing): ",
        "Maya Li (marketing) [00:12]: ",
        "**Maya Li** (Marketing): ",
        "- **Maya Li (marketing):** ",
        "Maya Li (marketing):",
        "Maya Li (marketing)：",
    ],
)
def test_a_label_may_have_a_time_a_list_sign_or_bold_letters(label: str) -> None:
    """However a tool writes who speaks, name and team are read, in the first line of a file, too."""
    found = align(f"{label}Customers feel rushed.\nspeaker2 (sales): The customer has nine plants.\n", GLOSSARY)
    assert [(s.name, s.team) for s in found.speakers] == [("Maya Li", "marketing"), ("speaker2", "sales")]
    assert [(use.speaker, use.line) for use in found.collisions[0].uses] == [("Maya Li", 1), ("speaker2", 2)]


def test_two_people_of_one_name_are_told_apart_by_their_teams() -> None:
    """Alex of marketing and Alex of sales collide; one Alex in two spellings does not."""
    text = "Alex (marketing): Customers feel rushed.\nALEX (sales): The customer has nine plants.\n"
    found = align(text, GLOSSARY)
    assert [(use.speaker, use.team) for use in found.collisions[0].uses] == [("Alex", "marketing"), ("Alex", "sales")]
    assert not align(text.replace("ALEX (sales)", "ALEX"), GLOSSARY).collisions


def test_a_slack_export_may_be_one_message_a_line_and_name_teams_with_the_people() -> None:
    """Bots of other tools write `Name (team)` as the user, and exports come as JSON Lines."""
    messages = [
        {"username": "Maya (marketing)", "text": "Customers feel rushed.", "ts": "1.0"},
        {"username": "Sam (sales)", "text": "The customer has nine plants.", "ts": "2.0"},
    ]
    found = align("\n".join(map(json.dumps, messages)), GLOSSARY)
    assert [(s.name, s.team) for s in found.speakers] == [("Maya", "marketing"), ("Sam", "sales")]
    assert len(found.collisions) == 1
