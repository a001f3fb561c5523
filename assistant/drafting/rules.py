"""The rules of the review: each looks at one statement with what it cites, and yields what is wrong.

Comparison folds white space and typographic quotation marks, nothing else; a figure is the same only with its unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.domain.draft import Brief, Statement
from assistant.domain.evidence import Share
from assistant.drafting.cited import Cited, receipts
from assistant.drafting.figures import Figure, figures, stated
from assistant.drafting.grammar import unstopped
from assistant.drafting.markup import markup
from assistant.drafting.proper_names import ORDINARY, names, words
from assistant.drafting.words import content_words, folded, stem

SUPPORTED = 0.5
"""Share of a statement's content words that must stand in what it cites."""
FRAME = 4
"""Content words that may stand around a whole quote, claim or saying."""
_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»|„([^„“”]*)[“”]")
_COVERAGE = re.compile(
    r"\b(field|inside|digital)\b(?=[ -](?:sales|reps?|team|channels?|coverage|covers?)\b)"
    r"|\b(?:covered by|coverage(?: is|:)?) (field|inside|digital)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fault:
    """Something wrong in a statement; columns count from 0, the end is exclusive."""

    rule: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Judged:
    """A statement, and what it cites as far as that exists."""

    statement: Statement
    sources: tuple[Cited, ...]
    share: Share
    brief: Brief
    own_words: frozenset[str] = frozenset()
    """Ordinary words of the prompt or patterns, in small letters."""

    @property
    def text(self) -> str:
        return self.statement.text

    @cached_property
    def cited_words(self) -> frozenset[str]:
        """All words of what is cited, as written."""
        return frozenset().union(*(source.words for source in self.sources))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of what it says, less our own: of the patterns, the company, the product and the roles."""
        named = (self.brief.company, self.brief.product, *self.brief.vocabulary.roles.values())
        return content_words(self.text) - content_words(" ".join([*named, *sorted(self.own_words)]))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures and dates that it states; a number in a name that is cited counts nothing."""
        text = self.text
        for name in self.numbered_names:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?![\w%]|[.,]\d)", "\0" * len(name), text, flags=re.IGNORECASE)
        return figures(text)

    @cached_property
    def numbered_names(self) -> tuple[str, ...]:
        """Names and ids that hold a number beside letters and stand in what is cited, the longest first."""
        brief = self.brief
        own = (brief.company, brief.product, *brief.vocabulary.roles.values(), *_segment_names(brief))
        named = {name for name in (*own, *self.cited_names) if figures(name) and re.search(r"[^\W\d_]", name)}
        return tuple(sorted(named, key=lambda name: (-len(name), name)))

    @cached_property
    def cited_names(self) -> tuple[str, ...]:
        """Names, ids and titles of accounts and stakeholders that stand in what is cited."""
        known = {text for receipt in receipts(self.brief) for text in (receipt.id, receipt.name)}
        known |= {text for person in self.brief.stakeholders for text in (person.id, person.name, person.title)}
        named = {unstopped(name) for name in known if any(name in source.text for source in self.sources)}
        return tuple(sorted(named - {""}))

    @cached_property
    def cited_stems(self) -> frozenset[str]:
        """Stems of what is cited."""
        return frozenset().union(*(source.stems for source in self.sources))

    @cached_property
    def known_stems(self) -> frozenset[str]:
        """Stems of the words that what is cited writes in small letters."""
        return frozenset().union(*(source.small for source in self.sources))

    @cached_property
    def cited_folded(self) -> frozenset[str]:
        """The same in small letters."""
        return frozenset(word.lower() for word in self.cited_words)


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


def figure(judged: Judged) -> Iterator[Fault]:
    """Every figure and date stands in what is cited, with its unit."""
    own = words(f"{judged.brief.product} {judged.brief.company}")
    for found in judged.figures:
        if found.text in own or any(stated(found, source.text, source.figures) for source in judged.sources):
            continue
        elsewhere = _other_unit(found, judged.sources)
        message = f"`{found.text}` does not stand in what is cited{elsewhere}."
        yield Fault("figure" if found.unit != "date" else "date", found.start, found.end, message)


def name(judged: Judged) -> Iterator[Fault]:
    """Every proper name stands in what is cited, or is the company, the product, a role or a segment."""
    brief = judged.brief
    shown = (brief.company, brief.product, *brief.vocabulary.roles.values(), *_segment_names(brief))
    own = frozenset().union(*(words(text) for text in shown))

    def is_ordinary(word: str) -> bool:
        if word in judged.own_words:
            return True
        return stem(word) in judged.known_stems and word.capitalize() not in judged.cited_words

    dated = [found for found in judged.figures if found.unit == "date"]
    known = own | judged.cited_words
    for found in names(judged.text, is_ordinary):
        parts = [part for part in re.split(r"[’'&./-]", found.text) if part]
        small = found.text[:1].lower() + found.text[1:]
        in_date = any(date.start <= found.start < date.end for date in dated)
        if found.text in known or small in known or in_date:
            continue
        if len(parts) > 1 and all(part in known or not part[:1].isupper() for part in parts):
            continue
        yield Fault("name", found.start, found.end, f"`{found.text}` does not stand in what is cited.")


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


def segment(judged: Judged) -> Iterator[Fault]:
    """Segments, roles and coverage that are named are those of the receipts cited."""
    brief, text = judged.brief, judged.text
    stated_names = frozenset().union(*(source.segments for source in judged.sources))
    repeated = [*quoted_spans(text), *_repeated_spans(judged)]
    for shown in _segment_names(brief):
        for found in re.finditer(rf"(?<!\w){re.escape(shown)}(?!\w)", text):
            inside = any(start <= found.start() < end for start, end in repeated)
            if shown not in stated_names and not inside and not _plain_word(found, text, judged):
                yield Fault("segment", found.start(), found.end(), f"`{shown}` is not the segment in what is cited.")
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
    for shown in (*vocabulary.roles.values(), *vocabulary.stakeholder_segments.values()):
        found = re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", judged.text, re.IGNORECASE)
        if found and shown not in own and not any(s <= found.start() < e for s, e in quoted_spans(judged.text)):
            yield Fault(
                "person", found.start(), found.end(), f"{named[0].name} is not `{found.group()}` by the receipt."
            )


def support(judged: Judged) -> Iterator[Fault]:
    """At least half of what a statement says stands in what it cites; around a whole quote or claim stand few words."""
    if not judged.sources:
        return
    text = folded(judged.text).lower()
    whole = quoted_spans(judged.text) or any(saying in text for source in judged.sources for saying in source.sayings)
    said, lacking = len(judged.stems), len(judged.stems - judged.cited_stems)
    if lacking > (FRAME if whole else said * (1 - SUPPORTED)):
        yield Fault("unsupported", 0, len(judged.text), "most of this does not stand in what is cited.")


def miscited(judged: Judged, sources: Mapping[str, Cited]) -> Iterator[Fault]:
    """A statement that repeats a claim cites it, unless all of it stands in what it cites."""
    if not judged.sources or judged.stems <= judged.cited_stems:
        return
    text = folded(judged.text).lower()
    for cite, source in sources.items():
        if cite not in judged.statement.cites and source.claim and any(saying in text for saying in source.sayings):
            yield Fault("miscited", 0, len(judged.text), f"this is `{cite}`, which it does not cite.")


RULES: tuple[Callable[[Judged], Iterator[Fault]], ...] = (plain, figure, name, quote, claim, segment, person, support)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands between quotation marks, the marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _other_unit(found: Figure, sources: tuple[Cited, ...]) -> str:
    same = [other.text for source in sources for other in source.figures if other.value == found.value]
    return f", where it is `{same[0]}`" if same else ""


def _segment_names(brief: Brief) -> tuple[str, ...]:
    return (*brief.vocabulary.account_segments.values(), *brief.vocabulary.stakeholder_segments.values())


def _plain_word(found: re.Match[str], text: str, judged: Judged) -> bool:
    """Whether a segment's name stands as an ordinary word: at the start of a sentence, and not before what it names."""
    opens = not text[: found.start()].strip() or bool(re.search(r"[.!?:]['\"”’]?\s+$", text[: found.start()]))
    names_one = re.match(r"\s+(?:accounts?|stakeholders?|segment|covers?)\b|:", text[found.end() :])
    return opens and not names_one and found.group().lower() in judged.cited_folded | ORDINARY


def _repeated_spans(judged: Judged) -> Iterator[tuple[int, int]]:
    """Where a statement repeats what it cites as a whole: a name, a reason, a meaning, a sentence."""
    lowered = judged.text.lower()
    whole = [line for source in judged.sources for line in source.lines]
    for line in (*whole, *(name.lower() for name in judged.cited_names)):
        yield from (found.span() for found in re.finditer(re.escape(line), lowered))


def _article(kind: str) -> str:
    return {"image": "an image"}.get(kind, f"a {kind}" if kind in ("link", "mention") else kind)
