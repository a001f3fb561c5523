"""Puts suggestions in place of what findings found: number, capitals and possessives stay, the rest is untouched.

Only findings with a suggestion are applied, each place once; where two overlap, the first wins. A text without such
findings comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.finding import Finding
from assistant.language.inflection import article
from assistant.language.places import offsets

ARTICLE = re.compile(r"(?<![\w'’-])(an?)(\s+)$", re.IGNORECASE)
BARE_POSSESSIVE = re.compile(r"['’](?!\w)")


@dataclass(frozen=True)
class Change:
    """A suggestion at its offsets."""

    start: int
    end: int
    suggestion: str


def fix(text: str, findings: Sequence[Finding]) -> str:
    """The text with all certain suggestions applied."""
    return apply(text, changes(text, findings))


def changes(text: str, findings: Sequence[Finding]) -> list[Change]:
    """What would be replaced, ascending and without overlap; findings that do not fit the text are left out."""
    certain = sorted(
        (f for f in findings if f.suggestion is not None and f.suggestion != f.text),
        key=lambda f: (f.line, f.column, -f.end_line, -f.end_column),
    )
    starts = offsets(text, [(f.line, f.column) for f in certain])
    found: list[Change] = []
    for finding, start in zip(certain, starts, strict=True):
        end = _end(text, start, finding)
        free = not found or found[-1].end <= start
        if free and end is not None and finding.suggestion is not None:
            found.append(Change(start, end, finding.suggestion))
    return found


def apply(text: str, wanted: Sequence[Change]) -> str:
    """The text with the changes made, and the articles before them adapted."""
    parts: list[str] = []
    cursor = 0
    for change in wanted:
        before = _with_article(text[cursor : change.start], text[change.start : change.end], change.suggestion)
        after = text[change.end : change.end + 2]
        word = change.suggestion
        first = word.split(" ")[0]
        if " " in word and not before.strip() and parts and parts[-1].lower() == first.lower() and before:
            word = word[len(first) + 1 :]
        parts += [before, word]
        cursor = change.end
        if BARE_POSSESSIVE.match(after) and not word.lower().endswith("s"):
            parts.append(f"{after[0]}s")
            cursor += 1
    return "".join([*parts, text[cursor:]])


def _with_article(before: str, old: str, new: str) -> str:
    found = ARTICLE.search(before)
    if found is None or article(old) == article(new):
        return before
    wanted = article(new)
    given = wanted.upper() if found[1].isupper() and len(found[1]) > 1 else wanted
    given = given.capitalize() if found[1][0].isupper() and not given.isupper() else given
    return f"{before[: found.start()]}{given}{found[2]}"


def _end(text: str, start: int, finding: Finding) -> int | None:
    """Where the finding ends, when its words stand there."""
    if finding.line == finding.end_line:
        end = start + finding.end_column - finding.column
    else:
        line_start = start
        for _ in range(finding.end_line - finding.line):
            line_start = text.find("\n", line_start) + 1
        end = line_start + finding.end_column - 1
    return end if start < end <= len(text) else None
