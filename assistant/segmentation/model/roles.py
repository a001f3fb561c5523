"""Roles: from a job title to the buying role whose phrase it holds; the same title always gives the same role."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.segmentation.model.definitions import UNKNOWN_ROLE
from assistant.segmentation.model.schema import Role

_WORDS = re.compile(r"[^\W_]+")


def normal(text: str) -> str:
    """The words of a title or phrase: lower case, split at anything but letters and digits, one space between."""
    return " ".join(_WORDS.findall(text.lower()))


class Roles:
    """Phrases in the order in which they win: the longest, then the first in the file."""

    def __init__(self, roles: Iterable[Role]) -> None:
        phrases = [(normal(title), role.id) for role in roles for title in role.titles]
        self._phrases = sorted(phrases, key=lambda phrase: -len(phrase[0]))
        self._seen: dict[str, str] = {}

    def of(self, title: str) -> str:
        """The id of the role, `unknown` when no phrase stands in the title as whole words."""
        if title not in self._seen:
            padded = f" {normal(title)} "
            self._seen[title] = next((role for phrase, role in self._phrases if f" {phrase} " in padded), UNKNOWN_ROLE)
        return self._seen[title]
