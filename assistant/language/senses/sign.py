"""One sign that a word means an organisation or a person, and how word lists give signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame, Token

ACCOUNT, STAKEHOLDER = 1, -1
PERSONAL = listed("he she him her his hers himself herself")
TITLES = listed("dr mr mrs ms prof professor sister matron miss sir")
OFFICERS = listed("ceo cfo coo cto cio ciso cmo vp board team teams management staff")
MEANS = listed("phone email mail post letter text video telephone hand")
OURSELVES = listed("we i we're i'm we've i've we'll i'll we'd i'd")
MOST_OF_A_KIND = 3


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for a level."""

    kind: str
    direction: float
    because: str = ""
    sense: str = ""
    """Id of the sense that a cue of the glossary names; then the direction says nothing."""
    word: str = ""
    """The listed word that it rests on."""


def sides(names: tuple[str, str], text: Iterable[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    """Signs for the words that stand in the list of organisations (first name) or of people (second).

    `why` may name the word as `{0}` and whose it is as `{1}`.
    """
    for word in phrases(text, words):
        bare = word.removesuffix("'s")
        of_accounts, of_people = words.has(names[0], bare), words.has(names[1], bare)
        if of_accounts != of_people:
            who = "organisations" if of_accounts else "people"
            reason = why.format(word.replace("_", " "), who)
            yield Sign(kind, ACCOUNT if of_accounts else STAKEHOLDER, reason, word=bare)


def phrases(text: Iterable[str], words: Lexicon) -> Iterator[str]:
    """The words, two or three of them joined where the lists know the phrase: a credit rating is no credit."""
    plain = list(text)
    at = 0
    while at < len(plain):
        size = next((n for n in (3, 2) if "-".join(plain[at : at + n]) in words.joined and at + n <= len(plain)), 1)
        yield "-".join(plain[at : at + size])
        at += size


def whole_number(text: str) -> int | None:
    """The figure that is written, with or without commas; None where it is none, as `2nd` and `²`."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() else None


def crowded(text: Sequence[str]) -> set[str]:
    """Words that follow a number of ten and more: nobody has forty desks."""
    return {second for first, second in pairwise(text) if first[:1].isdigit() and len(first) > 1 and "." not in first}


def headed(text: Sequence[str], words: Lexicon) -> list[str]:
    """The words without what only says which person: a plant manager is no plant, and his team has an owner."""
    before, following = ["", *text], [*text[1:], ""]
    return [
        word
        for owner, word, after in zip(before, text, following, strict=False)
        if not (owner in {"his", "her"} and words.has("organisations_have", word))
        and not (owner in {"our", "my"} and word in OFFICERS)
        and not (owner == "by" and word in MEANS)
        and (words.has("person_nouns", word) or not words.has("person_nouns", after))
    ]


def having(text: Sequence[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    many = {word for word in crowded(text) if words.has("people_have", word)}
    text = [word for word in headed(text, words) if word not in many]
    yield from sides(("organisations_have", "people_have"), text, words, kind, why)
    if kind in {"owns", "with"}:
        yield from sides(("organisations_own", "people_do"), [w for w in text if not words.base(w)], words, kind, why)


def limited(found: Iterable[Sign]) -> list[Sign]:
    """At most three signs of one kind and direction: a long list is no stronger than that."""
    counts: dict[tuple[str, float], int] = {}
    kept: list[Sign] = []
    for sign in found:
        key = (sign.kind, sign.direction)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_OF_A_KIND:
            kept.append(sign)
    return kept


def linked(frame: Frame) -> bool:
    """Whether it is said of something before: `she is a prospect`, `as a client`."""
    return bool({"is", "are", "as", "was", "were", "been", "be", "among"} & {token.low for token in frame.left[-5:]})


def lows(text: Sequence[Token]) -> list[str]:
    return [token.low.removesuffix("'s") for token in text]


def own_clause(frame: Frame) -> tuple[list[Token], list[Token]]:
    """The tokens on either side up to where a clause about something else begins."""
    starts = [at + 1 for at in range(len(frame.left)) if _opens_clause(frame.left, at)]
    ends = [at for at in range(len(frame.right)) if _opens_clause(frame.right, at)]
    return frame.left[starts[-1] if starts else 0 :], frame.right[: ends[0] if ends else None]


def _opens_clause(side: Sequence[Token], at: int) -> bool:
    low = side[at].low
    following = side[at + 1].low if at + 1 < len(side) else ""
    if low in {"but", "whereas", "while"}:
        return at > 0 and side[at - 1].low == ","
    return low in {"and", "so", ","} and following in OURSELVES
