"""Which passages and paragraphs a part of a pattern calls for: by kind, by heading, and by whose they are.

What is given as the words of a role must be that role's: the document speaks of it alone, or the paragraph names its
titles and no other's. What is offered to a role stands under a heading that names its work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.domain.draft import Vocabulary
from assistant.domain.evidence import Passage, Share
from assistant.drafting.brief.patterns import Part
from assistant.drafting.sentences import quotes
from assistant.evidence.text.figures import singular

_SMALL = frozenset({"of", "and", "the", "for", "a", "in"})
_RANKS = frozenset(
    {"chief", "officer", "director", "vp", "vice", "president", "head", "manager", "senior", "lead", "deputy", "team"}
)


@dataclass(frozen=True)
class Roles:
    """The roles that a section speaks of; none means whoever is there."""

    ids: frozenset[str]
    vocabulary: Vocabulary

    @cached_property
    def _phrases(self) -> tuple[tuple[str, str], ...]:
        """Titles with their roles, the longest first."""
        pairs = ((title, role) for role, titles in self.vocabulary.titles.items() for title in titles)
        spread = ((f" {' '.join(tokens(title))} ", role) for title, role in pairs)
        return tuple(sorted(spread, key=lambda pair: -len(pair[0])))

    @cached_property
    def _work(self) -> frozenset[str]:
        """Words of these roles' titles that are no rank."""
        titles = (title for role in self.ids for title in self.vocabulary.titles.get(role, ()))
        return frozenset(word for title in titles for word in tokens(title)) - _RANKS

    def named(self, text: str) -> frozenset[str]:
        """The roles of which a title stands in the text; of two that overlap the longer."""
        return _named(text, self._phrases)

    def owns(self, passage: Passage, paragraph: str) -> bool:
        """Whether a paragraph is one of these roles' own."""
        if not self.ids or (passage.roles and self.ids.issuperset(passage.roles)):
            return True
        named = self.named(paragraph)
        return bool(named) and named <= self.ids and (not passage.roles or bool(named.intersection(passage.roles)))

    def may_own(self, passage: Passage) -> bool:
        """Whether a passage can hold a paragraph of these roles' own."""
        return not self.ids or (not passage.roles) or bool(self.ids.intersection(passage.roles))

    def addressed(self, passage: Passage) -> bool:
        """Whether the headings name these roles' work."""
        heading = set(tokens(passage.section))
        return not self.ids or bool(heading & self._work) or bool(self.named(passage.section) & self.ids)


@lru_cache(maxsize=8192)
def _named(text: str, phrases: tuple[tuple[str, str], ...]) -> frozenset[str]:
    spread = f" {' '.join(tokens(text))} "
    found: set[str] = set()
    for phrase, role in phrases:
        if phrase in spread:
            found.add(role)
            spread = spread.replace(phrase, " ")
    return frozenset(found)


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Words in small letters and in the singular, without articles and the like."""
    return tuple(singular(word) for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _SMALL)


def called_for(part: Part, share: Share, passages: Iterable[Passage], roles: Roles) -> list[Passage]:
    """The passages that a part may use in the order of their documents, those about these roles before others."""
    found = [
        passage
        for passage in passages
        if (share == "internal" or passage.audience == "customer")
        and (not part.documents or passage.kind in part.documents)
        and (on_topic(part, passage.section) or _labelled(part, passage))
        and (part.use != "objections" or bool(quotes.objections(passage.section)))
        and {"theirs": roles.may_own, "for_them": roles.addressed, "anyone": _anyone}[part.whose](passage)
    ]
    return sorted(found, key=lambda p: (not roles.ids.intersection(p.roles), p.document, p.place, p.id))


def on_topic(part: Part, heading: str) -> bool:
    """Whether the headings above a passage, or the label of a paragraph, are among those that the part reads."""
    wanted = not part.topics or _begins(part.topics, heading)
    return wanted and not (part.but_not and _begins(part.but_not, heading))


def _labelled(part: Part, passage: Passage) -> bool:
    """Whether a paragraph of the passage has a label that the part reads."""
    if part.use not in ("sentences", "quotes") or ":" not in passage.text:
        return False
    return any(label and on_topic(part, label) for label, _ in map(quotes.labelled, quotes.blocks(passage.text)))


@lru_cache(maxsize=8192)
def _begins(topics: tuple[str, ...], section: str) -> bool:
    headings = _spread(section)
    return any(f" {topic.lower()}" in headings for topic in topics)


@lru_cache(maxsize=8192)
def _spread(text: str) -> str:
    """The words of a text in small letters, a space before and behind each."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


def holds(words: Sequence[str], text: str) -> bool:
    """Whether a text holds one of these words; true when there are none to hold."""
    return not words or any(f" {word.lower()} " in _spread(text) for word in words)


def _anyone(_: Passage) -> bool:
    return True
