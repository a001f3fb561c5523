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
from assistant.drafting.cited import cited, receipts
from assistant.drafting.judged import quoted_spans
from assistant.drafting.telling import told_receipt
from assistant.drafting.words import content_words
from assistant.evidence.support import Support, supports

SURE = 0.65
"""Score from which a sentence counts as said by its source; higher than for people's own sentences, which are read."""
WORD_FOR_WORD = 1.0
MOST_LINES = 12
"""Lines of a receipt that are compared: those that share most words with the statement."""


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
            texts = self._texts[share]
            lines = [self._ours, *(line for cite in statement.cites for line in texts.get(cite, ()))]
            self._judged[key] = next(self._doubts(statement.text, lines), "")
        return self._judged[key]

    @cached_property
    def _judged(self) -> dict[tuple[Statement, Share], str]:
        return {}

    @property
    def _ours(self) -> str:
        return f"{self.brief.company} offers {self.brief.product}."

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

    def _doubts(self, text: str, lines: Sequence[str]) -> Iterator[str]:
        """Doubts about a sentence and its clauses; none where it says a source word for word, or quotes it."""
        whole = None if quoted_spans(text) else self._support(text, lines)
        if whole is None or whole.score == WORD_FOR_WORD:
            return
        clauses = _CLAUSES.split(text)
        for support in chain([whole], (self._support(c, lines) for c in clauses if len(clauses) > 1)):
            if not support.supported:
                yield support.reasons[0]
            elif support.score < SURE:
                yield f"Say it as the source does. {support.reasons[0]}"

    def _support(self, text: str, lines: Sequence[str]) -> Support:
        return _decided(text, tuple(_nearest(text, lines)), self._same)

    @cached_property
    def _same(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.synonyms.items())


@lru_cache(maxsize=20_000)
def _decided(text: str, lines: tuple[str, ...], synonyms: tuple[tuple[str, str], ...]) -> Support:
    """The decision on a sentence, which many drafts may hold beside the same sources."""
    return supports(text, lines, synonyms=dict(synonyms))


def _nearest(text: str, lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= MOST_LINES:
        return lines
    own = content_words(text)
    return sorted(lines, key=lambda line: -len(own & content_words(line)))[:MOST_LINES]
