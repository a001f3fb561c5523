"""Rules of the review about the scorer's decisions: segments, coverage and roles are those of the receipts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.cited import receipts
from assistant.drafting.judged import Fault, Judged, quoted_spans, segment_names
from assistant.drafting.proper_names import ORDINARY

_COVERAGE = re.compile(
    r"\b(field|inside|digital)\b(?=[ -](?:sales|reps?|team|channels?|coverage|covers?)\b)"
    r"|\b(?:covered by|coverage(?: is|:)?) (field|inside|digital)\b",
    re.IGNORECASE,
)


def segment(judged: Judged) -> Iterator[Fault]:
    """Segments, roles and coverage that are named are those of the receipts cited."""
    brief, text = judged.brief, judged.text
    stated_names = frozenset().union(*(source.segments for source in judged.sources))
    repeated = [*quoted_spans(text), *_repeated_spans(judged)]
    for label in segment_names(brief):
        for found in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text):
            inside = any(start <= found.start() < end for start, end in repeated)
            if label not in stated_names and not inside and not _plain_word(found, text, judged):
                yield Fault("segment", found.start(), found.end(), f"`{label}` is not the segment in what is cited.")
    covered = {receipt.coverage for receipt in receipts(brief) if f"receipt:{receipt.id}" in judged.statement.cites}
    for found in _COVERAGE.finditer(text):
        inside = any(start <= found.start() < end for start, end in repeated)
        if (found[1] or found[2]).lower() not in covered and not inside:
            yield Fault(
                "segment", found.start(), found.end(), f"`{found.group()}` is not the coverage in what is cited."
            )


def person(judged: Judged) -> Iterator[Fault]:
    """Who one person is said to be is what the receipt says of that person."""
    brief = judged.brief
    named = [p for p in brief.stakeholders if p.name and re.search(rf"(?<!\w){re.escape(p.name)}(?!\w)", judged.text)]
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


def _repeated_spans(judged: Judged) -> Iterator[tuple[int, int]]:
    """Where a statement repeats what it cites as a whole: a name, a reason, a meaning, a sentence."""
    lowered = judged.text.lower()
    whole = [line for source in judged.sources for line in source.lines]
    for line in (*whole, *(name.lower() for name in judged.cited_names)):
        yield from (found.span() for found in re.finditer(re.escape(line), lowered))


def _plain_word(found: re.Match[str], text: str, judged: Judged) -> bool:
    """Whether a segment's name stands as an ordinary word: at the start of a sentence, and not before what it names."""
    opens = not text[: found.start()].strip() or bool(re.search(r"[.!?:]['\"”’]?\s+$", text[: found.start()]))
    names_one = re.match(r"\s+(?:accounts?|stakeholders?|segment|covers?)\b|:", text[found.end() :])
    return opens and not names_one and found.group().lower() in judged.cited_folded | ORDINARY
