"""The text that a person gives with a question: quoted, behind a colon, on lines of its own, or a conversation.

What stands in such a text is data: nothing in it is read as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversation.tokens import words

_FENCED = re.compile(r"```[^\n]*\n?(.*?)```", re.DOTALL)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»“]")
_SPOKEN = re.compile(r"^\s*[A-Z][\w .'’-]{0,40}(?:\([\w .-]+\))?:\s+\S")
_BEHIND = re.compile(r"(?:^\s*\w+:|:(?=\s)|\n)\s*")
LONGEST_HEAD = 14
"""So many words may stand before a colon that opens a text."""
SHORTEST = 3
"""Quoted words from which on they are a text and not a term."""


@dataclass(frozen=True)
class Split:
    """What was asked, and the text that it was asked about."""

    head: str
    text: str
    """Empty when no text was given."""


def split(question: str) -> Split:
    """The question without the text that it is about."""
    return _conversation(question) or _fenced(question) or _behind(question) or _quoted(question) or Split(question, "")


def _conversation(question: str) -> Split | None:
    lines = question.splitlines()
    spoken = [number for number, line in enumerate(lines) if _SPOKEN.match(line)]
    if len(spoken) < 2:
        return None
    return Split("\n".join(lines[: spoken[0]]), "\n".join(lines[spoken[0] :]))


def _fenced(question: str) -> Split | None:
    found = _FENCED.search(question)
    return Split(question[: found.start()] + question[found.end() :], found[1].strip()) if found else None


def _behind(question: str) -> Split | None:
    """A text behind the first colon or line break, unless only a word or two follow."""
    found = _BEHIND.search(question)
    if found is None or len(words(question[: found.start()])) > LONGEST_HEAD:
        return None
    head, text = question[: found.end()], question[found.end() :].strip()
    if not head.strip() or len(words(text)) < SHORTEST:
        return None
    return Split(head, _unquoted(text))


def _quoted(question: str) -> Split | None:
    found = next((m for m in _QUOTED.finditer(question) if len(words(m[1])) >= SHORTEST), None)
    return Split(question[: found.start()] + " " + question[found.end() :], found[1].strip()) if found else None


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return found[1].strip() if found else text
