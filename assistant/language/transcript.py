"""Who said what: a transcript of lines `Name (team): words`, or a Slack export, as turns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.access import Person
from assistant.errors import DataError

LABEL = re.compile(
    r"[ \t]*(?:[-*>] +)?(?:\[[^\]\n]{1,25}\] *|\d{1,2}:\d{2}(?::\d{2})? +)?\**"
    r"(?P<name>@?[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3})"
    r"(?: ?\((?P<team>[^()\n]{1,40})\))?\**:\**(?=\s|$)"
)
SLACK_MARKUP = re.compile(r"<[@#!][^>]*>|<(?:https?|mailto)[^>|]*(?:\|[^>]*)?>|:[a-z0-9_+-]+:")
QUOTED = re.compile(r"^(?:>|&gt;).*$", re.MULTILINE)
SILENT = frozenset(("channel_join", "channel_leave", "channel_topic", "channel_purpose", "bot_message", "tombstone"))


@dataclass(frozen=True)
class Turn:
    """What one speaker says until somebody else does."""

    speaker: str
    team: str
    """Lower case; empty when nobody says."""
    text: str
    line: int
    """Where the text starts, from 1; of a Slack export the number of the message."""
    lines: bool
    """Whether lines of the text are lines of the file."""


def turns(content: str, people: Sequence[Person] = ()) -> list[Turn]:
    """The turns of a transcript; `DataError` when nobody speaks in it."""
    found = list(_slack(content, people) if content.lstrip()[:1] in {"[", "{"} else _lines(content, people))
    if not found:
        raise DataError("Nobody speaks in it. Write lines such as `Mark (marketing): words`, or give a Slack export.")
    return found


def _lines(content: str, people: Sequence[Person]) -> Iterator[Turn]:
    rows = content.split("\n")
    labels = [LABEL.match(row) for row in rows]
    with_team = {label["name"].casefold() for label in labels if label and label["team"]}
    teams = {person.name.casefold(): person.team for person in people if person.name}
    teams |= {label["name"].casefold(): label["team"] for label in labels if label and label["team"]}
    said: list[str] = []
    speaker, start = "", 0
    for number, (row, label) in enumerate(zip(rows, labels, strict=True), start=1):
        known = label is not None and (not with_team or label["name"].casefold() in with_team)
        if label is not None and known and _is_name(label["name"]):
            if speaker and said:
                yield _turn(speaker, teams, said, start)
            speaker, said, start = label["name"], [" " * label.end() + row[label.end() :]], number
        elif speaker:
            said.append(row)
    if speaker and said:
        yield _turn(speaker, teams, said, start)


def _is_name(label: str) -> bool:
    return label[0].isupper() or label[0] == "@"


def _turn(speaker: str, teams: Mapping[str, str], said: list[str], start: int) -> Turn:
    return Turn(speaker, teams.get(speaker.casefold(), "").strip().lower(), "\n".join(said), start, lines=True)


def _slack(content: str, people: Sequence[Person]) -> Iterator[Turn]:
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        raise DataError(f"line {error.lineno}: this is not a Slack export: {error.msg}.") from error
    by_id = {person.slack: person for person in people if person.slack}
    by_name = {person.name.casefold(): person for person in people if person.name}
    for number, message in enumerate(_messages(data), start=1):
        text = message.get("text")
        if not isinstance(text, str) or message.get("subtype") in SILENT or message.get("bot_id"):
            continue
        name = _author(message)
        person = by_id.get(str(message.get("user"))) or by_name.get(name.casefold())
        words = QUOTED.sub("", SLACK_MARKUP.sub(" ", text)).replace("&amp;", "&").replace("&lt;", "<")
        if name or person:
            yield Turn(
                person.name if person and person.name else name,
                person.team.lower() if person else "",
                words,
                number,
                lines=False,
            )


def _messages(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        data = data.get("messages", [])
    messages = [message for message in data if isinstance(message, dict)] if isinstance(data, list) else []
    return (
        sorted(messages, key=lambda message: float(message.get("ts") or 0)) if all(map(_timed, messages)) else messages
    )


def _timed(message: Mapping[str, Any]) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", str(message.get("ts", ""))) is not None


def _author(message: Mapping[str, Any]) -> str:
    profile = message.get("user_profile")
    profile = profile if isinstance(profile, dict) else {}
    for name in (profile.get("real_name"), profile.get("display_name"), message.get("username"), message.get("user")):
        if isinstance(name, str) and name:
            return name
    return ""
