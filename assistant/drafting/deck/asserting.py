"""What makes a sentence claim-like: it asserts something of us, or of what we sell, that a customer could rely on.

Such a sentence says what the company or its product does, holds or is; what its parts and its service do, take, cost or
come with; what buyers can do, get or keep; or that nobody else does. Questions, orders to the reader, wishes, courtesy,
the occasion of a talk, plain definitions, and what readers have or suffer already are none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.deck import predicates
from assistant.drafting.deck.assertions import phrases
from assistant.drafting.deck.clauses import Clause, clauses, own_names
from assistant.drafting.deck.gains import gains
from assistant.evidence.support.lexicon import stem

SHORT = 8
"""Words of a line up to which it may promise without a verb."""
MAYBE = ("could", "might", "would", "should")
"""Verbs by which others say what may be or have been."""
LISTS = ("item", "row")
"""Kinds of blocks in which a verb may stand without its subject."""


@dataclass(frozen=True)
class Asserting:
    """What our sentences speak of."""

    names: tuple[str, ...]
    """Our own: of the company and its products."""
    claimed: tuple[str, ...]
    """Texts of the claims."""

    def asserts(self, text: str, *, kind: str = "paragraph", follows: bool = False) -> bool:
        """Whether a sentence asserts what only a claim may.

        `kind` is that of its block; `follows` says that the sentence before it speaks of us.
        """
        if not _is_statement(text) or is_reference(text, kind):
            return False
        read = own_names(text, self.names)
        if _promises_without_verb(read):
            return True
        found = (clause for clause in clauses(read, elided=kind in LISTS) if not predicates.about_the_occasion(clause))
        quoted = _is_quoted(read)
        if any(self._asserted(clause, kind, quoted or _is_quoted(clause.subject), follows) for clause in found):
            return True
        return kind != "heading" and gains(read, self.claimed)

    def states(self, text: str, *, kind: str = "paragraph") -> bool:
        """Whether a sentence states how things are, whomever or whatever it speaks of, and no opinion."""
        read = own_names(text, self.names)
        if not _is_statement(text) or is_reference(text, kind) or _is_quoted(read):
            return False
        if phrases("nothing_yet").match(read) or phrases("for_whom").match(read):
            return False
        found = list(clauses(read, elided=kind in LISTS))
        if kind == "item" and not found:
            return predicates.is_promise(read)
        return any(map(predicates.as_a_rule, found))

    def asks(self, heading: str) -> bool:
        """Whether what stands below a heading is asked or not known."""
        return bool(phrases("asking").search(heading))

    def names_us(self, text: str) -> bool:
        """Whether a text names us."""
        return own_names(text, self.names) != text

    def of_us(self, text: str) -> bool:
        """Whether a sentence speaks of us first."""
        return any(phrases("ours").match(clause.subject) for clause in self._clauses(text))

    def _clauses(self, text: str) -> Iterator[Clause]:
        return clauses(own_names(text, self.names))

    def _asserted(self, clause: Clause, kind: str, quoted: bool, follows: bool) -> bool:
        subject = clause.subject
        again = follows and phrases("again").match(subject)
        if phrases("named").match(subject) or (not quoted and (not subject or again or phrases("ours").match(subject))):
            return predicates.of_us(clause, heading=kind == "heading")
        if quoted or kind == "heading" or clause.past or clause.verb in MAYBE:
            return False
        return self._of_others(clause)

    def _of_others(self, clause: Clause) -> bool:
        subject = clause.subject
        if phrases("reader").match(subject):
            return predicates.of_buyers(clause)
        if phrases("trusting").search(clause.said) or phrases("ours_all").match(subject):
            return True
        if predicates.elsewhere(clause):
            return False
        if phrases("yours").match(subject):
            return predicates.of_theirs(clause)
        if predicates.is_person(subject):
            return predicates.of_buyers(clause)
        return predicates.of_things(clause, self._heads)

    @cached_property
    def _heads(self) -> frozenset[str]:
        """Stems of the nouns of which the claims speak, people left out."""
        subjects = {clause.subject for text in self.claimed for clause in self._clauses(text)}
        return frozenset(
            stem(predicates.head(s)) for s in subjects if predicates.head(s) and not predicates.is_person(s)
        )


def _is_statement(text: str) -> bool:
    return bool(text) and not text.endswith(("?", ":"))


def is_reference(text: str, kind: str) -> bool:
    """Whether a line at the foot only names a source: `Study 2025, section 3`."""
    return kind == "note" and not text.endswith((".", "!"))


def _is_quoted(text: str) -> bool:
    """Whether somebody else says it, or the rest of it."""
    begun = text[:1] in tuple('"“„«')
    return begun or (text.endswith(("”", '"', "»")) and not re.search(r"[“„«]|\".*\"", text))


def _promises_without_verb(text: str) -> bool:
    """Whether a line promises without a verb: `No set-up fee`, `ISO 9001 certified`, `Trusted by all wards`."""
    short = len(text.split()) <= SHORT and not phrases("addressed").search(text)
    return bool(
        (short and phrases("short").search(text)) or phrases("trusted").match(text) or phrases("there").match(text)
    )
