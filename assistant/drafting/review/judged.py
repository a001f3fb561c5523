"""One statement before the review: what it says, and what it cites as far as that exists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.domain.draft import Brief, Statement
from assistant.domain.evidence import Share
from assistant.drafting.review.cited import Cited, receipts
from assistant.drafting.sentences.grammar import unstopped
from assistant.drafting.sentences.words import content_words
from assistant.evidence.text.figures import Figure, figures

_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»|„([^„“”]*)[“”]")


@dataclass(frozen=True)
class Fault:
    """Something wrong in a statement; columns count from 0, the end is exclusive."""

    rule: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Behind:
    """What stands behind the statements that cite the same sources of a brief."""

    sources: tuple[Cited, ...]
    brief: Brief

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of what is cited, as written."""
        return frozenset().union(*(source.words for source in self.sources))

    @cached_property
    def numbered_names(self) -> tuple[str, ...]:
        """Names and ids that hold a number beside letters and stand in what is cited, the longest first."""
        brief = self.brief
        own = (brief.company, brief.product, *brief.vocabulary.roles.values(), *segment_names(brief))
        named = {name for name in (*own, *self.names) if figures(name) and re.search(r"[^\W\d_]", name)}
        return tuple(sorted(named, key=lambda name: (-len(name), name)))

    @cached_property
    def _numbered(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """These names, each with where it stands as a whole."""
        return tuple((name, _whole(name)) for name in self.numbered_names)

    def unnumbered(self, text: str) -> str:
        """A text with these names blanked."""
        for name, whole in self._numbered:
            text = whole.sub("\0" * len(name), text)
        return text

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, ids and titles of accounts and stakeholders that stand in what is cited."""
        known = {text for receipt in receipts(self.brief) for text in (receipt.id, receipt.name)}
        known |= {text for person in self.brief.stakeholders for text in (person.id, person.name, person.title)}
        named = {unstopped(name) for name in known if any(name in source.text for source in self.sources)}
        return tuple(sorted(named - {""}))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of what is cited."""
        return frozenset().union(*(source.stems for source in self.sources))

    @cached_property
    def known_stems(self) -> frozenset[str]:
        """Stems of the words that what is cited writes in small letters."""
        return frozenset().union(*(source.small for source in self.sources))

    @cached_property
    def folded(self) -> frozenset[str]:
        """All words in small letters."""
        return frozenset(word.lower() for word in self.words)


@dataclass(frozen=True)
class Judged:
    """A statement, and what it cites as far as that exists."""

    statement: Statement
    behind: Behind
    share: Share
    own_words: frozenset[str] = frozenset()
    """Ordinary words of the prompt or patterns, in small letters."""

    @property
    def text(self) -> str:
        return self.statement.text

    @property
    def brief(self) -> Brief:
        return self.behind.brief

    @property
    def sources(self) -> tuple[Cited, ...]:
        return self.behind.sources

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of what it says, less our own: of the patterns, the company, the product and the roles."""
        named = (self.brief.company, self.brief.product, *self.brief.vocabulary.roles.values())
        return content_words(self.text) - _stems_of(named, self.own_words)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures and dates that it states; a number in a name that is cited counts nothing."""
        return figures(self.behind.unnumbered(self.text))


@lru_cache(maxsize=4_096)
def _whole(name: str) -> re.Pattern[str]:
    """Where a name stands as a whole."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?![\w%]|[.,]\d)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _stems_of(named: tuple[str, ...], words: frozenset[str]) -> frozenset[str]:
    return content_words(" ".join([*named, *sorted(words)]))


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands between quotation marks, the marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def segment_names(brief: Brief) -> tuple[str, ...]:
    """Display names of all account segments and stakeholder segments."""
    return (*brief.vocabulary.account_segments.values(), *brief.vocabulary.stakeholder_segments.values())
