"""Rules of the review about figures, dates and proper names: what is stated stands in what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.domain.segments import Receipt
from assistant.drafting.brief.pieces import attribute_name, shown
from assistant.drafting.review.cited import Cited, receipts
from assistant.drafting.review.judged import Fault, Judged, segment_names
from assistant.drafting.sentences.grammar import members, unstopped
from assistant.drafting.sentences.proper_names import names, words
from assistant.drafting.sentences.words import content_words, stem
from assistant.evidence.text.figures import Figure, stated

_GOES_ON = re.compile(r"[\w%]|[.,]\d")
REPEATED = 0.8
"""Share of the content words of a receipt's line from which a statement repeats it."""


def figure(judged: Judged) -> Iterator[Fault]:
    """Every figure and date stands in what is cited, with its unit."""
    own = words(f"{judged.brief.product} {judged.brief.company}")
    for found in judged.figures:
        if found.text in own or any(stated(found, source.text, source.figures) for source in judged.sources):
            continue
        elsewhere = _other_unit(found, judged.sources)
        message = f"`{found.text}` does not stand in what is cited{elsewhere}."
        yield Fault("figure" if found.unit != "date" else "date", found.start, found.end, message)


def altered(judged: Judged) -> Iterator[Fault]:
    """A reason or question of a receipt that is repeated keeps its figures, and an attribute its value."""
    for receipt in receipts(judged.brief):
        if f"receipt:{receipt.id}" in judged.statement.cites:
            yield from _altered_values(judged, receipt)
    told = [line for source in judged.sources for line in source.numbered_lines]
    lowered = judged.text.lower()
    kept = any(line in lowered for source in judged.sources for line in source.told_lines if line)
    if judged.figures and not kept and not any(source.quotable for source in judged.sources):
        for line, stems, given in told:
            lost = [figure for figure in given if not stated(figure, judged.text, judged.figures)]
            if lost and len(stems - content_words(judged.text)) <= (1 - REPEATED) * len(stems):
                yield Fault("figure", 0, len(judged.text), f"the receipt says `{lost[0].text}` here: {line}")


def _altered_values(judged: Judged, receipt: Receipt) -> Iterator[Fault]:
    """Attributes of the receipt that stand before a figure that is not theirs."""
    for rule in (rule for rule in receipt.rules if attribute_name(rule.attribute) in judged.text):
        own = [unstopped(" ".join(text.split())) for text in (shown(rule.value), str(rule.value))]
        for found in _telling(attribute_name(rule.attribute)).finditer(judged.text):
            said = judged.text[found.end() :]
            if said[:1].isdigit() and not any(_begins(said, value) for value in own):
                yield Fault("figure", found.start(), len(judged.text), f"the receipt says {shown(rule.value)}.")


@lru_cache(maxsize=1024)
def _telling(attribute: str) -> re.Pattern[str]:
    """Where an attribute stands before what may be its value."""
    return re.compile(rf"\b{re.escape(attribute)}(?::| is| of| =)? ")


def _begins(said: str, value: str) -> bool:
    """Whether a text begins with a value, and not with a longer one."""
    return said.startswith(value) and not _GOES_ON.match(said, len(value))


def name(judged: Judged) -> Iterator[Fault]:
    """Every proper name stands in what is cited, or is the company, the product, a role or a segment."""
    brief = judged.brief
    shown = (brief.company, brief.product, *_roles(tuple(brief.vocabulary.roles.values())), *segment_names(brief))
    own, cited = _words_of(shown), judged.behind.words

    def is_ordinary(word: str) -> bool:
        if word in judged.own_words:
            return True
        return stem(word) in judged.behind.known_stems and word.capitalize() not in judged.behind.words

    dated = [found for found in judged.figures if found.unit == "date"]
    for found in names(judged.text, is_ordinary):
        small = found.text[:1].lower() + found.text[1:]
        in_date = any(date.start <= found.start < date.end for date in dated)
        if in_date or any(written in known for written in (found.text, small) for known in (own, cited)):
            continue
        parts = [part for part in re.split(r"[’'&./-]", found.text) if part]
        if len(parts) > 1 and all(part in own or part in cited or not part[:1].isupper() for part in parts):
            continue
        yield Fault("name", found.start, found.end, f"`{found.text}` does not stand in what is cited.")


@lru_cache(maxsize=256)
def _roles(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of roles, and what those who hold them are called."""
    return (*names, *map(members, names))


@lru_cache(maxsize=256)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words(text) for text in texts))


def _other_unit(found: Figure, sources: tuple[Cited, ...]) -> str:
    same = [other.text for source in sources for other in source.figures if other.value == found.value]
    return f", where it is `{same[0]}`" if same else ""
