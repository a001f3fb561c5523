"""The grammar around one word: what acts on it, what it does, what it is said to be, have and be part of.

No parser: closed lists of small words and known verbs carry it. What cannot be told stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon, lexicon

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*|[—–]|--|[^\w\s]")
POSSESSIVE = re.compile(r"['’]s?(?![\w])")
STOPS = frozenset(".;!?:")
ABBREVIATIONS = {"IT": "i.t.", "US": "u.s.", "MAN": "m.a.n."}
GROUPS = frozenset(("segment", "segments", "segmentation", "segmentations"))


@dataclass(frozen=True)
class Token:
    """A word or sign of the sentence."""

    text: str
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


@dataclass
class Frame:
    """What the sentence says of one word; lower case throughout, verbs in base form."""

    word: str
    plural: bool
    left: list[Token]
    """Everything before it in the sentence, nearest last."""
    right: list[Token]
    """Everything after it."""
    name: bool = False
    """Whether it is written with a capital."""
    determiner: str = ""
    modifiers: list[str] = field(default_factory=list)
    """Adjectives and nouns before it, nearest first."""
    counted: bool = False
    """Whether a number or another quantity stands before it."""
    preposition: str = ""
    governor: str = ""
    """The word before its preposition."""
    governors: list[str] = field(default_factory=list)
    """The two words before its preposition."""
    asked: bool = False
    """Whether a form of `be` opens the question before it."""
    depends: bool = False
    """Whether it only belongs to the subject, as in `people in our customers`: what follows is said of the people."""
    acted_on: list[str] = field(default_factory=list)
    """Verbs of which it is the object, also with their particle."""
    compound: list[str] = field(default_factory=list)
    """Nouns that it stands before and belongs to, the head last."""
    possessed: list[str] = field(default_factory=list)
    """What follows its possessive."""
    does: list[str] = field(default_factory=list)
    """Verbs of which it is the subject."""
    undergoes: list[str] = field(default_factory=list)
    """Verbs of which it is the subject in the passive."""
    objects: list[str] = field(default_factory=list)
    """Words after its verb, up to the end of the clause."""
    complement: list[str] = field(default_factory=list)
    """What it is said to be, by a copula, an apposition or an example."""
    has: list[str] = field(default_factory=list)
    """Words of a `with`, `without` or `whose` after it."""
    relative: str = ""
    """who, which, that or where, when such a clause follows."""


def tokens(text: str) -> list[Token]:
    """Words, numbers and signs of a text."""
    return [Token(found, _lowered(found)) for found in TOKEN.findall(text)]


def _lowered(found: str) -> str:
    """Lower case with straight apostrophes; the abbreviations IT and US are no pronouns, and MAN makes lorries."""
    return ABBREVIATIONS.get(found) or found.lower().replace("’", "'")


def frame(sentence: str, start: int, end: int, *, plural: bool) -> Frame:
    """The grammar around the word from `start` to `end` of the sentence."""
    words = lexicon()
    after = sentence[end:]
    possessive = POSSESSIVE.match(after)
    right = tokens(after[possessive.end() :] if possessive else after)
    found = Frame(sentence[start:end].lower(), plural, tokens(sentence[:start]), right, sentence[start].isupper())
    rest = _governors(found, words)
    _acted_on(found, rest, words)
    if possessive:
        found.possessed = _noun_run(right, words, 0)
        return found
    _compound(found, words)
    return found


def is_verb(words: Lexicon, token: Token) -> bool:
    """Whether a token can be a verb and is not plainly something else."""
    return bool(words.base(token.low)) and not words.has("determiners", token.low)


def _governors(found: Frame, words: Lexicon) -> int:
    """Modifiers and determiner to the left; the number of tokens left before them."""
    at = len(found.left) - 1
    while at >= 0:
        token = found.left[at]
        low = token.low
        if low in {"'s", "'"} or low.endswith("'s"):
            found.determiner = found.determiner or "'s"
            return at
        if token.is_number or words.has("quantities", low):
            found.counted = True
        elif low == "-" and at and found.left[at - 1].is_number:
            found.modifiers.append(found.left[at - 1].low)
            at -= 1
        elif words.has("determiners", low):
            found.determiner = low
            found.counted |= low in {"many", "few", "several", "most"}
            return _partitive(found, at, words)
        elif _ends_phrase(found, at, words):
            break
        else:
            found.modifiers.append(low)
        at -= 1
    return at + 1


def _ends_phrase(found: Frame, at: int, words: Lexicon) -> bool:
    """Whether the noun phrase does not reach back to this token."""
    token = found.left[at]
    if not token.is_word or words.has("prepositions", token.low) or _closed(words, token.low):
        return True
    return is_verb(words, token) and not _modifies(found, at, words)


def _partitive(found: Frame, at: int, words: Lexicon) -> int:
    """Skips `one of`, `each of`, `two thirds of` before a determiner."""
    if at >= 2 and found.left[at - 1].low == "of":
        head = found.left[at - 2]
        if head.is_number or words.has("quantities", head.low):
            found.counted = True
            return at - 2
    return at


def _closed(words: Lexicon, low: str) -> bool:
    return any(words.has(name, low) for name in ("conjunctions", "modals", "auxiliaries", "subjects"))


def _modifies(found: Frame, at: int, words: Lexicon) -> bool:
    """Whether a word that can be a verb is a modifier here: `paying customers`, `the lost customers`."""
    low = found.left[at].low
    before = found.left[at - 1].low if at else ""
    if words.has("person_adjectives", low) or words.has("organisation_adjectives", low):
        return True
    if before in {"what", "which", "that"} and low not in words.participles and not low.endswith("ing"):
        return False
    determined = words.has("determiners", before) or words.has("quantities", before) or before.endswith("'s")
    return determined and not words.has("subjects", before)


def _acted_on(found: Frame, at: int, words: Lexicon) -> None:
    """Preposition, its governor, and the verbs that act on the word."""
    at -= 1
    while at >= 0 and (words.adverb(found.left[at].low) or (found.counted and found.left[at].low in _ROUGHLY)):
        at -= 1
    if at < 0:
        return
    token = found.left[at]
    if words.has("prepositions", token.low):
        found.preposition = token.low
        before = [t for t in found.left[max(0, at - 7) : at] if t.is_word]
        found.governor = before[-1].low if before else ""
        found.governors = [t.low for t in before[-2:]]
        found.depends = _in_subject(found, at, words)
        for place in range(len(before) - 1, -1, -1):
            nominal = place and (words.has("determiners", before[place - 1].low) or before[place - 1].low == "in")
            if is_verb(words, before[place]) and not nominal:
                base = words.base(before[place].low)
                found.acted_on.append(f"{base}_{token.low}")
                if place < len(before) - 1:
                    found.acted_on.append(f"{base}_{before[-1].low}")
                break
        return
    found.asked = at == 0 and token.low in {"is", "are", "was", "were"}
    if is_verb(words, token) and not (at and found.left[at - 1].low in _ARTICLES):
        base = words.base(token.low)
        found.acted_on.append(base)
        found.acted_on.extend(f"{base}_{low}" for low in _particles(found.right))
    elif token.low in {"and", "or", ","} and at:
        near = [t for t in found.left[max(0, at - 3) : at] if is_verb(words, t)]
        found.acted_on.extend(words.base(t.low) for t in near[-1:])


def _particles(right: Sequence[Token]) -> list[str]:
    """The words that may turn a verb into another, without those that only say when."""
    later = zip(right[:3], [*right[1:4], Token(".", ".")], strict=False)
    return [token.low for token, after in later if token.is_word and not (after.is_number or after.low in _DAYS)]


def _in_subject(found: Frame, at: int, words: Lexicon) -> bool:
    """Whether the preposition at a place hangs on a noun that is the subject of the clause."""
    starts = [
        place + 1 for place in range(at) if found.left[place].low in STOPS | {",", "and", "but", "that", "because"}
    ]
    subject = found.left[starts[-1] if starts else 0 : at]
    if not subject or not subject[-1].is_word or words.has("quantities", subject[-1].low):
        return False
    if subject[-1].low in {"which", "what"}:
        return False
    if subject[-1].low in _SORTS or words.adverb(subject[-1].low) or _closed(words, subject[-1].low):
        return False
    return not any(is_verb(words, t) and not _modifies(found, found.left.index(t), words) for t in subject[:-1])


_SORTS = listed(
    "type types kind kinds sort sorts number numbers group groups set half rest list lists range bunch ton tons"
)


def _compound(found: Frame, words: Lexicon) -> None:
    """Nouns that follow directly."""
    run = _noun_run(found.right, words, 0)
    if not run or found.plural:
        return
    first = run[0]
    verbal = bool(words.base(first))
    noun = any(
        words.has(name, first) for name in ("compound_heads", "people_have", "organisations_have", "person_nouns")
    )
    follows = found.right[len(run)].low if len(run) < len(found.right) else "."
    named = found.name and bool(found.left) and found.left[-1].text[:1].isupper()
    if (
        verbal
        and (first in words.participles or follows in _OBJECT_STARTS)
        and (named or found.determiner not in {"", "each"})
    ):
        return
    if verbal and first == words.base(first) and _CAUSING & set(found.acted_on):
        return
    adjective = words.has("person_adjectives", first) and len(run) == 1
    if (noun or not verbal) and not adjective:
        found.compound = run


_CAUSING = listed("make let help see watch hear")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday monday's today tomorrow")
_ROUGHLY = listed("about around over under some nearly")
_ARTICLES = listed("the a an my your his her its our their this these those every")
_REFLEXIVES = listed("himself herself itself themselves ourselves yourself everything something nothing")
_OBJECT_STARTS = listed("the a an our my your his her its their us me him them it that this to at for in about on")


def _noun_run(right: list[Token], words: Lexicon, at: int) -> list[str]:
    """The nouns and adjectives from a place on, until something else comes."""
    run: list[str] = []
    for token in right[at : at + 4]:
        low = token.low
        if not token.is_word or words.has("prepositions", low) or _closed(words, low) or words.adverb(low):
            break
        joined = bool(run) and f"{run[-1]}-{low}" in words.joined
        verbal = bool(run) and is_verb(words, token) and not words.has("compound_heads", low)
        if words.has("determiners", low) or low in _REFLEXIVES or (verbal and not joined):
            break
        run.append(low)
    return run
