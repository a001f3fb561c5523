"""People stay at home: names leave for the language model as placeholders and come back here, text after text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm import Placeholders

WORD = re.compile(r"[^\W_]+")


class Veil:
    """The names of one conversation with a language model."""

    def __init__(self, names: Sequence[str], keep: Sequence[str]) -> None:
        self._names = [(name, frozenset(WORD.findall(name.lower()))) for name in dict.fromkeys(names) if name]
        self._keep = tuple(keep)
        self._met: dict[str, None] = {}
        self._texts: list[str] = []
        self._placeholders = Placeholders((), keep=self._keep)

    def hide(self, text: str) -> str:
        """The text as it may leave; the same person has the same placeholder in every text."""
        self._texts.append(text)
        there = frozenset(WORD.findall(text.lower()))
        new = [name for name, parts in self._names if parts and parts <= there and name not in self._met]
        if new:
            self._met.update(dict.fromkeys(new))
            self._placeholders = Placeholders(tuple(self._met), keep=self._keep)
            for earlier in self._texts:
                self._placeholders.hide(earlier)
        return self._placeholders.hide(text)

    def restore(self, text: str) -> str:
        """The text with the names back."""
        return self._placeholders.restore(text)
