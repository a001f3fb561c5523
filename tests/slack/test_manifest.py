"""The manifest and the code say the same: events, scopes, command, shortcuts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_workspace import BOT_USER, GUEST, MARK, SAL, Channel, Slack

import assistant.slack
from assistant.slack.commands import COMMAND
from assistant.slack.rehearsal import payloads
from assistant.slack.rehearsal.web_api import METHODS
from assistant.slack.shortcuts import ALIGN, CHECK

HERE = Path(assistant.slack.__file__).parent
ROOT = HERE.parent.parent
MANIFEST: dict[str, Any] = yaml.safe_load((HERE / "manifest.yaml").read_text())
SCOPES = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = frozenset(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
OPTIONAL = frozenset(["channels:history", "groups:history", "mpim:history", "mpim:read", "groups:read"])
"""What docs/security.md calls optional."""


def sources() -> Iterator[str]:
    yield from (file.read_text() for file in HERE.glob("*.py"))


def test_every_event_that_is_subscribed_has_a_door_and_the_other_way_round() -> None:
    """`app.event(…)` in the doors are the manifest's events, message events by their family."""
    handled = {name for source in sources() for name in re.findall(r'app\.event\("([a-z_]+)"\)', source)}
    assert {event.split(".")[0] for event in EVENTS} == handled


def test_the_command_and_the_shortcuts_are_those_of_the_code() -> None:
    """A shortcut that nobody answers would be silence."""
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == [COMMAND]
    assert {shortcut["callback_id"] for shortcut in MANIFEST["features"]["shortcuts"]} == {CHECK, ALIGN}


def test_it_is_the_agent_view_over_socket_mode_within_slacks_limits() -> None:
    """New apps have `agent_view`; its description has at most 300 characters."""
    agent = MANIFEST["features"]["agent_view"]
    assert len(agent["agent_description"]) <= 300
    assert "assistant_view" not in MANIFEST["features"]
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert MANIFEST["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_every_method_that_is_called_is_one_that_the_stand_in_knows() -> None:
    """`client.chat_postMessage` and the like: the stand-in holds each against its scopes."""
    called = {
        name.replace("_", ".", 2 if name.startswith("assistant_threads") else 1)
        for source in sources()
        for name in re.findall(r"(?:client|hasty)\.([a-z]+_[a-zA-Z_]+)\(", source)
        if not name.startswith("retry")
    }
    assert called
    assert called <= set(METHODS)


@pytest.fixture(autouse=True)
def group(slack: Slack) -> None:
    """A direct message of several people beside the usual channels."""
    slack.world.channels["G0GROUP"] = Channel("G0GROUP", "group", [MARK, SAL, BOT_USER], {"is_mpim": True})


def everything(slack: Slack) -> list[str]:
    """Uses every part of the app; what was said."""
    for person, tab in ((MARK, "home"), (MARK, "messages")):
        slack.send(payloads.opened(slack.world, person, tab))
    (answer,) = slack.ask(MARK, slack.direct(MARK), "why is Mercy General Invest?")
    slack.press(MARK, answer, "Sources and the rest")
    slack.ask(MARK, "C0ALL", "what does customer mean?")
    slack.ask(SAL, "C0PUBLIC", "talking points for Mercy General")
    slack.ask(GUEST, "C0GUEST", "what does customer mean?")
    slack.send(
        payloads.command(slack.world, SAL, slack.world.channels["C0ALL"], "help", slack.server.base), form="command"
    )
    message = slack.wrote(MARK, "C0ALL", "Each customer feels understood.")
    slack.choose(MARK, message, CHECK)
    return [m.text for m in slack.answers()]


def test_the_scopes_of_the_manifest_are_enough(slack: Slack) -> None:
    """With these scopes and no others nothing fails."""
    slack.world.scopes = SCOPES
    assert not [text for text in everything(slack) if "failed" in text]
    first = slack.wrote(MARK, "G0PRIVATE", "We segment customers.")
    assert "means" in str(slack.choose(MARK, first, ALIGN)) or "Nobody" in str(slack.modal(MARK))


def test_the_minimal_set_is_enough_for_everything_but_what_is_optional(slack: Slack) -> None:
    """Without the optional scopes only the thread shortcut and private channels have less."""
    slack.world.scopes = SCOPES - OPTIONAL
    assert not [text for text in everything(slack) if "failed" in text]


def test_no_scope_is_asked_for_without_need(slack: Slack) -> None:
    """Each scope is one that events or commands are delivered by, or that a call of the app needs."""
    delivered = {"app_mentions:read", "commands", *(scope for scope in SCOPES if scope.endswith(":history"))}
    everything(slack)
    slack.ask(MARK, "G0PRIVATE", "what does customer mean?")
    slack.ask(MARK, "G0GROUP", "what does customer mean?")
    needed = {scope for scopes in slack.world.needed for scope in scopes}
    assert needed >= SCOPES - delivered


def test_every_scope_is_explained() -> None:
    """docs/security.md names each scope of the manifest and no other."""
    page = (ROOT / "docs" / "security.md").read_text()
    named = set(re.findall(r"`([a-z_]+:[a-z.]+|commands)`", page)) - {"connections:write"}
    assert named == SCOPES
