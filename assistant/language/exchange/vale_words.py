"""Words of Vale: a vocabulary is a list of patterns, a substitution a map from patterns to words.

A pattern that stands for plain words is read as these; one that stands for more is kept as a pattern and not imported.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.language.exchange.entry import Entry

_FLAGS = re.compile(r"^\(\?i\)")
_CHOICE = re.compile(r"\(\?:([^()]*)\)|\(([^()?][^()]*)\)")
_ESCAPED = re.compile(r"\\([^\w\s])")
_PATTERN = re.compile(r"[\\^$*+?{}\[\]|()]|(?<!\w)\.|\.(?=[*+?])")
MOST_CHOICES = 50


def vocabulary(text: str, *, rejected: bool) -> Iterator[Entry]:
    """Entries of an accept.txt or reject.txt; a rejected word says nothing of what to write instead."""
    for line in text.splitlines():
        written = line.strip()
        if written and not written.startswith("#"):
            for word in plain(written):
                yield Entry(name="" if rejected else word, avoid=(word,) if rejected else ())
            if not plain(written):
                yield Entry(name=written, pattern=True)


def substitution(data: Mapping[str, Any]) -> Iterator[Entry]:
    """Entries of a rule that extends `substitution`; other rules hold none."""
    swap = data.get("swap")
    pairs = swap.items() if isinstance(swap, dict) else ()
    for observed, wanted in pairs:
        words, better = plain(str(observed)), plain(str(wanted))
        if words and len(better) == 1:
            yield Entry(name=better[0], avoid=tuple(words))
        else:
            yield Entry(name=str(observed), pattern=True)


def plain(pattern: str) -> list[str]:
    """The words that a pattern stands for; empty when they cannot be listed."""
    body = _FLAGS.sub("", pattern.strip())
    pieces: list[list[str]] = []
    at = 0
    for choice in _CHOICE.finditer(body):
        if body[choice.end() : choice.end() + 1] in ("?", "*", "+"):
            return []
        pieces += [[body[at : choice.start()]], (choice[1] or choice[2]).split("|")]
        at = choice.end()
    rest = body[at:]
    pieces.append(rest.split("|") if not pieces else [rest])
    if any(len(options) > MOST_CHOICES for options in pieces):
        return []
    words = ["".join(parts) for parts in itertools.islice(itertools.product(*pieces), MOST_CHOICES)]
    bare = [word.replace(r"\b", "") for word in words]
    if any(_PATTERN.search(_ESCAPED.sub("", word)) for word in bare):
        return []
    return [" ".join(_ESCAPED.sub(r"\1", word).split()) for word in bare]
