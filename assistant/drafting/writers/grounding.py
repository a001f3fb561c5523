"""Does what is cited say what a statement says? For sentences that nobody has read yet: those of a language model.

The review finds what is foreign to the sources; this finds what is said otherwise than they say it: denied, made
stronger, turned round. A statement that the review refuses already is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from assistant.domain.draft import Brief, Section, Statement
from assistant.domain.evidence import Share
from assistant.domain.finding import Finding
from assistant.drafting.review.cited import cited, receipts
from assistant.drafting.review.judged import quoted_spans
from assistant.drafting.sentences.words import content_words
from assistant.drafting.writers.telling import told_receipt
from assistant.evidence.support import decide

SURE = 0.65
"""Score from which a sentence counts as said by its source; higher than for people's own sentences, which are read."""
WORD_FOR_WORD = 1.0
MOST_LINES = 12
"""Lines of a receipt that are compared: those that share most words with the statement."""


Lines = tuple[tuple[str, frozenset[str]], ...]
"""Lines with their stems."""
_CLAUSES = re.compile(r";\s+|,\s+(?=(?:and|but|so)\s+\w+\s+\w+)")


@dataclass(frozen=True)
class Grounding:
    """One brief, against which statements are held."""

    brief: Brief
    synonyms: Mapping[str, str]
    """Words of the glossary with the words to read in their place."""

    def findings(self, sections: Sequence[Section], faulty: Sequence[Finding]) -> Iterator[Finding]:
        """An error for each statement that its citations do not support; `faulty` are not asked about again."""
        known = {(finding.file, finding.line) for finding in faulty if finding.severity == "error"}
        for section in sections:
            for number, statement in enumerate(section.statements, start=1):
                if (section.id, number) not in known:
                    yield from self._statement(statement, section, number)

    def _statement(self, statement: Statement, section: Section, number: int) -> Iterator[Finding]:
        if reason := self._doubt(statement, section.share):
            yield Finding(
                file=section.id,
                line=number,
                column=1,
                end_line=number,
                end_column=len(statement.text) + 1,
                rule="unsupported",
                severity="error",
                text=statement.text,
                message=f"what is cited does not say this. {reason}",
            )

    def _doubt(self, statement: Statement, share: Share) -> str:
        """Why what is cited does not say this, empty when it does; a sentence that stays is judged once."""
        key = (statement, share)
        if key not in self._judged:
            lines = self._lines(statement.cites, share)
            self._judged[key] = next(self._doubts(statement.text, lines), "")
        return self._judged[key]

    def _lines(self, cites: tuple[str, ...], share: Share) -> Lines:
        """What these citations say, line by line, with the stems of each line."""
        if (cites, share) not in self._known:
            texts = self._texts[share]
            lines = (
                f"{self.brief.company} offers {self.brief.product}.",
                *(t for c in cites for t in texts.get(c, ())),
            )
            self._known[cites, share] = tuple((line, content_words(line)) for line in lines)
        return self._known[cites, share]

    @cached_property
    def _known(self) -> dict[tuple[tuple[str, ...], Share], Lines]:
        return {}

    @cached_property
    def _judged(self) -> dict[tuple[Statement, Share], str]:
        return {}

    @cached_property
    def _texts(self) -> dict[Share, dict[str, tuple[str, ...]]]:
        return {"internal": self._cited("internal"), "customer": self._cited("customer")}

    def _cited(self, share: Share) -> dict[str, tuple[str, ...]]:
        texts: dict[str, tuple[str, ...]] = {cite: (source.text,) for cite, source in cited(self.brief, share).items()}
        for receipt in receipts(self.brief):
            cite = f"receipt:{receipt.id}"
            told = told_receipt(receipt, self.brief) if share == "internal" else texts[cite][0]
            texts[cite] = tuple(line.strip() for line in told.split("\n"))
        return texts

    def _doubts(self, text: str, lines: Lines) -> Iterator[str]:
        """Doubts about a sentence and its clauses; none where it says a source word for word, or quotes it."""
        whole = None if quoted_spans(text) else self._decided(text, lines)
        if whole is None or whole.score == WORD_FOR_WORD:
            return
        clauses = _CLAUSES.split(text)
        for decided in chain([whole], (self._decided(c, lines) for c in clauses if len(clauses) > 1)):
            if decided.doubt:
                yield decided.doubt

    def _decided(self, text: str, lines: Lines) -> Decided:
        return _decided(text, _nearest(text, lines), self._same)

    @cached_property
    def _same(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.synonyms.items())


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on one sentence."""

    score: float
    doubt: str
    """Why it cannot stay; empty when it can."""


@lru_cache(maxsize=20_000)
def _decided(text: str, lines: tuple[str, ...], synonyms: tuple[tuple[str, str], ...]) -> Decided:
    """The decision on a sentence, which many drafts may hold beside the same sources."""
    decision = decide(text, lines, synonyms=dict(synonyms))
    if decision.score >= SURE:
        return Decided(decision.score, "")
    reason = decision.reasons[0]
    return Decided(decision.score, f"Say it as the source does. {reason}" if decision.supported else reason)


def _nearest(text: str, lines: Lines) -> tuple[str, ...]:
    if len(lines) > MOST_LINES:
        own = content_words(text)
        shared = [-len(own & stems) for _, stems in lines]
        nearest = sorted(range(len(lines)), key=shared.__getitem__)[:MOST_LINES]
        return tuple(lines[at][0] for at in nearest)
    return tuple(line for line, _ in lines)
