"""The review of a worded answer: each sentence held against the lines of the tools that it cites.

Figures, names, segments, coverage and quotes stand in those lines, the words are the glossary's, it is plain text, and
the lines say what the sentence says. What fails in one sentence fails the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.conversation.ask import MOST, Ask
from assistant.domain.conversation import Reply
from assistant.domain.draft import Statement
from assistant.drafting.review.judged import quoted_spans
from assistant.drafting.sentences.markup import is_plain
from assistant.drafting.sentences.proper_names import names, words
from assistant.drafting.sentences.words import content_words, folded, stem
from assistant.evidence.support import supports
from assistant.evidence.text.figures import figures, stated

COVERAGES = re.compile(r"\b(field|inside|digital)\b(?=\s+(?:coverage|accounts?|team|sales|reps?))", re.IGNORECASE)
NEAREST = 12


def faults(statements: Sequence[Statement], replies: Sequence[Reply], ask: Ask) -> tuple[str, ...]:
    """What is wrong with an answer that was worded from these replies of tools; nothing when it may be shown."""
    if not statements:
        return ("it says nothing.",)
    if len(statements) > MOST:
        return (f"it has {len(statements)} sentences; at most {MOST} are short.",)
    lines = _lines(replies)
    return tuple(fault for statement in statements for fault in _faults(statement, lines, ask))


def _lines(replies: Sequence[Reply]) -> Mapping[str, tuple[str, ...]]:
    """The sentences of tools by what they cite."""
    found: dict[str, dict[str, None]] = {}
    for reply in replies:
        parts = (*reply.statements, *(s for section in reply.more for s in section.statements))
        for statement in parts:
            for cite in statement.cites:
                found.setdefault(cite, {})[statement.text] = None
    return {cite: tuple(texts) for cite, texts in found.items()}


def _faults(statement: Statement, lines: Mapping[str, tuple[str, ...]], ask: Ask) -> Iterator[str]:
    unknown = [cite for cite in statement.cites if cite not in lines]
    if unknown or not statement.cites:
        yield f"“{statement.text}” cites {unknown[0] if unknown else 'nothing'}."
        return
    known = [line for cite in statement.cites for line in lines[cite]]
    source = "\n".join(known)
    yield from (f"“{statement.text}”: {what}" for what in _of_facts(statement.text, source, ask))
    yield from (f"“{statement.text}”: {what}" for what in _of_words(statement.text, ask))
    nearest = sorted(known, key=lambda line: -len(content_words(line) & content_words(statement.text)))[:NEAREST]
    support = supports(statement.text, nearest)
    if folded(statement.text) not in map(folded, known) and not support.supported:
        yield f"“{statement.text}”: the lines do not say this. {' '.join(support.reasons[:1])}"


def _of_facts(text: str, source: str, ask: Ask) -> Iterator[str]:
    given = figures(source)
    yield from (f"`{f.text}` is in no line." for f in figures(text) if not stated(f, source, given))
    settings = ask.assistant.settings
    own = words(source) | words(f"{settings.company} {settings.product}")
    small = {stem(word) for word in own if word.islower()}
    for name in names(text, lambda word: stem(word) in small):
        parts = [part for part in re.split(r"[’'&./-]", name.text) if part]
        if name.text not in own and not all(part in own for part in parts):
            yield f"`{name.text}` is in no line."
    labels = (*ask.universe.account_segments.values(), *ask.universe.stakeholder_segments.values())
    yield from (f"`{label}` is in no line." for label in labels if _stands(label, text) and not _stands(label, source))
    for found in COVERAGES.finditer(text):
        if not re.search(rf"\b{found[1]}\b", source, re.IGNORECASE):
            yield f"`{found[1]}` is in no line."
    for start, end in quoted_spans(text):
        if folded(text[start + 1 : end - 1]).strip() not in folded(source):
            yield "the quote is not exact."


def _stands(label: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text))


def _of_words(text: str, ask: Ask) -> Iterator[str]:
    if not is_plain(text):
        yield "it is more than plain words."
    quoted = quoted_spans(text)
    for finding in ask.assistant.check(text, "-"):
        if finding.severity == "error" and not any(start < finding.column <= end for start, end in quoted):
            yield finding.message
