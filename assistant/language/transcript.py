"""Who said what: a transcript of lines `Name (team): words`, or a Slack export, as turns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.access import Person
from assistant.errors import DataError

CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?: ?[AaPp]\.?[Mm]\.?)?"
LABEL = re.compile(
    r"[ \t]*(?:[-*>•] +)?"
    rf"(?:\[[^\]\n]{{1,30}}\] *|\({CLOCK}\) *|(?:\d{{4}}-\d\d-\d\d[ T]+)?{CLOCK}(?: [-–—])? +)?\**"
    r"(?P<name>@?[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3})\**"
    r"(?: ?\((?P<team>[^()\n]{1,40})\))?\**"
    rf"(?: +[\[(]?{CLOCK}[\])]?)?[:：]\**"
)
"""Who speaks: a time before or behind, a sign of a list and bold letters may stand around name and team."""
NAMED = re.compile(r"(?P<name>[^()]+?) ?\((?P<team>[^()]{1,40})\)")
EXPORTED = re.compile(r"\s*(?:\{|\[\s*[{\]])")
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
    found = list(_slack(content, people) if EXPORTED.match(content) else _lines(content, people))
    if not found:
        raise DataError("Nobody speaks in it. Write lines such as `Mark (marketing): words`, or give a Slack export.")
    return found


def _lines(content: str, people: Sequence[Person]) -> Iterator[Turn]:
    rows = content.split("\n")
    labels = [_label(row) for row in rows]
    spelled, teams = _speakers(labels, people)
    with_team = {label["name"].casefold() for label in labels if label and label["team"]}
    said: list[str] = []
    speaker, start = "", 0
    for number, (row, label) in enumerate(zip(rows, labels, strict=True), start=1):
        name = label["name"].casefold() if label else ""
        if label is not None and (not with_team or name in with_team):
            if speaker and said:
                yield Turn(spelled[speaker], teams.get(speaker, ""), "\n".join(said), start, lines=True)
            speaker, said, start = name, [" " * label.end() + row[label.end() :]], number
            if label["team"]:
                teams[name] = _team(label["team"])
        elif speaker:
            said.append(row)
    if speaker and said:
        yield Turn(spelled[speaker], teams.get(speaker, ""), "\n".join(said), start, lines=True)


def _label(row: str) -> re.Match[str] | None:
    """The label of a row that begins a turn. A name in small letters is one when a team stands behind it."""
    label = LABEL.match(row)
    if label is None or (not label["team"] and not row[label.end() : label.end() + 1].isspace() and row[label.end() :]):
        return None
    small = label["name"][0].islower()
    return label if not small or (label["team"] and " " not in label["name"]) else None


def _speakers(
    labels: Sequence[re.Match[str] | None], people: Sequence[Person]
) -> tuple[dict[str, str], dict[str, str]]:
    """How each speaker is spelled first, and the team by which a speaker is known at the start."""
    spelled: dict[str, str] = {}
    teams: dict[str, str] = {}
    for label in labels:
        if label is not None:
            spelled.setdefault(label["name"].casefold(), label["name"])
            if label["team"]:
                teams.setdefault(label["name"].casefold(), _team(label["team"]))
    return spelled, {person.name.casefold(): _team(person.team) for person in people if person.name} | teams


def _team(written: str) -> str:
    return " ".join(written.lower().split())


def _slack(content: str, people: Sequence[Person]) -> Iterator[Turn]:
    data = _exported(content)
    by_id = {person.slack: person for person in people if person.slack}
    by_name = {person.name.casefold(): person for person in people if person.name}
    for number, message in enumerate(_messages(data), start=1):
        text = message.get("text")
        if not isinstance(text, str) or message.get("subtype") in SILENT or message.get("bot_id"):
            continue
        name, team = _author(message)
        person = by_id.get(str(message.get("user"))) or by_name.get(name.casefold())
        words = QUOTED.sub("", SLACK_MARKUP.sub(" ", text)).replace("&amp;", "&").replace("&lt;", "<")
        if name or person:
            yield Turn(
                person.name if person and person.name else name,
                team or (_team(person.team) if person else ""),
                words,
                number,
                lines=False,
            )


def _exported(content: str) -> Any:
    """The data of one JSON document, or of one message a line."""
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        try:
            return [json.loads(line) for line in content.splitlines() if line.strip()]
        except json.JSONDecodeError:
            raise DataError(f"line {error.lineno}: this is not a Slack export: {error.msg}.") from error


def _messages(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        data = data.get("messages", [])
    messages = [message for message in data if isinstance(message, dict)] if isinstance(data, list) else []
    return (
        sorted(messages, key=lambda message: float(message.get("ts") or 0)) if all(map(_timed, messages)) else messages
    )


def _timed(message: Mapping[str, Any]) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", str(message.get("ts", ""))) is not None


def _author(message: Mapping[str, Any]) -> tuple[str, str]:
    """Name and team, where the name says it: `Mark (marketing)`."""
    profile = message.get("user_profile")
    profile = profile if isinstance(profile, dict) else {}
    for name in (profile.get("real_name"), profile.get("display_name"), message.get("username"), message.get("user")):
        if isinstance(name, str) and name.strip():
            named = NAMED.fullmatch(name.strip())
            return (named["name"], _team(named["team"])) if named else (name.strip(), "")
    return "", ""
