"""How a sentence differs from a source that it is near to: figures, negation, strength, direction, names.

Leaving something out is no difference; saying more, or saying it otherwise, is. Each difference is told in the words
of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.sentences.proper_names import FUNCTION_WORDS
from assistant.drafting.sentences.words import folded
from assistant.evidence.support import supports
from assistant.evidence.support.lexicon import lexicon, stem
from assistant.evidence.support.reading import Sentence
from assistant.evidence.support.words import Word, normal
from assistant.evidence.text.figures import Figure, figures, stated
from assistant.language.lexicon import lexicon as verbs_of_people

WHOLE = 1.0
"""Quantity of a word that speaks of all there is."""
REPEATED = 0.75
"""Share of a sentence that stands in one clause of a source, from which it repeats that clause."""
_HEDGES = frozenset(["may", "might", "could", "perhaps", "possibly", "potentially", "probably", "likely"])
_WEAK = frozenset(["any", "only"])
"""Words that speak of all there is and say no more than a sentence without them."""
_BOUND = re.compile(
    r"\b(more than|over|above|at least|exceeding|upwards of|less than|under|below|up to|as much as|as many as)\s+$",
    re.IGNORECASE,
)
_REPEATS = re.compile(
    r"\b(?:each|every)\s+(?:other\s+)?(?:second|minute|hour|day|night|shift|week|month|quarter|year|time)\b",
    re.IGNORECASE,
)
_LIMITLESS = re.compile(
    r"\b(?:around the clock|round the clock|day and night|24/7|at any time|anytime|forever|for life"
    r"|worldwide|everywhere|instantly|immediately|unlimited|entirely|without exception)(?!\w)",
    re.IGNORECASE,
)
"""What says that there is no end to it."""
_NEEDS_NO = re.compile(r"\b([A-Za-z]+)\s+no\s+(?=[a-z])")
_OUR_PEOPLE = re.compile(
    r"^Our (?:technicians|engineers|nurses|teams?|people|staff|experts|consultants|drivers|support)\b(?= [a-z])"
)
_AGAINST = re.compile(r";\s+|,\s+(?=(?:while|whereas|compared|instead|up from|down from)\b)")
_TURNS = {"up": "down", "down": "up", "fewer": "more", "more": "fewer"}


@dataclass(frozen=True)
class Source:
    """What a sentence may be said by."""

    text: str
    """The words of a claim or of a document."""
    label: str
    """How a message names it."""
    beside: str = ""
    """Its footnote, which may be said with it."""
    own: tuple[str, ...] = ()
    """Names that may always stand: of the company and its product."""

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its content words, figures and own names left out."""
        return stems(self.text, self.own)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures of its text."""
        return figures(unnamed(self.text, self.own))

    @cached_property
    def clauses(self) -> tuple[Source, ...]:
        """Its clauses that set one figure against another; none when it has only one."""
        parts = _AGAINST.split(self.text)
        return tuple(Source(part, self.label, own=self.own) for part in parts) if len(parts) > 1 else ()

    @cached_property
    def sentence(self) -> Sentence:
        """Its text, read."""
        return Sentence(_read(self.text))

    @cached_property
    def known(self) -> frozenset[str]:
        """Its words, its footnote's and the own names', in small letters."""
        return frozenset(re.findall(r"[^\W_]+", normal(" ".join((self.text, self.beside, *self.own))).lower()))


def stems(text: str, own: tuple[str, ...]) -> frozenset[str]:
    """Stems of the content words of a text, measures and own names left out; `certified` and `certification` meet."""
    bare = unnamed(text, own)
    for figure in figures(bare):
        if figure.measured:
            bare = f"{bare[: figure.start]}{' ' * (figure.end - figure.start)}{bare[figure.end :]}"
    found = (
        word for word in re.findall(r"[^\W\d_][\w-]*", bare.lower()) if word not in FUNCTION_WORDS and len(word) > 1
    )
    return frozenset(stem(word).rstrip("i") for word in found)


def unnamed(text: str, names: tuple[str, ...]) -> str:
    """The text with these names blanked, letter by letter."""
    for name in filter(None, names):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        text = re.sub(pattern, lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)
    return text


def plain(text: str) -> str:
    """A text as it is compared word for word: folded, without its full stop."""
    return folded(text).rstrip(" .").lower()


def differences(said: str, source: Source) -> tuple[str, ...]:
    """What the sentence says otherwise than the source, certain ones only; empty when nothing does."""
    if plain(said) == plain(source.text):
        return ()
    read = Sentence(_read(said))
    found = [*_figures(said, source), *_negation(read, source), *_strength(read, source)]
    return (*found, *_direction(read, source), *_names(read, source))


def doubt(said: str, source: Source) -> str:
    """Why the source as a whole does not say the sentence, by its meaning; empty when it does."""
    offered = f"{source.own[0]} offers {source.own[1]}." if len(source.own) > 1 and all(source.own[:2]) else ""
    common = frozenset.intersection(*(frozenset(re.findall("[a-z]+", text.lower())) for text in (said, source.text)))
    weak = sorted({"any"} | (_WEAK & common))
    bare = [_without(weak, _read(text)) for text in (said, source.text, source.beside, offered) if text]
    support = supports(bare[0], bare[1:])
    return "" if support.supported else support.reasons[0]


def _read(text: str) -> str:
    """A text in which `needs no water` is read as `does not need water`, and `our nurses` as `we`."""
    plain_no = _NEEDS_NO.sub(lambda found: _not_need(found[1], found[0]), normal(text))
    return _OUR_PEOPLE.sub("We", plain_no)


def _not_need(verb: str, whole: str) -> str:
    base = verbs_of_people().base(verb.lower())
    return f"does not {base} " if base and verb.lower() not in {"is", "are", "was", "were", "be"} else whole


def _without(words: Sequence[str], text: str) -> str:
    return re.sub(rf"\s*\b(?:{'|'.join(words)})\b", "", text)


def _figures(said: str, source: Source) -> Iterator[str]:
    own = figures(unnamed(said, source.own))
    beside = figures(source.beside)
    kept = all(stated(known, said, own) for known in source.figures)
    for figure in own:
        if stated(figure, source.text, source.figures) or (kept and stated(figure, source.beside, beside)):
            continue
        yield _other(figure, [known for known in source.figures if not stated(known, said, own)], source)
    yield from _elsewhere(said, own, source)
    turned = [figure.value for figure in own] != [figure.value for figure in source.figures]
    if turned and _masked(said, own) == _masked(source.text, source.figures):
        yield f"the figures are not those of {source.label}, or in another order"
    for figure in own:
        bound = _BOUND.search(said[: figure.start])
        if bound and bound[1].lower() not in source.text.lower():
            yield f"“{bound[1]} {figure.text}” here, no such bound in {source.label}"


def _elsewhere(said: str, own: tuple[Figure, ...], source: Source) -> Iterator[str]:
    """Figures of another clause in the place of those of the one clause that the sentence repeats."""
    words = stems(said, source.own)
    for clause in source.clauses:
        if len(words & clause.stems) < REPEATED * len(words):
            continue
        left_out = [figure for figure in clause.figures if not stated(figure, said, own)]
        for figure in own:
            swapped = [other for other in left_out if other.unit == figure.unit]
            if swapped and not stated(figure, clause.text, clause.figures):
                yield f"{figure.text} here, {swapped[0].text} in {source.label}"
        return


def _other(figure: Figure, left_out: Sequence[Figure], source: Source) -> str:
    """The figure beside the one of the source that it most likely stands for."""
    same = [other for other in source.figures if other.value == figure.value]
    alike = [other for other in left_out if other.unit == figure.unit]
    near = next(iter([*alike, *same, *left_out]), None)
    return f"{figure.text} here, {f'{near.text} in' if near else 'not in'} {source.label}"


def _masked(text: str, found: tuple[Figure, ...]) -> str:
    for figure in reversed(found):
        text = f"{text[: figure.start]}#{figure.unit}{text[figure.end :]}"
    return plain(text)


def _negation(read: Sentence, source: Source) -> Iterator[str]:
    there = _flags(source.sentence)
    for known, (word, negated) in _flags(read).items():
        if known in there and there[known][1] != negated:
            where = "here" if negated else f"in {source.label}"
            yield f"“{word}” is negated {where} only"
            return


def _flags(sentence: Sentence) -> dict[str, tuple[str, bool]]:
    """Stems of content words that occur once, as written and whether negated."""
    found = [sentence.words[at].stem for at in sentence.content]
    return {
        sentence.words[at].stem: (sentence.words[at].lower, sentence.negated[at])
        for at in sentence.content
        if found.count(sentence.words[at].stem) == 1
    }


def _strength(read: Sentence, source: Source) -> Iterator[str]:
    words = lexicon()
    repeats = [found.span() for found in _REPEATS.finditer(read.text)]
    known = {word.stem for word in source.sentence.words}
    for word in read.words:
        whole = words.quantities.get(word.lower, 0.0) >= WHOLE and not any(s <= word.start < e for s, e in repeats)
        if (whole or word.lower in words.promises) and word.stem not in known and word.lower not in _WEAK:
            yield f"“{word.text}” here, not in {source.label}"
    limitless = _LIMITLESS.search(read.text)
    if limitless and not _LIMITLESS.search(source.text):
        yield f"“{limitless[0]}” here, not in {source.label}"
    hedged = [word.text for word in source.sentence.words if word.lower in _HEDGES]
    if hedged and not any(words.certainty.get(word.stem, 1.0) < 1.0 for word in read.words):
        yield f"“{hedged[0]}” in {source.label}, not here"


def _direction(read: Sentence, source: Source) -> Iterator[str]:
    there = {word.stem: word for word in source.sentence.words}
    here = {word.stem for word in read.words}
    for word in read.words:
        if word.stem in there:
            continue
        against = [o for o in _opposites(word) if o in there and o not in here]
        if against:
            yield f"“{word.text}” here, “{there[min(against)].text}” in {source.label}"


def _opposites(word: Word) -> frozenset[str]:
    turned = _TURNS.get(word.lower)
    return lexicon().opposite.get(word.stem, frozenset()) | ({turned} if turned else frozenset())


def _names(read: Sentence, source: Source) -> Iterator[str]:
    for word in read.words:
        if word.name and not word.text.isdigit() and not read.in_figure(word) and word.lower not in source.known:
            yield f"“{word.text}” here, not in {source.label}"
