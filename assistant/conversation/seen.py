"""What stands in one clause of a question: its words, and everything in it that names something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from assistant.conversation.names import Mention
from assistant.conversation.tokens import Token, tokens, words
from assistant.conversation.universe import Named, Universe

POINTING = frozenset(["for", "at", "about", "with", "of", "is", "and", "meeting", "does", "like", "versus", "vs"])
"""Words behind which a strange word is a name."""
PRONOUNS = frozenset(["him", "her", "them", "that", "this", "it"])
"""Words that a denial before them is used up by: “not him, the CFO”."""
LONG = 10
"""Letters from which on a word of a question may have two typos."""
LABELS = {"account_segment": "segment", "stakeholder_segment": "segment", "role": "role", "coverage": "coverage"}


@dataclass(frozen=True)
class Clause:
    """A question, or one of several in a line."""

    text: str
    universe: Universe

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, obvious typos of words that questions are made of mended."""
        return tuple(self._mended(token, number) for number, token in enumerate(tokens(self.text)))

    @cached_property
    def accounts(self) -> tuple[Mention, ...]:
        """Mentions of accounts that exist for the asker, or may mean several."""
        return tuple(m for m in self._account_mentions if m.ids and not self._longer_person(m))

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """Mentions of stakeholders that exist for the asker."""
        taken = {at for mention in self.accounts for at in range(mention.start, mention.end)}
        return tuple(m for m in self._people_mentions if m.ids and taken.isdisjoint(range(m.start, m.end)))

    @cached_property
    def strange(self) -> tuple[Mention, ...]:
        """Runs of words that look like a name and name nothing that exists for the asker."""
        explained = self._taken
        left = [m for m in self._account_mentions if not m.ids and explained.isdisjoint(range(m.start, m.end))]
        return tuple(left)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Roles, segments, terms, coverages and teams."""
        return tuple(n for n in self.universe.named(self.tokens) if self._taken.isdisjoint(range(n.start, n.end)))

    def ids(self, thing: str) -> tuple[str, ...]:
        """What it names of one kind, each once."""
        return tuple(dict.fromkeys(n.id for n in self.named if n.thing == thing))

    @property
    def points_at_nobody(self) -> bool:
        """Whether it says a name, beside those that exist, that names nothing."""
        return any(self._is_name(mention) for mention in self.strange)

    @cached_property
    def masked(self) -> str:
        """Its words with the kinds of what they name in their place, terms as words, between single spaces."""
        return self._masked({})

    @cached_property
    def masked_terms(self) -> str:
        """The same with terms masked too."""
        return self._masked({n.start: (n.end, "<term>") for n in self.named if n.thing == "term"})

    def _masked(self, labels: dict[int, tuple[int, str]]) -> str:
        for one in self.named:
            if label := LABELS.get(one.thing):
                labels[one.start] = (one.end, f"<{label}>")
            elif one.thing == "team":
                labels.setdefault(one.start, (one.end, "<team>"))
        labels |= {m.start: (m.end, "<person>") for m in self.people}
        labels |= {m.start: (m.end, "<account>") for m in self.accounts}
        said, at = [], 0
        while at < len(self.tokens):
            end, word = labels.get(at, (at + 1, self.tokens[at].word))
            said.append(word)
            at = end
        return f" {' '.join(said)} "

    @cached_property
    def plain(self) -> str:
        """Its words between single spaces."""
        return f" {' '.join(token.word for token in self.tokens)} "

    @cached_property
    def left(self) -> tuple[str, ...]:
        """Its words that a list or count has no use for: neither names nor words that lists are asked in."""
        spans = {at for n in self.named for at in range(n.start, n.end)} | self._taken
        rest = [token for at, token in enumerate(self.tokens) if at not in spans]
        nouns = self.universe.nouns("accounts") | self.universe.nouns("stakeholders")
        return tuple(token.text for token in rest if token.word not in self.universe.lexicon.listing | nouns)

    def says(self, phrases: Sequence[str]) -> bool:
        """Whether one of the phrases stands in it."""
        return any(f" {' '.join(words(phrase))} " in self.plain for phrase in phrases)

    def denied(self, at: int) -> bool:
        """Whether what stands at that token is said not to be there."""
        before = f" {' '.join(token.word for token in self.tokens[max(0, at - 4) : at])} "
        parts = [before.rfind(f" {' '.join(words(phrase))} ") for phrase in self.universe.lexicon.without]
        behind = before[max(parts) :].split() if max(parts) >= 0 else []
        return bool(behind) and "with" not in behind and PRONOUNS.isdisjoint(behind)

    @property
    def without_names(self) -> str:
        """Its words as they were typed, without the accounts that it names."""
        taken = {at for mention in self.accounts for at in range(mention.start, mention.end)}
        return " ".join(token.text for at, token in enumerate(self.tokens) if at not in taken)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its words that are neither ordinary nor a name."""
        ordinary, taken = self.universe.lexicon.known, self._taken
        return tuple(t.word for at, t in enumerate(self.tokens) if at not in taken and t.word not in ordinary)

    @cached_property
    def _taken(self) -> frozenset[int]:
        mentions = (*self.accounts, *self.people)
        return frozenset(at for mention in mentions for at in range(mention.start, mention.end))

    @cached_property
    def _known(self) -> AbstractSet[str]:
        return self.universe.lexicon.known | self.universe.vocabulary

    @cached_property
    def _account_mentions(self) -> list[Mention]:
        return self.universe.accounts.mentions(self.tokens, self._known)

    @cached_property
    def _people_mentions(self) -> list[Mention]:
        return self.universe.people.mentions(self.tokens, self._known)

    def _longer_person(self, account: Mention) -> bool:
        """Whether a person's name covers more than the account's, as where both share a word."""
        span = range(account.start, account.end)
        return any(person.ids and set(span) < set(range(person.start, person.end)) for person in self._people_mentions)

    def _is_name(self, mention: Mention) -> bool:
        said = self.tokens[mention.start : mention.end]
        before = self.tokens[mention.start - 1].word if mention.start else ""
        capital = any(token.capital for token in said) and mention.start > 0
        capital = capital or any(token.word[0].isdigit() for token in said)
        return capital or before in POINTING or (mention.start == 0 and mention.end == len(self.tokens))

    def _mended(self, token: Token, number: int) -> Token:
        """The token, or the word that a typo in it meant."""
        word = token.word
        strange = len(word) > 3 and word.isalpha() and word not in self._known
        if not strange or (token.capital and number > 0) or self._may_be_name(word):
            return token
        near = list(self._near(word))
        best = min((distance for distance, _ in near), default=0)
        meant = [other for distance, other in near if distance == best]
        return Token(token.text, meant[0], token.start, token.end) if meant else token

    def _may_be_name(self, word: str) -> bool:
        return self.universe.accounts.may_mean(word) or self.universe.people.may_mean(word)

    def _near(self, word: str) -> Iterator[tuple[int, str]]:
        most = 1 if len(word) < LONG else 2
        for other in (*self.universe.lexicon.corrections, *sorted(self.universe.vocabulary)):
            if len(other) > 3 and abs(len(other) - len(word)) <= most and other[0] == word[0]:
                distance = DamerauLevenshtein.distance(word, other, score_cutoff=most)
                if distance <= most:
                    yield distance, other
