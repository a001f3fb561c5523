"""The rules of the review: each looks at one statement with what it cites, and yields what is wrong.

Comparison folds white space and typographic quotation marks, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assistant.drafting.review.cited import Cited
from assistant.drafting.review.judged import Fault, Judged, quoted_spans
from assistant.drafting.review.rules_of_facts import altered, figure, name
from assistant.drafting.review.rules_of_segments import absence, override, person, segment
from assistant.drafting.sentences.grammar import unstopped
from assistant.drafting.sentences.markup import markup
from assistant.drafting.sentences.words import folded

SUPPORTED = 0.5
"""Share of a statement's content words that must stand in what it cites."""
FRAME = 4
"""Content words that may stand around a whole quote, claim or saying."""


def citations(judged: Judged, sources: Mapping[str, Cited]) -> Iterator[Fault]:
    """Every statement says something and cites what was in the brief and may be used there."""
    end = len(judged.text)
    if not judged.text.strip():
        yield Fault("empty", 0, end, "the statement is empty.")
    if not judged.statement.cites:
        yield Fault("uncited", 0, end, "the statement cites nothing.")
    for cite in judged.statement.cites:
        if cite not in sources:
            yield Fault("unknown-citation", 0, end, f"`{cite}` was not in the brief.")
        elif not sources[cite].allowed:
            yield Fault("internal", 0, end, f"`{cite}` is internal and may not stand behind a customer section.")


def plain(judged: Judged) -> Iterator[Fault]:
    """No link, image, mention or markup; a link only where an approved claim holds it."""
    claims = [source.text for source in judged.sources if source.claim]
    for found in markup(judged.text):
        if not (found.kind == "link" and any(found.text in text for text in claims)):
            yield Fault(
                found.kind, found.start, found.end, f"`{found.text}` is {_article(found.kind)}; drafts are plain words."
            )


def quote(judged: Judged) -> Iterator[Fault]:
    """What stands between quotation marks stands so in what is cited; of a receipt with its marks."""
    sources = [source.folded for source in judged.sources if source.quotable]
    reasons = [source.folded for source in judged.sources if not source.quotable]
    for start, end in quoted_spans(judged.text):
        said = folded(judged.text[start + 1 : end - 1]).strip(" ")
        marked = folded(judged.text[start:end])
        if said and not any(said in source for source in sources) and not any(marked in reason for reason in reasons):
            yield Fault("quote", start, end, "these are not the exact words of what is cited.")


def claim(judged: Judged) -> Iterator[Fault]:
    """A claim is approved and unexpired on the day, and said verbatim where its wording is exact."""
    end = len(judged.text)
    for source in judged.sources:
        if source.claim is None:
            continue
        if not source.claim.usable(judged.brief.as_of):
            yield Fault("claim", 0, end, f"`{source.cite}` may not be said on {judged.brief.as_of}.")
        exact = folded(source.claim.text).rstrip(".")
        if source.claim.wording == "exact" and exact not in folded(judged.text):
            yield Fault("wording", 0, end, f"`{source.cite}` must be said word for word: {source.claim.text}")


def support(judged: Judged) -> Iterator[Fault]:
    """At least half of what a statement says stands in what it cites; around a whole quote or claim stand few words."""
    if not judged.sources:
        return
    text = folded(judged.text).lower()
    whole = quoted_spans(judged.text) or any(saying in text for source in judged.sources for saying in source.sayings)
    said, lacking = len(judged.stems), len(judged.stems - judged.behind.stems)
    if lacking > (FRAME if whole else said * (1 - SUPPORTED)):
        yield Fault("unsupported", 0, len(judged.text), "most of this does not stand in what is cited.")


def miscited(judged: Judged, sources: Mapping[str, Cited]) -> Iterator[Fault]:
    """A statement that repeats a claim or another passage cites it, unless what it cites says the same."""
    text = unstopped(folded(judged.text)).lower()
    if not judged.sources or any(text in source.lowered for source in judged.sources):
        return
    for cite, source in sources.items():
        whole = source.sayings if source.claim else (text,) if source.quotable and text in source.lowered else ()
        foreign = any(w in text and not any(w in own.lowered for own in judged.sources) for w in whole)
        if cite not in judged.statement.cites and foreign:
            yield Fault("miscited", 0, len(judged.text), f"this is `{cite}`, which it does not cite.")


def _article(kind: str) -> str:
    return {"image": "an image"}.get(kind, f"a {kind}" if kind in ("link", "mention") else kind)


RULES: tuple[Callable[[Judged], Iterator[Fault]], ...] = (
    plain,
    figure,
    altered,
    name,
    quote,
    claim,
    segment,
    override,
    absence,
    person,
    support,
)
