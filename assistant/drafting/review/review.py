"""The review: what a draft says, held sentence by sentence against what it cites. It knows no writer.

A statement passes when every citation was in the brief and may be used in that section, when its figures, units, dates
and names stand in what it cites, its quotes are exact, its segments are those of the receipt, its words are the
glossary's, and it is plain text. Quotes of people keep their own words. Nothing passes for want of something to check:
an empty text, an empty draft and a section outside the outline are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.domain.draft import Brief, Section, Statement
from assistant.domain.evidence import Share
from assistant.domain.finding import Finding
from assistant.drafting.review import rules
from assistant.drafting.review.cited import Cited, cited, receipts
from assistant.drafting.review.few_words import counted
from assistant.drafting.review.judged import Behind, Fault, Judged, quoted_spans
from assistant.drafting.sentences.grammar import members
from assistant.language import Glossary, check

MOST_SUMMARY = 6
MOST_WORDED = 20_000
"""Sentences whose wording is remembered."""


@dataclass(frozen=True)
class Reviewer:
    """One brief and glossary, against which any text may be held."""

    brief: Brief
    glossary: Glossary
    own_words: frozenset[str] = frozenset()
    """Words that the prompt or the patterns write themselves, in small letters: no names."""

    def review(self, sections: Sequence[Section]) -> tuple[Finding, ...]:
        """All findings of a draft, by section and statement; errors keep it from leaving."""
        found: list[Finding] = []
        if not any(section.statements for section in sections):
            found.append(_finding("draft", 1, Fault("empty", 0, 0, "the draft says nothing."), ""))
        for section in sections:
            found.extend(self._section(section))
        found.extend(_summary(sections))
        found.extend(self._few_words(sections))
        return tuple(found)

    def wording(self, text: str) -> tuple[Finding, ...]:
        """Errors of the glossary in a sentence, quotes of people left out, and markup."""
        statement = Statement(text=text, cites=())
        faults = [*rules.plain(Judged(statement, Behind((), self.brief), "internal"))]
        return (*self._language(statement, "-", 1), *(_finding("-", 1, fault, text) for fault in faults))

    def _section(self, section: Section) -> Iterator[Finding]:
        planned = {plan.id: plan for plan in self.brief.outline}
        if section.id != "summary" and section.id not in planned:
            message = f"`{section.id}` is no section of this brief, or its layer is not ready."
            yield _finding(section.id, 1, Fault("section", 0, 0, message), "")
        elif section.id in planned and planned[section.id].share != section.share:
            message = f"`{section.id}` is {planned[section.id].share}, not {section.share}."
            yield _finding(section.id, 1, Fault("share", 0, 0, message), "")
        sources = self._sources[section.share]
        for number, statement in enumerate(section.statements, start=1):
            yield from self._statement(statement, number, section, sources)

    def _few_words(self, sections: Sequence[Section]) -> Iterator[Finding]:
        """A section of few words keeps its limit, and repeats what other sections tell customers."""
        limits = {plan.id: plan.words for plan in self.brief.outline if plan.words is not None}
        open = (s for s in sections if s.share == "customer" and s.id not in limits)
        said = {statement for section in open for statement in section.statements}
        for section in (section for section in sections if section.id in limits):
            for number, statement in enumerate(section.statements, start=1):
                if statement not in said:
                    message = "a section of few words repeats statements that customers may hear, and adds none."
                    yield _finding(section.id, number, Fault("few-words", 0, len(statement.text), message), "")
            if counted(section.statements) > limits[section.id]:
                message = f"{counted(section.statements)} words; at most {limits[section.id]} fit here."
                yield _finding(section.id, 1, Fault("few-words", 0, 0, message), "")

    def _statement(
        self, statement: Statement, number: int, section: Section, sources: Mapping[str, Cited]
    ) -> Iterator[Finding]:
        key = (statement, section.share)
        if key not in self._judged:
            judged = Judged(statement, self._behind(statement.cites, section.share), section.share, self.own_words)
            faults = [*rules.citations(judged, sources), *(f for rule in rules.RULES for f in rule(judged))]
            self._judged[key] = (*faults, *rules.miscited(judged, sources))
        yield from (_finding(section.id, number, fault, statement.text) for fault in self._judged[key])
        yield from self._language(statement, section.id, number)

    def _behind(self, cites: tuple[str, ...], share: Share) -> Behind:
        """What these citations stand for, gathered once for all statements that have them."""
        if (cites, share) not in self._gathered:
            sources = self._sources[share]
            known = tuple(sources[cite] for cite in cites if cite in sources)
            self._gathered[cites, share] = Behind(known, self.brief)
        return self._gathered[cites, share]

    @cached_property
    def _gathered(self) -> dict[tuple[tuple[str, ...], Share], Behind]:
        return {}

    @cached_property
    def _judged(self) -> dict[tuple[Statement, Share], tuple[Fault, ...]]:
        """Faults of statements that were looked at: in the summary, or again after a repair, nothing is new."""
        return {}

    def _language(self, statement: Statement, section: str, number: int) -> Iterator[Finding]:
        for finding in worded(statement.text, self.glossary, self._segment_names):
            if not any(found.start() < finding.column <= found.end() for found in self._named.finditer(statement.text)):
                yield finding.model_copy(update={"file": section, "line": number, "end_line": number})

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Names that keep their words: of roles, accounts, people, and titles; a single word with its capital alone."""
        brief = self.brief
        roles = brief.vocabulary.roles.values()
        known = {brief.company, brief.product, *roles, *map(members, roles), *(one.name for one in receipts(brief))}
        known |= {text for person in brief.stakeholders for text in (person.name, person.title)}
        longest = sorted(filter(None, known), key=lambda name: (-len(name), name))
        spelled = (f"(?i:{re.escape(name)})" if " " in name else re.escape(name) for name in longest)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")

    @cached_property
    def _segment_names(self) -> tuple[str, ...]:
        vocabulary = self.brief.vocabulary
        return (*vocabulary.account_segments.values(), *vocabulary.stakeholder_segments.values())

    @cached_property
    def _sources(self) -> Mapping[Share, Mapping[str, Cited]]:
        return {"internal": cited(self.brief, "internal"), "customer": cited(self.brief, "customer")}


def review(sections: Sequence[Section], brief: Brief, glossary: Glossary) -> tuple[Finding, ...]:
    """All findings of a draft that was written from a brief."""
    return Reviewer(brief, glossary).review(sections)


@lru_cache(maxsize=MOST_WORDED)
def worded(text: str, glossary: Glossary, segment_names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Errors of the glossary outside quotation marks; a text that many drafts hold is read once."""
    quoted = quoted_spans(text)
    return tuple(
        finding
        for finding in check(text, glossary, markdown=False, segment_names=segment_names)
        if finding.severity == "error" and not any(start < finding.column <= end for start, end in quoted)
    )


def _summary(sections: Sequence[Section]) -> Iterator[Finding]:
    """The summary says nothing of its own, and little."""
    said = {statement for section in sections if section.id != "summary" for statement in section.statements}
    for section in (section for section in sections if section.id == "summary"):
        for number, statement in enumerate(section.statements, start=1):
            if statement not in said:
                fault = Fault("summary", 0, len(statement.text), "the summary repeats statements of the draft only.")
                yield _finding(section.id, number, fault, statement.text)
        if len(section.statements) > MOST_SUMMARY:
            message = f"the summary has {len(section.statements)} lines; at most {MOST_SUMMARY} are short."
            yield _finding(section.id, MOST_SUMMARY + 1, Fault("summary", 0, 0, message), "")


def _finding(section: str, number: int, fault: Fault, text: str) -> Finding:
    return Finding(
        file=section,
        line=number,
        column=fault.start + 1,
        end_line=number,
        end_column=fault.end + 1,
        rule=fault.rule,
        severity="error",
        text=text[fault.start : fault.end],
        message=fault.message,
    )
