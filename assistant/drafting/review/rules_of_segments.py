"""Rules of the review about the scorer's decisions: segments, coverage and roles are those of the receipts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.review.cited import receipts
from assistant.drafting.review.judged import Fault, Judged, quoted_spans, segment_names
from assistant.drafting.sentences.proper_names import ORDINARY

_COVERAGE = re.compile(
    r"\b(field|inside|digital)\b(?=[ -](?:sales|reps?|team|channels?|coverage|covers?)\b)"
    r"|\b(?:covered by|coverage(?: is|:)?) (field|inside|digital)\b",
    re.IGNORECASE,
)


_NOBODY = re.compile(
    r"\b(?:nobody|no one|no stakeholder|no person)\b[^.]{0,80}?\b(?:known|named?|names)\b|\bnames? (?:nobody|no)\b"
    r"|\bno(?= [\w -]{3,40} is known\b)",
    re.IGNORECASE,
)


def segment(judged: Judged) -> Iterator[Fault]:
    """Segments and coverage that are named are those of the receipts cited."""
    brief, text = judged.brief, judged.text
    named = frozenset().union(*(source.segments for source in judged.sources))
    for label in (label for label in segment_names(brief) if label in text and label not in named):
        for found in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text):
            if not _repeats(found, judged) and not _plain_word(found, judged):
                yield Fault("segment", *found.span(), f"`{label}` is not the segment in what is cited.")
    covered = {receipt.coverage for receipt in receipts(brief) if f"receipt:{receipt.id}" in judged.statement.cites}
    for found in _COVERAGE.finditer(text):
        if (found[1] or found[2]).lower() not in covered and not _repeats(found, judged):
            yield Fault("segment", *found.span(), f"`{found.group()}` is not the coverage in what is cited.")


def override(judged: Judged) -> Iterator[Fault]:
    """Where the account segment of the one account is overridden, what names the applied one names the computed too."""
    receipt = judged.brief.receipt
    if receipt is None or receipt.override is None or f"receipt:{receipt.id}" not in judged.statement.cites:
        return
    names = judged.brief.vocabulary.account_segments
    applied, computed = names.get(receipt.segment, ""), names.get(receipt.computed, "")
    found = re.search(
        rf"\baccount segment {re.escape(applied)}(?!\w)|(?<!\w){re.escape(applied)} account\b", judged.text
    )
    if applied and found and computed not in judged.text:
        yield Fault("override", *found.span(), f"`{applied}` is an override; name the computed `{computed}` beside it.")


def absence(judged: Judged) -> Iterator[Fault]:
    """A role is called absent only where nobody known in the account holds it."""
    brief = judged.brief
    if brief.receipt is None or not _NOBODY.search(judged.text):
        return
    behind = judged.text[next(_NOBODY.finditer(judged.text)).end() :].lower()
    for role, name in brief.vocabulary.roles.items():
        if role not in brief.absent and re.search(rf"(?<!\w){re.escape(name.lower())}s?(?!\w)", behind):
            yield Fault("absence", 0, len(judged.text), f"by the receipt the role `{name}` is held there, or unknown.")


def person(judged: Judged) -> Iterator[Fault]:
    """Who one person is said to be is what the receipt says of that person."""
    brief = judged.brief
    named = [
        p
        for p in brief.stakeholders
        if p.name and p.name in judged.text and re.search(rf"(?<!\w){re.escape(p.name)}(?!\w)", judged.text)
    ]
    if len(named) != 1:
        return
    vocabulary = brief.vocabulary
    own = {vocabulary.roles.get(named[0].role, ""), vocabulary.stakeholder_segments.get(named[0].segment, "")}
    for label in (*vocabulary.roles.values(), *vocabulary.stakeholder_segments.values()):
        found = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", judged.text, re.IGNORECASE)
        if found and label not in own and not any(s <= found.start() < e for s, e in quoted_spans(judged.text)):
            yield Fault(
                "person", found.start(), found.end(), f"{named[0].name} is not `{found.group()}` by the receipt."
            )


def _repeats(found: re.Match[str], judged: Judged) -> bool:
    """Whether it stands in a quote, or where a statement repeats a name, a reason or a sentence of what it cites."""
    if any(start <= found.start() < end for start, end in quoted_spans(judged.text)):
        return True
    lowered = judged.text.lower()
    whole = (line for source in judged.sources for line in source.lines)
    return any(
        start <= found.start() < start + len(line)
        for line in (*whole, *(name.lower() for name in judged.behind.names))
        for start in _places(line, lowered)
    )


def _places(part: str, text: str) -> Iterator[int]:
    """Where a part stands in a text."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _plain_word(found: re.Match[str], judged: Judged) -> bool:
    """Whether a segment's name stands as an ordinary word: at the start of a sentence, and not before what it names."""
    text = judged.text
    opens = not text[: found.start()].strip() or bool(re.search(r"[.!?:]['\"”’]?\s+$", text[: found.start()]))
    names_one = re.match(r"\s+(?:accounts?|stakeholders?|segment|covers?)\b|:", text[found.end() :])
    return opens and not names_one and found.group().lower() in judged.behind.folded | ORDINARY
