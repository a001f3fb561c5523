"""The words and phrases of a glossary in the forms in which they occur in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.domain.term import Term
from assistant.language.glossary import Glossary
from assistant.language.inflection import fold, looks_plural, plural, words

HEAD = re.compile(r"(\S+)( (?:of|for|in|at|to|by|on) .+)")
"""A phrase whose first word takes the plural: point of sale, points of sale."""
FormKind = Literal["keep", "name", "senses", "deprecated", "avoid"]
SMALL_WORDS = words(
    """am as at be by do go he if in is it me my no of ok on or so to up us we all and any are but can for has may not
    now one our out see set the who why"""
)
PRECEDENCE: dict[FormKind, int] = {"keep": 0, "name": 1, "senses": 2, "deprecated": 3, "avoid": 4}


@dataclass(frozen=True)
class Form:
    """One way in which a glossary's word stands in a text."""

    text: str
    """As the glossary writes it."""
    kind: FormKind
    term: Term
    plural: bool = False
    note: str = ""
    """Why it is wrong, of an avoided word."""

    @property
    def only_exact(self) -> bool:
        """Whether capitals count: an abbreviation such as IT that is also a small word."""
        return self.text.isupper() and self.text.lower() in SMALL_WORDS


def forms(glossary: Glossary) -> dict[str, list[Form]]:
    """All forms by folded text, the one that speaks first in front."""
    found: dict[str, list[Form]] = {}
    for term in glossary.terms:
        for form in _forms(term):
            found.setdefault(fold(form.text), []).append(form)
    for same in found.values():
        same.sort(key=lambda form: (PRECEDENCE[form.kind], form.plural))
    return found


def _forms(term: Term) -> Iterator[Form]:
    kind: FormKind = "senses" if term.senses else "deprecated" if term.status == "deprecated" else "name"
    yield Form(term.name, kind, term)
    yield Form(term.plural_form(), kind, term, plural=True)
    if not term.plural:
        yield from (Form(several, kind, term, plural=True) for several in _plurals(term.name))
    for avoided in term.avoid:
        last = avoided.text.replace("-", " ").rsplit(" ", 1)[-1]
        yield Form(avoided.text, "avoid", term, looks_plural(last), avoided.note)
        yield from (Form(several, "avoid", term, True, avoided.note) for several in _plurals(avoided.text))
    for phrase in term.keep:
        first, space, rest = phrase.partition(" ")
        yield Form(phrase, "keep", term)
        yield Form(plural(phrase), "keep", term, plural=True)
        if space:
            yield Form(f"{plural(first)} {rest}", "keep", term, plural=True)


def _plurals(text: str) -> Iterator[str]:
    """The plural of the last word, and of the word before a preposition."""
    yield plural(text)
    if headed := HEAD.fullmatch(text):
        yield plural(headed[1]) + headed[2]
