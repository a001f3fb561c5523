"""Slack's markup: what comes in is read as plain text, what goes out stays plain text.

Rich text elements are never parsed by Slack; texts that are (notifications) are escaped. So no evidence, name or
question can mention somebody, call a channel or become a link.
"""

from __future__ import annotations

import re

ENTITY = re.compile(r"<(?P<body>[^<>]*)>")
PIECE = 2800
"""Characters of one element; Slack refuses more than 3,000."""


def inert(text: str) -> str:
    """The text so that Slack shows it letter by letter where it parses markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, *, bot: str = "") -> str:
    """What a person typed: mentions of the bot are left out, links become their label or address."""

    def shown(entity: re.Match[str]) -> str:
        body, _, label = entity["body"].partition("|")
        if body == f"@{bot}":
            return " "
        return label or body.removeprefix("mailto:")

    words = ENTITY.sub(shown, text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def mentions(text: str) -> frozenset[str]:
    """Slack ids of the people whom a message as Slack sends it mentions."""
    return frozenset(re.findall(r"<@([A-Z0-9]+)(?:\|[^>]*)?>", text))


def pieces(text: str, limit: int = PIECE) -> list[str]:
    """The text in parts of at most `limit` characters, cut at paragraphs, else sentences, else words."""
    parts: list[str] = []
    rest = text
    while len(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, limit: int) -> int:
    for border in ("\n\n", "\n", ". ", " "):
        at = text.rfind(border, limit // 2, limit)
        if at > 0:
            return at + len(border)
    return limit
